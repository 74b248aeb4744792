package widgets

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// Whatever is typed for a day is told why it is none, or understood as a day of the
// years that the field takes; what the field then shows is read as the same day.
func FuzzReadDate(f *testing.F) {
	require.NoError(f, locale.Use(models.Swedish))
	for _, text := range []string{
		"2026-12-14", "mån 2026-12-14 · v. 51", "14/12", "14.12.26", "14 dec", "14 december 2027", "141226", "20261214", "+10d", "-2v", "+3m",
		"imorgon", "mån", "30/2", "+9999m", "0/0", "1/1/1900", "31122100", "",
	} {
		f.Add(text, 0)
		f.Add(text, 463) // 29 February 2028
	}
	f.Fuzz(func(t *testing.T, text string, later int) {
		today := models.NewDate(2026, 11, 23).AddDays(later % 20_000)
		day, err := readDate(text, today)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.NotEmpty(t, problem.Code)
			return
		}
		if day.IsZero() {
			return // nothing was typed
		}
		require.GreaterOrEqual(t, day.Year(), firstYear)
		require.LessOrEqual(t, day.Year(), lastYear)
		again, err := readDate(shownDate(day), today)
		require.NoError(t, err)
		require.Equal(t, day, again)
	})
}

// Whatever is typed for a time is told why it is none, or is one of the day's minutes.
func FuzzReadTime(f *testing.F) {
	for _, text := range []string{"830", "8.30", "08:30", "0830", "8", "24", "8 30", "", "٨"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clock, err := readTime(text)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			return
		}
		again, err := readTime(clock.String())
		require.NoError(t, err)
		require.Equal(t, clock, again)
	})
}
