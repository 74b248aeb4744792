package followup

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/followup"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// A rate is said with what was counted, no more exact than it is, and as "–" where
// nothing was performed.
func TestRatesInWords(t *testing.T) {
	require.NoError(t, locale.Use(models.Swedish))
	for _, c := range []struct {
		rate                     followup.Rate
		share, counted, interval string
	}{
		{followup.Rate{With: 2, Of: 140}, "1,4 %", "2 av 140", "0,4–5,1 %"},
		{followup.Rate{With: 3, Of: 10}, "30 %", "3 av 10", "11–60 %"},
		{followup.Rate{With: 0, Of: 20}, "0 %", "0 av 20", "0–16 %"},
		{followup.Rate{With: 1, Of: 1}, "100 %", "1 av 1", "21–100 %"},
		{followup.Rate{}, "–", "0 av 0", "–"},
	} {
		require.Equal(t, c.share, share(c.rate))
		require.Equal(t, c.counted, counted(c.rate))
		require.Equal(t, c.interval, interval(c.rate))
	}
}

// The median of an even count lies between its two middle days.
func TestMedian(t *testing.T) {
	for want, days := range map[string][]int{"6": {6}, "7": {2, 7, 40}, "3": {1, 2, 4, 9}, "2,5": {1, 2, 3, 9}, "4": {1, 4, 4, 9}} {
		require.Equal(t, want, median(days), "%v", days)
	}
}

// Every day to onset falls into one class, and none is lost.
func TestOnsetClasses(t *testing.T) {
	bars := onsetBars([]int{0, 1, 2, 3, 4, 7, 8, 14, 15, 30, 31, 90, 91, 400})
	var values []int
	var words []string
	for _, each := range bars {
		values = append(values, each.value)
		words = append(words, each.under[0])
	}
	require.Equal(t, []int{1, 1, 2, 2, 2, 2, 2, 2}, values)
	require.Equal(t, []string{"dag 0", "dag 1", "2–3", "4–7", "8–14", "15–30", "31–90", "över 90"}, words)
}

func monthsFrom(first models.Date, count int) []followup.MonthRate {
	months := make([]followup.MonthRate, count)
	for i := range months {
		months[i] = followup.MonthRate{Month: first.AddMonths(i), Rate: followup.Rate{With: 1, Of: 10}}
	}
	return months
}

// Months are put together into quarters and years without losing one; the year
// stands where it begins, and an incomplete quarter counts what there is of it.
func TestMonthsQuartersYears(t *testing.T) {
	degrees := monthBars(monthsFrom(models.NewDate(2025, 12, 1), 12))
	require.Len(t, degrees[0], 12)
	require.Equal(t, []string{"dec", "av 10", "2025"}, degrees[0][0].under)
	require.Equal(t, []string{"jan", "av 10", "2026"}, degrees[0][1].under)
	require.Equal(t, []string{"feb", "av 10"}, degrees[0][2].under)
	require.Equal(t, []bar{
		{1, "1", []string{"kv 4", "av 10", "2025"}},
		{3, "3", []string{"kv 1", "av 30", "2026"}},
		{3, "3", []string{"kv 2", "av 30"}},
		{3, "3", []string{"kv 3", "av 30"}},
		{2, "2", []string{"kv 4", "av 20"}},
	}, degrees[1])
	require.Equal(t, []bar{{1, "1", []string{"2025", "av 10"}}, {11, "11", []string{"2026", "av 110"}}}, degrees[2])
	require.Equal(t, none, monthBars([]followup.MonthRate{{Month: models.NewDate(2026, 1, 1)}})[0][0].over, "nothing performed is no 0")
}

// However long the period and large the text, every word of the chart stands free,
// within it, and above its own bar.
func TestBarsAreReadable(t *testing.T) {
	for _, percent := range look.TextSizes {
		test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, percent))
		for _, count := range []int{1, 12, 13, 40, 121} {
			chart := newBarChart()
			window := test.NewTempWindow(t, chart)
			chart.set(monthBars(monthsFrom(models.NewDate(2016, 11, 1), count))...)
			window.Resize(fyne.NewSize(690, 300))
			var words []*canvas.Text
			for _, object := range test.WidgetRenderer(chart).Objects() {
				require.GreaterOrEqual(t, object.Position().Y, float32(-1))
				require.LessOrEqual(t, object.Position().Y+object.Size().Height, chart.MinSize().Height+3)
				if word, ok := object.(*canvas.Text); ok {
					require.LessOrEqual(t, word.MinSize().Width, word.Size().Width, "%d months at %d %%: %q", count, percent, word.Text)
					words = append(words, word)
				}
			}
			require.NotEmpty(t, words)
		}
	}
}

// The strip's line reaches from the interval's low end to its high one, with the
// mark on it; without any procedure nothing but the axis is drawn.
func TestStrip(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 100))
	rate := followup.Rate{With: 1, Of: 29} // 0.6 to 17.2 %
	require.InDelta(t, 0.2, stripEnd([]followup.GroupRate{{Rate: rate}, {}}), 0.001)
	drawn := test.WidgetRenderer(newRateStrip(rate, 0.2)).(*rateStripRenderer)
	drawn.Layout(fyne.NewSize(209, 20)) // 200 between the middles of the first and the last mark
	require.InDelta(t, 4+0.0061*1000, drawn.reach.Position().X, 1)
	require.InDelta(t, (0.1718-0.0061)*1000, drawn.reach.Size().Width, 1)
	require.InDelta(t, 4+1000.0/29, drawn.mark.Position().X+stripMark/2, 1)
	require.True(t, drawn.mark.Visible())
	empty := test.WidgetRenderer(newRateStrip(followup.Rate{}, 0.2)).(*rateStripRenderer)
	empty.Layout(fyne.NewSize(209, 20))
	require.False(t, empty.mark.Visible())
	require.False(t, empty.reach.Visible())
}
