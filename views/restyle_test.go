package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// focusRow gives a visible field the focus by its name.
func (g *gallery) focusRow(name string) {
	g.t.Helper()
	for _, object := range pagetest.Visible(g.window.Content()) {
		if row, ok := object.(*widgets.FieldRow); ok && row.Name == name {
			row.Focus()
			return
		}
	}
	require.Failf(g.t, "no such field", "%q", name)
}

func (g *gallery) choice() *widgets.Choice {
	g.t.Helper()
	choice, ok := g.window.Canvas().Focused().(*widgets.Choice)
	require.True(g.t, ok, "the focus is on no choice")
	return choice
}

// unsaved is a page with something that would be lost with the window.
type unsaved struct{ host page.Host }

func (unsaved) Content() fyne.CanvasObject { return container.NewStack() }
func (unsaved) Title() string              { return "" }
func (u unsaved) Close(then func())        { u.host.Ask(page.Dialog{OnDone: then}) }

// A change of language, size or colours asks before it loses what is begun, is
// kept only when the nurse agrees, and leaves the focus where it was: what is
// typed next must not go into the clinic's name. A begun booking is not lost.
func TestRestyleAsksFirstAndReturnsToItsField(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, "", look.Light, 100, models.Swedish)
	t.Cleanup(func() { require.NoError(t, locale.Use(models.Swedish)) })
	g.Open(page.Route{Page: page.NewBooking, Arg: page.New})
	g.focusRow("note")
	g.typeText("x")
	g.Open(page.Route{Page: page.Settings})
	g.focusRow("mode")
	g.choice().Choose(string(look.Dark))
	require.Nil(t, g.dialog, "a begun booking is kept")
	g.Open(page.Route{Page: page.NewBooking, Arg: page.New})
	g.focusRow("note")
	require.Equal(t, "x", g.window.Canvas().Focused().(*widgets.Note).Text)

	g.Pages[page.Waiting] = func(host page.Host) page.Page { return unsaved{host} }
	g.Open(page.Route{Page: page.Waiting})
	g.Open(page.Route{Page: page.Settings})

	g.focusRow("language")
	g.choice().Choose(string(models.English))
	require.Equal(t, locale.T("frame.rebuild.title"), g.dialog.Title, "nothing is closed, so nothing is asked about closing")
	require.Equal(t, models.Swedish, g.Preferences.Language(), "not before the answer")
	g.dialog.cancel()
	require.Equal(t, models.Swedish, g.Preferences.Language())
	g.focusRow("language")
	require.Equal(t, string(models.Swedish), g.choice().ChosenID(), "the choice says what holds")

	g.choice().Choose(string(models.English))
	g.dialog.confirm()
	require.Nil(t, g.dialog)
	require.Equal(t, models.English, g.Preferences.Language())
	require.Equal(t, string(models.English), g.choice().ChosenID(), "the focus is back")

	g.focusRow("text-size")
	g.choice().Choose("150")
	require.Nil(t, g.dialog, "nothing is begun any more")
	require.Equal(t, "150", g.choice().ChosenID())
	settle(g.window)
	g.Params.Background.(*background.Inline).Elapse(paintTime)
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.choice()).Y + g.choice().Size().Height
	require.LessOrEqual(t, bottom, g.bar.Position().Y, "in view, also at this size")
}
