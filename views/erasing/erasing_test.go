package erasing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/erasing"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

func booked(t *testing.T, number string, mode look.Mode, percent int) (*pagetest.Host, erasing.Desk, models.Booking) {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	day, err := models.ParseDate("2026-12-14")
	require.NoError(t, err)
	booking, err := desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: number, GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day, Time: "8.30",
	})
	require.NoError(t, err)
	return pagetest.NewHostIn(t, desk, mode, percent), desk, booking
}

// What goes and what stays is shown; the tick, the number and the reason are asked for, each in
// its place; then the patient is gone and it is said what remains.
func TestEraseInTheWindow(t *testing.T) {
	host, desk, booking := booked(t, "19121212-1212", look.Light, 100)
	erasing.Ask(desk, host, booking.PatientID)
	for _, text := range []string{"Tolvan Tolvansson", "19121212-1212", "Raderas: ", "Blir kvar utan att säga vem det var", "Säkerhetskopiorna", "testnummer"} {
		require.Contains(t, host.Text(), text)
	}
	require.Error(t, host.Confirm())
	for _, field := range []string{"made-up", "confirm", "reason"} {
		require.NotEmpty(t, host.Row(field).Problem(), field)
	}
	host.Type("confirm", "121212-1212")
	host.Type("reason", "Provbokning")
	require.Error(t, host.Confirm(), "that is somebody born in 2012")
	host.Clear("confirm")
	host.Type("confirm", "121212+1212")
	host.Tick("Patienten är påhittad")
	require.NoError(t, host.Confirm())
	require.Equal(t, []page.Route{{Page: page.Patients}}, host.Opened)
	require.Contains(t, host.Text(), "är raderad")
	require.Contains(t, host.Text(), "rader i historiken")
	_, err := desk.Erasable(pagetest.Context(), booking.PatientID)
	require.ErrorIs(t, err, models.ErrErased)
}

// Before the law lets it nothing is asked: it is said when.
func TestEraseTooEarlyInTheWindow(t *testing.T) {
	host, desk, booking := booked(t, "19900101-0017", look.Light, 100)
	erasing.Ask(desk, host, booking.PatientID)
	require.Nil(t, host.Dialog)
	require.ErrorIs(t, host.Failed[0], &models.Problem{Code: "erase.too-early"})
}

// The dialog is drawn at every size; with NURSEDESK_PICTURES set the pictures are there to be looked at.
func TestTheDialogIsDrawn(t *testing.T) {
	for _, drawn := range []struct {
		name    string
		mode    look.Mode
		percent int
	}{{"erase-light", look.Light, 100}, {"erase-dark-150", look.Dark, 150}} {
		host, desk, booking := booked(t, "19121212-1212", drawn.mode, drawn.percent)
		erasing.Ask(desk, host, booking.PatientID)
		host.Picture(drawn.name)
	}
}
