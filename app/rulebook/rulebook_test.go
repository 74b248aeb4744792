package rulebook_test

import (
	"testing"

	"github.com/stretchr/testify/require"

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
