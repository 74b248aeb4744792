package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
)

// The chart can be read by its words and forms alone: what is taken, on hold,
// undecided, and the dates, none of which lies on another.
func TestHoldChartSaysItsDates(t *testing.T) {
	for _, percent := range look.TextSizes {
		test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, percent))
		procedure := models.NewDate(2026, 12, 14)
		chart := NewHoldChart()
		window := test.NewTempWindow(t, chart)
		window.Resize(fyne.NewSize(780, 400))
		chart.SetHolds(procedure.At(8, 30), models.NewDate(2026, 12, 1), []HoldBar{
			{Name: "Waran", Word: "beslutad", Decided: true, LastDose: models.NewDate(2026, 12, 8), FirstDoseAgain: models.NewDate(2026, 12, 17)},
			{
				Name: "Fragmin", Word: "föreslagen", LastDose: models.NewDate(2026, 12, 13),
				LastDoseAt: models.NewDate(2026, 12, 13).At(8, 30), FirstDoseAgain: models.NewDate(2026, 12, 17),
			},
			{Name: "Trombyl", Continues: true},
			{Name: "Plavix"},
		})
		words := map[string]*canvas.Text{}
		for _, object := range test.WidgetRenderer(chart).Objects() {
			if word, ok := object.(*canvas.Text); ok && word.Text != "" {
				require.LessOrEqual(t, word.Position().X+word.MinSize().Width, chart.Size().Width+1, word.Text)
				words[word.Text] = word
			}
		}
		for _, said := range []string{
			"sista dos tis 8 dec", "sista dos sön 13 dec 08:30", "åter tors 17 dec", "behandling mån 14 dec 08:30", "idag 1 dec",
			"tas som vanligt, inget uppehåll", "läkaren beslutar", "uppehåll",
		} {
			require.Contains(t, words, said, "%d %%", percent)
		}
	}
}

// A renderer that is made anew, as Fyne does after a chart was out of sight, draws it all.
func TestHoldChartIsDrawnAgain(t *testing.T) {
	chart := NewHoldChart()
	put(t, chart, 780, 400)
	chart.SetHolds(models.NewDate(2026, 12, 14).At(8, 30), models.NewDate(2026, 12, 1), []HoldBar{{Name: "Waran", Word: "beslutad"}})
	drawn := len(test.WidgetRenderer(chart).Objects())
	require.NotZero(t, drawn)
	require.Len(t, chart.CreateRenderer().Objects(), drawn)
}

// The days run from a week before the earliest last dose to some days after the
// latest first dose again; today is kept in sight where it is near.
func TestHoldChartSpan(t *testing.T) {
	chart := NewHoldChart()
	start := models.NewDate(2026, 12, 14).At(8, 30)
	bars := []HoldBar{{LastDose: models.NewDate(2026, 12, 8), FirstDoseAgain: models.NewDate(2026, 12, 17)}}
	chart.SetHolds(start, models.NewDate(2026, 12, 3), bars)
	first, end := chart.span()
	require.Equal(t, models.NewDate(2026, 12, 1), first)
	require.Equal(t, models.NewDate(2026, 12, 23), end)
	chart.SetHolds(start, models.NewDate(2026, 11, 20), bars)
	first, _ = chart.span()
	require.Equal(t, models.NewDate(2026, 11, 20), first)
	chart.SetHolds(start, models.NewDate(2026, 9, 1), bars)
	first, _ = chart.span()
	require.Equal(t, models.NewDate(2026, 12, 1), first, "today is too far away to be drawn")
	parts := chart.parts(bars[0])
	require.InDelta(t, 8, parts[0].to, 0.001, "the whole day of the last dose is taken")
	require.InDelta(t, 16, parts[1].to, 0.001)
}
