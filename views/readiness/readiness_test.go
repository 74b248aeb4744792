package readiness_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/marks"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/readiness"
)

// board is the page over a desk, as one nurse sits before it.
type board struct {
	*pagetest.Host
	t     *testing.T
	desk  *app.Desk
	clock *pagetest.Clock
}

func show(t *testing.T, desk *app.Desk, clock *pagetest.Clock, mode look.Mode, percent int) *board {
	t.Helper()
	b := &board{Host: pagetest.NewHostIn(t, desk, mode, percent), t: t, desk: desk, clock: clock}
	b.Show(readiness.New(desk, b.Host), page.Route{Page: page.Readiness})
	return b
}

// book books a neurotomy on a day at half past eight, before the clock is set to noon of another.
func book(t *testing.T, on, seen string) (*app.Desk, *pagetest.Clock, int64) {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-11-02")
	day, err := models.ParseDate(on)
	require.NoError(t, err)
	booking, err := desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day, Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel", Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	now, err := models.ParseDate(seen)
	require.NoError(t, err)
	clock.At = now.At(12, 0)
	return desk, clock, booking.ID
}

func (b *board) status(id int64) models.BookingStatus {
	b.t.Helper()
	file, err := b.desk.Booking(pagetest.Context(), id)
	require.NoError(b.t, err)
	return file.Booking.Status
}

// What was not answered yesterday is asked for on top; it is answered with two
// keys, and taken back with one.
func TestYesterdayIsAnsweredByKeyboard(t *testing.T) {
	desk, clock, id := book(t, "2026-12-14", "2026-12-15")
	b := show(t, desk, clock, look.Light, 100)
	require.Contains(t, b.Text(), "Utfördes den?")
	require.Contains(t, b.Text(), "Tolvan Tolvansson")
	b.Letters("u")
	require.NotNil(t, b.Dialog)
	require.NoError(t, b.Confirm(), "as planned with Enter alone")
	require.Equal(t, models.StatusPerformed, b.status(id))
	require.NotContains(t, b.Text(), "Utfördes den?")
	require.Equal(t, []string{"Utförd: Tolvan Tolvansson"}, b.Toasts)
	b.Undo()
	require.Equal(t, models.StatusBooked, b.status(id))
	require.Contains(t, b.Text(), "Utfördes den?")

	b.Letters("k")
	require.Error(t, b.Confirm(), "why is asked")
	b.Type("reason", "Sjuk")
	require.NoError(t, b.Confirm())
	require.Equal(t, models.StatusNotCome, b.status(id))
	require.Contains(t, b.Text(), "Inga behandlingar")
}

// What stands against tomorrow's procedure is said in its column, and Enter opens
// its patient; P shows the operating list of that day.
func TestTomorrowSaysWhatIsMissing(t *testing.T) {
	desk, clock, id := book(t, "2026-12-14", "2026-12-11")
	b := show(t, desk, clock, look.Light, 100)
	for _, said := range []string{"1 behandling · 1 med hinder", "Uppehåll", "hindrar", "saknas", "Hindrar: uppehåll", "Waran (warfarin): inte"} {
		require.Contains(t, b.Text(), said)
	}
	b.Letters("k") // its time has not come
	require.Nil(t, b.Dialog)
	b.Letters("u")
	require.Error(t, b.Confirm(), "it lies ahead")
	b.Cancel()
	b.Press(fyne.KeyReturn)
	b.Letters("p")
	day, _ := models.ParseDate("2026-12-14")
	require.Equal(t, []page.Route{{Page: page.Patient, ID: 1, Arg: "booking:1"}, page.OperatingListOf(day)}, b.Opened)
	require.Equal(t, day, page.OperatingListDay(b.Opened[1].ID))
	require.Equal(t, models.StatusBooked, b.status(id))
}

// The operating list stands on one page, and every patient's history says that it
// was printed.
func TestTheOperatingList(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	list, err := desk.OperatingList(pagetest.Context(), models.DateOf(clock.At), marks.Spoken{})
	require.NoError(t, err)
	require.Equal(t, 1, list.Pages)
	require.NotEmpty(t, list.Listed)
	pagetest.Keep(t, "operating-list.pdf", list.PDF)
	require.NoError(t, desk.NoteOperatingList(pagetest.Context(), list))
	file, err := desk.Booking(pagetest.Context(), list.Listed[0])
	require.NoError(t, err)
	patient, err := desk.Patient(pagetest.Context(), file.Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "booking.listed", patient.History[0].Action)
}

// The board is drawn at every size; the pictures are for people.
func TestLooks(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, one := range []struct {
		name    string
		mode    look.Mode
		percent int
	}{{"light", look.Light, 100}, {"dark", look.Dark, 100}, {"large", look.Light, 150}} {
		b := show(t, desk, clock, one.mode, one.percent)
		require.Contains(t, b.Text(), "Tolvan Tolvansson")
		b.Picture("board-" + one.name)
	}
}
