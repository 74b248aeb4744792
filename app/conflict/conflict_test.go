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
	}{
		"nobody touched it":   {"a", "a", "a", Either},
		"both wrote the same": {"a", "b", "b", Either},
		"only I":              {"a", "b", "a", Mine},
		"only they":           {"a", "a", "b", Theirs},
		"I emptied it":        {"a", "", "a", Mine},
		"they emptied it":     {"a", "a", "", Theirs},
		"both, each its own":  {"a", "b", "c", Clash},
		"they emptied mine":   {"a", "b", "", Clash},
	} {
		t.Run(name, func(t *testing.T) {
			field := Field{"f", c.base, c.mine, c.theirs}
			require.Equal(t, []Difference{{field, c.side}}, Between(field))
		})
	}
}

// No field is lost: each has a side, in its order. What only one of us changed is that one's.
// Seen from the other desk the sides' names are swapped, and nothing else.
func TestNothingIsLost(t *testing.T) {
	text := rapid.SampledFrom([]string{"", "a", "b", "c"})
	swapped := map[Side]Side{Either: Either, Mine: Theirs, Theirs: Mine, Clash: Clash}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching("[a-z]{1,3}"), 1, 6, rapid.ID[string]).Draw(t, "names")
		var fields, mirrored []Field
		for _, name := range names {
			f := Field{name, text.Draw(t, "base"), text.Draw(t, "mine"), text.Draw(t, "theirs")}
			fields, mirrored = append(fields, f), append(mirrored, Field{name, f.Base, f.Theirs, f.Mine})
		}
		here, there := Between(fields...), Between(mirrored...)
		require.Len(t, here, len(fields))
		for i, f := range fields {
			require.Equal(t, f, here[i].Field)
			require.Equal(t, swapped[here[i].Side], there[i].Side, "%+v", f)
			mine, theirs := f.Mine != f.Base, f.Theirs != f.Base
			require.Equal(t, mine && !theirs, here[i].Side == Mine, "%+v", f)
			require.Equal(t, mine && theirs && f.Mine != f.Theirs, here[i].Side == Clash, "%+v", f)
		}
	})
}
