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
