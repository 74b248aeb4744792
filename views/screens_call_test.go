package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// A call can be drawn at every level, light and dark, in large text and in
// English: see TestScreens.
func TestCallScreens(t *testing.T) { inEveryLook(t, (*gallery).walkCall) }

// noToBlocks answers no to so many blocks of questions.
func (g *gallery) noToBlocks(n int) {
	for range n {
		held := g.window.Canvas().Focused().(desktop.Keyable)
		held.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		g.typeText("n")
		held.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

// walkCall draws a call from its beginning to its end, and what it looks like at
// the most urgent level, at the surgeon's and at self-care.
func (g *gallery) walkCall() {
	g.endCalls()
	g.Open(page.Route{Page: page.Call, Arg: page.New})
	g.take("call-begin")
	g.typeText("070")
	g.take("call-search")
	g.endCalls()

	g.Open(page.Route{Page: page.Call, ID: g.caller(), Arg: page.New})
	g.take("call-topics")
	g.typeText("2") // the back
	g.take("call-questions")
	g.noToBlocks(8)
	g.take("call-l5") // not the wound, about which that patient called the day before
	g.typeText("6")
	g.press(fyne.KeyReturn)
	g.typeText("3") // worse
	g.take("call-l4")
	g.Run("complete")
	g.take("call-end")
	g.endCalls()

	g.Open(page.Route{Page: page.Call, ID: g.caller(), Arg: page.New})
	g.typeText("3") // the legs
	g.noToBlocks(2)
	g.typeText("nnjnn")
	g.take("call-l2")
	g.press(fyne.KeyHome)
	g.typeText("nj")
	g.take("call-l1")
	g.Run("complete")
	g.take("call-end-unasked")
	g.press(fyne.KeyReturn) // 112 is called
	g.take("call-end-alarmed")
	g.endCalls()

	g.Open(page.Route{Page: page.Call, ID: g.caller(), Arg: page.New})
	g.typeText("4") // fever
	g.noToBlocks(4)
	g.typeText("njn")
	g.noToBlocks(4)
	for range 2 {
		g.press(fyne.KeyDown)
	}
	g.take("call-l3")
	g.typeText("u/")
	g.typeText("Jag frös så att jag skakade i går kväll")
	g.take("call-notes")
	g.endCalls()
}

// caller is a made-up patient whose procedure was some days ago.
func (g *gallery) caller() int64 {
	g.t.Helper()
	today := g.desk.Today()
	bookings, err := g.desk.Bookings(context.Background(), models.BookingFilter{From: today.AddDays(-9).At(0, 0), Until: today.AddDays(-3).At(0, 0)})
	require.NoError(g.t, err)
	require.NotEmpty(g.t, bookings)
	for _, booking := range bookings {
		if booking.Procedure == "neurotomy" && booking.Status == models.StatusPerformed {
			return booking.PatientID
		}
	}
	return bookings[0].PatientID
}

// endCalls throws away what the last picture began.
func (g *gallery) endCalls() {
	g.t.Helper()
	g.Open(page.Route{Page: page.Call, Arg: page.New})
	open, err := g.desk.OpenCalls(pagetest.Context())
	require.NoError(g.t, err)
	for _, one := range open {
		require.NoError(g.t, g.desk.DiscardCall(context.Background(), one.Draft))
	}
	g.Open(page.Route{Page: page.Call, Arg: page.New})
}
