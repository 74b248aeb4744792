package views

import (
	"fyne.io/fyne/v2/test"

	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// begunBooking draws a half-typed booking as it comes back after the program
// ended, and takes it away again.
func (g *gallery) begunBooking() {
	g.Open(page.Route{Page: page.NewBooking, Arg: page.New})
	g.typeInto("patient", "Nyan Nyansson")
	g.typeInto("phone", "070-174 06")
	g.typeInto("procedure", "e")
	g.typeInto("date", "14/12")
	g.typeInto("time", "8:")
	g.typeInto("note", "Ring helst på för")
	g.comeBackToBooking()
	g.take("new-booking-back")
	g.discardBooking()
}

// comeBackToBooking opens what was typed and not saved, as after a power cut.
func (g *gallery) comeBackToBooking() {
	g.t.Helper()
	g.Open(page.Route{Page: page.Bookings})
	delete(g.pages, page.NewBooking)
	g.Open(page.Route{Page: page.NewBooking, Arg: page.New})
}

func (g *gallery) discardBooking() {
	g.t.Helper()
	g.tap(locale.T("newbooking.discard"))
	g.dialog.confirm()
}

func (g *gallery) typeInto(field, text string) {
	g.t.Helper()
	g.focusRow(field)
	test.Type(g.window.Canvas().Focused(), text)
}
