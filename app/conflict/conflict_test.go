package conflict

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestWhoseTextAFieldGets(t *testing.T) {
	for name, c := range map[string]struct {
		base, mine, theirs string
		side               Side
		chosen             Side
		text               string
		open               bool
	}{
		"nobody touched it":     {"a", "a", "a", Either, "", "a", false},
		"both wrote the same":   {"a", "b", "b", Either, "", "b", false},
		"only I":                {"a", "b", "a", Mine, "", "b", false},
		"only they":             {"a", "a", "b", Theirs, "", "b", false},
		"I emptied it":          {"a", "", "a", Mine, "", "", false},
		"they emptied it":       {"a", "a", "", Theirs, "", "", false},
		"clash, none chosen":    {"a", "b", "c", Clash, "", "", true},
		"clash, mine":           {"a", "b", "c", Clash, Mine, "b", false},
		"clash, theirs":         {"a", "b", "c", Clash, Theirs, "c", false},
		"clash, they empty it":  {"a", "b", "", Clash, Theirs, "", false},
		"no clash, whatever is": {"a", "b", "a", Mine, Theirs, "b", false},
	} {
		t.Run(name, func(t *testing.T) {
			differences := Between(Field{"f", c.base, c.mine, c.theirs})
			require.Equal(t, c.side, differences[0].Side)
			texts, open := Settle(differences, map[string]Side{"f": c.chosen})
			require.Equal(t, c.open, len(open) == 1)
			text, settled := texts["f"]
			require.Equal(t, c.text, text)
			require.Equal(t, !c.open, settled)
		})
	}
}

// No field is lost: each has a text or is open. What only one of us changed is what that
// one wrote. The order of the fields and of the two desks changes nothing but the sides' names.
func TestNothingIsLost(t *testing.T) {
	text := rapid.SampledFrom([]string{"", "a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching("[a-z]{1,3}"), 1, 6, rapid.ID[string]).Draw(t, "names")
		var fields, mirrored []Field
		chosen, otherwise := map[string]Side{}, map[string]Side{}
		for _, name := range names {
			f := Field{name, text.Draw(t, "base"), text.Draw(t, "mine"), text.Draw(t, "theirs")}
			fields = append(fields, f)
			mirrored = append([]Field{{name, f.Base, f.Theirs, f.Mine}}, mirrored...)
			side := rapid.SampledFrom([]Side{Either, Mine, Theirs}).Draw(t, "chosen")
			chosen[name], otherwise[name] = side, map[Side]Side{Either: Either, Mine: Theirs, Theirs: Mine}[side]
		}
		texts, open := Settle(Between(fields...), chosen)
		if len(texts)+len(open) != len(fields) {
			t.Fatalf("%d settled and %d open of %d", len(texts), len(open), len(fields))
		}
		for _, f := range fields {
			got, settled := texts[f.Name]
			switch {
			case f.Mine == f.Base && got != f.Theirs, f.Theirs == f.Base && got != f.Mine, f.Mine == f.Theirs && got != f.Mine:
				t.Fatalf("%+v became %q", f, got)
			case settled && got != f.Mine && got != f.Theirs:
				t.Fatalf("%+v became %q, which nobody wrote", f, got)
			}
		}
		there, openThere := Settle(Between(mirrored...), otherwise)
		if len(openThere) != len(open) {
			t.Fatalf("%d open here, %d there", len(open), len(openThere))
		}
		for name, text := range texts {
			if there[name] != text {
				t.Fatalf("%s is %q here and %q there", name, text, there[name])
			}
		}
	})
}
