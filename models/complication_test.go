package models

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func confirmed() Complication {
	return Complication{
		Kind: "wound-infection", OnsetOn: NewDate(2026, 11, 20), Found: FoundByCall,
		ConfirmedBy: "Dr Exempel", ConfirmedOn: NewDate(2026, 11, 21),
	}
}

// What is missing or cannot be is named by its field, all at once.
func TestComplicationIsValidated(t *testing.T) {
	require.NoError(t, confirmed().Validate())
	for name, c := range map[string]struct {
		change func(*Complication)
		fields []string
	}{
		"nothing":                   {func(c *Complication) { *c = Complication{} }, []string{"kind", "onset-on", "found", "confirmed-by", "confirmed-on"}},
		"unknown way":               {func(c *Complication) { c.Found = "dream" }, []string{"found"}},
		"other without words":       {func(c *Complication) { c.Found = FoundOtherwise }, []string{"found-text"}},
		"doctor of spaces":          {func(c *Complication) { c.ConfirmedBy = "  " }, []string{"confirmed-by"}},
		"confirmed before onset":    {func(c *Complication) { c.ConfirmedOn = NewDate(2026, 11, 19) }, []string{"confirmed-on"}},
		"onset alone":               {func(c *Complication) { c.ConfirmedOn = Date{} }, []string{"confirmed-on"}},
		"long note":                 {func(c *Complication) { c.Note = strings.Repeat("x", MaxNote+1) }, []string{"note"}},
		"withdrawn without reason":  {func(c *Complication) { c.WithdrawnAt = &time.Time{} }, []string{"reason"}},
		"confirmed on the same day": {func(c *Complication) { c.ConfirmedOn = c.OnsetOn }, nil},
		"other in words":            {func(c *Complication) { c.Found, c.FoundText = FoundOtherwise, "av en granne" }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			complication := confirmed()
			c.change(&complication)
			err := complication.Validate()
			if c.fields == nil {
				require.NoError(t, err)
				return
			}
			var problems Problems
			require.ErrorAs(t, err, &problems)
			require.Equal(t, c.fields, problems.Fields())
		})
	}
}

// Days are counted in Stockholm: a procedure half an hour after midnight was the
// day before in UTC, and its own day is still day 0.
func TestDayOfOnset(t *testing.T) {
	row := ComplicationRow{Complication: confirmed(), PerformedAt: NewDate(2026, 11, 20).At(0, 30).UTC()}
	require.Equal(t, 0, row.Day())
	row.PerformedAt = NewDate(2026, 11, 19).At(23, 30).UTC()
	require.Equal(t, 1, row.Day())
	row.PerformedAt = NewDate(2026, 11, 22).At(8, 0)
	require.Equal(t, 0, row.Day(), "the procedure's time was corrected past the onset")
}
