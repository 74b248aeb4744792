package rulebook_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/rulebook"
)

// A row keeps its hash when the program learns a key that the row does not use,
// and loses it as soon as a figure or an order changes.
func TestFingerprint(t *testing.T) {
	type old struct {
		Days  int
		Facts []string
	}
	type newer struct {
		Days  int
		Facts []string
		Note  struct{ SV, EN string }
		Extra *bool
	}
	before := rulebook.Fingerprint(old{Days: 5, Facts: []string{"B1", "B2"}})
	require.Len(t, before, 64)
	require.Equal(t, before, rulebook.Fingerprint(newer{Days: 5, Facts: []string{"B1", "B2"}}))
	require.NotEqual(t, before, rulebook.Fingerprint(old{Days: 6, Facts: []string{"B1", "B2"}}))
	require.NotEqual(t, before, rulebook.Fingerprint(old{Days: 5, Facts: []string{"B2", "B1"}}))
	require.NotEqual(t, before, rulebook.Fingerprint(newer{Days: 5, Facts: []string{"B1", "B2"}, Note: struct{ SV, EN string }{SV: "x"}}))
	require.Empty(t, rulebook.Fingerprint(func() {}), "what cannot be read matches no approval")
}

// The hash is that of the row taken apart and put together again without what is empty: an
// approval given before the program read bytes still holds.
func TestTheFingerprintIsThatOfWhatIsSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := anyRow(t, 3)
		encoded, err := json.Marshal(row)
		require.NoError(t, err)
		var said any
		require.NoError(t, json.Unmarshal(encoded, &said))
		said = whatIsSaid(said)
		again, err := json.Marshal(said)
		require.NoError(t, err)
		sum := sha256.Sum256(again)
		require.Equal(t, hex.EncodeToString(sum[:]), rulebook.Fingerprint(row), "%s", encoded)
	})
}

// anyRow is any value that a row of a file can be, so deep.
func anyRow(t *rapid.T, depth int) any {
	kinds := 5
	if depth == 0 {
		kinds = 3
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return rapid.OneOf(rapid.SampledFrom([]string{"", "å \"<>&\\\n", "\u2028,]}"}), rapid.String()).Draw(t, "text")
	case 1:
		return rapid.OneOf(rapid.SampledFrom([]float64{0, 38.5, -1, 1e6}), rapid.Float64Range(-1e6, 1e6)).Draw(t, "number") + 0
	case 2:
		return rapid.SampledFrom([]any{true, false, nil}).Draw(t, "word")
	case 3:
		list := make([]any, rapid.IntRange(0, 3).Draw(t, "length"))
		for i := range list {
			list[i] = anyRow(t, depth-1)
		}
		return list
	}
	fields := map[string]any{}
	for range rapid.IntRange(0, 4).Draw(t, "keys") {
		fields[rapid.StringMatching("[a-z_-]{1,4}").Draw(t, "key")] = anyRow(t, depth-1)
	}
	return fields
}

// whatIsSaid leaves out what is empty; nil where nothing is left.
func whatIsSaid(said any) any {
	switch said := said.(type) {
	case map[string]any:
		for key, value := range said {
			if said[key] = whatIsSaid(value); said[key] == nil {
				delete(said, key)
			}
		}
		if len(said) == 0 {
			return nil
		}
	case []any:
		for i, value := range said {
			said[i] = whatIsSaid(value)
		}
		if len(said) == 0 {
			return nil
		}
	case string, float64, bool:
		if said == "" || said == 0.0 || said == false {
			return nil
		}
	}
	return said
}
