package views

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
	"nursedesk/views/preferences"
)

// What was done is said beside the page and never on it: the page gives way, on
// every page and at every size of text, and takes its room again afterwards.
func TestAToastCoversNothingOfThePage(t *testing.T) {
	for _, percent := range []int{100, 150} {
		d := open(t, func(p *preferences.Preferences) { p.SetTextSize(percent) })
		d.window.Resize(fyne.NewSize(preferences.MinWidth, preferences.MinHeight))
		for _, name := range []page.Name{page.Today, page.Patient} {
			d.Open(page.Route{Page: name})
			whole := d.area.Size()
			d.Toast("Tid bokad: Återbesök fysioterapeut, Tolvan Tolvansson", func() {})
			require.True(t, d.toasts.strip.Visible())
			low := d.area.Position().Y + d.area.Size().Height
			require.LessOrEqual(t, low, d.toasts.strip.Position().Y, "%s at %d", name, percent)
			require.Less(t, d.area.Size().Height, whole.Height)
			require.LessOrEqual(t, d.toasts.strip.Position().Y+d.toasts.strip.Size().Height, d.toasts.page.Size().Height)
			d.toasts.hide()
			require.Equal(t, whole, d.area.Size())
			require.False(t, d.toasts.strip.Visible())
		}
	}
}

// A toast can be undone for ten seconds, once, by button or command.
func TestToast(t *testing.T) {
	d := open(t, nil)
	undone := 0
	d.Toast("Klar.", func() { undone++ })
	d.runner.Elapse(9 * time.Second)
	require.Equal(t, "Klar.", d.toasts.text)
	d.Run("undo")
	d.Run("undo")
	require.Equal(t, 1, undone)
	d.Toast("Klar.", func() { undone++ })
	d.Toast("Flyttad.", nil)
	d.Run("undo")
	require.Equal(t, 1, undone, "only the newest can be undone")
	d.Toast("Klar.", func() { undone++ })
	d.runner.Elapse(10 * time.Second)
	require.Empty(t, d.toasts.text)
	d.Run("undo")
	require.Equal(t, 1, undone)
}
