package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// leastTarget is how large what is pressed has to be: WCAG 2.2, 2.5.8, level AA.
const leastTarget = 24

// Whatever a nurse presses is large enough to hit, also without its text.
func TestTargetSize(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 100))
	for name, target := range map[string]fyne.CanvasObject{
		"button":       widgets.NewButton("X", nil),
		"quiet button": widgets.NewQuiet("X", nil),
		"check":        widgets.NewCheck("", nil),
		"choice":       widgets.NewChoice(),
		"line":         widgets.NewLine(""),
		"note":         widgets.NewNote(""),
		"suggestion":   widgets.NewSuggest(""),
		"date":         widgets.NewDateField(func() models.Date { return models.Date{} }, nil),
		"time":         widgets.NewTimeField(),
		"tabs":         widgets.NewTabs(widgets.Option{ID: "a", Text: "A"}),
		"ticks":        widgets.NewTicks(widgets.Option{ID: "a", Text: "A"}),
	} {
		size := target.MinSize()
		t.Logf("%s: %.0f × %.0f", name, size.Width, size.Height)
		require.GreaterOrEqual(t, size.Width, float32(leastTarget), name)
		require.GreaterOrEqual(t, size.Height, float32(leastTarget), name)
	}
}
