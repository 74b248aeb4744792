package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// walkSBAR draws a hand-over while the call goes on, its paper, and the note of
// the call once it has ended.
func (g *gallery) walkSBAR() {
	g.handOver()
	g.take("sbar")
	g.press(fyne.KeyEnd)
	g.take("sbar-end")
	g.Run("print")
	g.take("print-sbar")
	g.Run("back")
	g.Run("back")
	open, err := g.desk.OpenCalls(pagetest.Context())
	require.NoError(g.t, err)
	require.Len(g.t, open, 1)
	draft := open[0].Draft
	draft.Advice, draft.Understood = "Åk till akuten nu.", "yes"
	draft.CallbackDate, draft.CallbackTime = g.desk.Today().AddDays(1), "10:00"
	call, err := g.desk.EndCall(pagetest.Context(), draft, true)
	require.NoError(g.t, err)
	g.Open(page.Route{Page: page.Calls, ID: call.ID})
	g.take("sbar-note")
	g.Open(page.Route{Page: page.SBAR, ID: call.ID})
	g.take("sbar-ended")
	g.Open(page.Route{Page: page.Today})
}

// handOver begins a call about a leg that gets weaker, and hands it over.
func (g *gallery) handOver() {
	g.endCalls()
	g.Open(page.Route{Page: page.Call, ID: g.caller(), Arg: page.New})
	g.typeText("3") // the legs
	g.noToBlocks(1)
	g.typeText("nnjnn")
	g.tap(locale.T("call.sbar"))
	require.Equal(g.t, page.SBAR, g.Route().Page)
}

// A hand-over can be drawn: see TestScreens.
func TestSBARScreens(t *testing.T) { inEveryLook(t, (*gallery).walkSBAR) }

// Who took over while the call goes on is kept with that call, which goes on as
// it was: no second call comes of it.
func TestAHandoverDuringACall(t *testing.T) {
	require.NoError(t, locale.Use(models.Swedish))
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), look.Light, 100, models.Swedish)
	g.handOver()
	for range 6 { // from the text by Tab to the receiver
		if focused, ok := g.window.Canvas().Focused().(interface{ SelectedText() string }); ok && focused != nil {
			break
		}
		g.window.Canvas().FocusNext()
	}
	g.typeText("Dr Exempel")
	g.Run("complete")
	g.Run("back")
	require.Equal(t, page.Call, g.Route().Page)
	g.typeText("n")
	open, err := desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Len(t, open, 1)
	contacts := open[0].Draft.Contacts
	require.Len(t, contacts, 1)
	require.Equal(t, "Dr Exempel", contacts[0].With)
}

// The way back from a hand-over leads to the same call, also where it began
// without a patient.
func TestBackFromAHandover(t *testing.T) {
	require.NoError(t, locale.Use(models.Swedish))
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), look.Light, 100, models.Swedish)
	g.endCalls()
	g.Open(page.Route{Page: page.Today})
	g.Open(page.Route{Page: page.Call, Arg: page.New})
	g.typeText("0701740613")
	g.press(fyne.KeyReturn)
	g.tap(locale.T("call.sbar"))
	g.Run("back")
	open, err := desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Len(t, open, 1)
	g.tap(locale.T("call.sbar"))
	require.Equal(t, page.Route{Page: page.SBAR, ID: open[0].Draft.ID, Arg: page.Resume}, g.Route())
}
