package views

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// In the real window, by keyboard: on a patient's page Ctrl+N and Ctrl+T begin with nobody,
// one key takes the patient, and after saving the page shows the booking just made.
func TestNobodyIsMixedUpFromThePatientsPage(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), look.Light, 100, models.Swedish)
	id := g.patient("nian")
	of := page.Route{Page: page.Patient, ID: id}

	g.Open(of)
	g.Run("new-call")
	g.typeText("0317000001")
	open, err := desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	last := open[len(open)-1].Draft
	require.Equal(t, "0317000001", last.Phone)
	require.Zero(t, last.PatientID)
	require.Empty(t, last.Topic)
	require.Empty(t, last.Answers)

	g.Open(of)
	g.Run("new-booking")
	require.Contains(t, g.read(), "Gäller det")
	g.press(fyne.KeyReturn) // yes
	require.NotContains(t, g.read(), "Gäller det")
	if strings.Contains(g.read(), "Stämmer det här fortfarande?") {
		g.focusRow("record")
		g.typeText("j")
	}
	g.focusRow("procedure")
	g.typeText("e")
	g.focusRow("date")
	g.typeText("2027-06-14")
	g.focusRow("time")
	g.typeText("830")
	g.Run("save")
	rows, err := desk.Bookings(pagetest.Context(), models.BookingFilter{Newest: true, Limit: 1})
	require.NoError(t, err)
	require.Equal(t, id, rows[0].PatientID, g.read())
	require.Equal(t, page.Route{Page: page.Patient, ID: id, Arg: page.Booking + strconv.FormatInt(rows[0].ID, 10)}, g.Route())
	require.Contains(t, g.read(), "Flytta 14 jun")
}

// read is everything that can be read in the window.
func (g *gallery) read() string {
	var lines []string
	for _, object := range pagetest.Visible(g.window.Content()) {
		if text, ok := object.(*canvas.Text); ok && text.Text != "" {
			lines = append(lines, text.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// Wherever a nurse stands when the phone rings, by key or in the sidebar a call and a booking
// begin with nobody and nothing: what is typed is the next caller's, from the first letter.
func TestACallAndABookingBeginEmptyFromEveryPage(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, "", look.Light, 100, models.Swedish)
	id := g.patient("nian")
	kept, err := desk.Calls(pagetest.Context(), models.CallFilter{Limit: 1})
	require.NoError(t, err)
	routes := []page.Route{
		{Page: page.Patient, ID: id},
		{Page: page.Calls, ID: kept[0].ID},
		{Page: page.SBAR, ID: kept[0].ID},
		{Page: page.Print, ID: 1},
		{Page: page.NewBooking, ID: id, Arg: page.New},
		{Page: page.Call, ID: id, Arg: page.New},
	}
	for name := range g.constructs {
		switch name {
		case page.Patient, page.SBAR, page.Print, page.NewBooking, page.Call, page.Import: // above, and a page for a file
		default:
			routes = append(routes, page.Route{Page: name})
		}
	}
	require.Greater(t, len(routes), 15)
	for number, route := range routes {
		for name, ways := range map[string][2]func(){
			"by key":         {func() { g.Run("new-booking") }, func() { g.Run("new-call") }},
			"in the sidebar": {g.navigation.buttons[0].OnTapped, g.navigation.buttons[1].OnTapped},
		} {
			if name == "in the sidebar" && number > 0 { // its buttons run the same commands
				continue
			}
			g.Open(route)
			ways[0]()
			require.Equal(t, page.NewBooking, g.Route().Page, "%v %s", route, name)
			focused, ok := g.window.Canvas().Focused().(*widgets.Line)
			require.True(t, ok, "%v %s: the first field has the focus", route, name)
			require.Empty(t, focused.Text)
			require.NotContains(t, strings.ReplaceAll(g.read(), "Gäller det Nian Niansson", ""), "Nian", "%v %s", route, name)

			g.Open(route)
			ways[1]()
			g.typeText("031")
			open, err := desk.OpenCalls(pagetest.Context())
			require.NoError(t, err)
			begun := 0
			for _, one := range open {
				if one.Draft.Phone != "031" {
					continue
				}
				begun++
				require.Zero(t, one.Draft.PatientID, "%v %s", route, name)
				require.Empty(t, one.Draft.Topic)
				require.Empty(t, one.Draft.Answers)
				require.NoError(t, desk.DiscardCall(pagetest.Context(), one.Draft))
			}
			require.Equal(t, 1, begun, "%v %s: every letter is the number's", route, name)
		}
	}
}
