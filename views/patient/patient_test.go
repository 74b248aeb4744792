package patient_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patient"
)

// stage is a patient's page over a real desk, with one booking of the patient.
type stage struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	clock   *pagetest.Clock
	page    *patient.Page
	booking int64
	printed []int64
}

func newStage(t *testing.T) *stage {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	s := &stage{t: t, desk: desk, clock: clock, Host: pagetest.NewHost(t, desk)}
	booking, err := desk.Book(t.Context(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: models.NewDate(2026, 12, 14), Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	s.booking = booking.ID
	s.page = patient.New(desk, func(id int64) { s.printed = append(s.printed, id) }, new(holds.Last), s.Host).(*patient.Page)
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: booking.PatientID})
	return s
}

func (s *stage) file() care.BookingFile {
	s.t.Helper()
	file, err := s.desk.Booking(context.Background(), s.booking)
	require.NoError(s.t, err)
	return file
}

func (s *stage) steps() map[string]models.Task {
	tasks := map[string]models.Task{}
	for _, task := range s.file().Tasks {
		tasks[task.Step] = task
	}
	return tasks
}

// Whoever opens the page sees who it is, what is booked and what is to be done.
func TestThePageSaysWhoAndWhat(t *testing.T) {
	s := newStage(t)
	require.Equal(t, "Tolvan Tolvansson", s.page.Title())
	text := s.Text()
	for _, said := range []string{
		"19121212-1212 · 113 år · 070-174 06 05 · svenska", "Endoskopisk neurotomi · mån 14 dec 2026 08:30", "bokad",
		"Fråga om blodförtunnande", "Stygnborttagning", "Återbesök",
	} {
		require.Contains(t, text, said)
	}
	s.page.Print()
	require.Equal(t, []int64{s.booking}, s.printed)
}

// A booking is never moved before every old and new date was shown.
func TestMoveShowsTheDifferenceAndThenMoves(t *testing.T) {
	s := newStage(t)
	s.Tap("Flytta")
	require.Error(t, s.Confirm(), "nothing was shown yet")
	s.Type("date", "16/12")
	text := s.Text()
	require.Contains(t, text, "mån 14 dec")
	require.Contains(t, text, "ons 16 dec")
	require.Equal(t, models.NewDate(2026, 12, 14), s.file().Booking.Day(), "showing writes nothing")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.NewDate(2026, 12, 16).At(8, 30).UTC(), s.file().Booking.Start.UTC())
	require.Equal(t, "2026-12-21", s.steps()["physio"].BookBy.String(), "the first working day after three days")
	require.Contains(t, s.Text(), "ons 16 dec 2026 08:30")
	require.Contains(t, s.Toasts[0], "ons 16 dec 2026 08:30")
}

// Two nurses at one booking: the second is told, sees what holds now, and
// nothing typed is lost.
func TestMoveOfAStaleBookingProposesAnew(t *testing.T) {
	s := newStage(t)
	s.Tap("Flytta")
	s.Type("date", "16/12")
	theatre := "Sal 2"
	_, err := s.desk.Change(context.Background(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Theatre: &theatre,
	})
	require.NoError(t, err)
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	require.NotNil(t, s.Dialog, "the dialog stays")
	require.NoError(t, s.Confirm(), "what holds now was shown")
	require.Equal(t, models.NewDate(2026, 12, 16), s.file().Booking.Day())
	require.Equal(t, "Sal 2", s.file().Booking.Theatre, "the other nurse's change stays")
}

// other is a booking of somebody else in the first theatre at a time.
func (s *stage) other(day models.Date, at string) {
	s.t.Helper()
	_, err := s.desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Ettan", FamilyName: "Ettansson", Phone: "070-174 06 06"},
		Procedure: "block", Date: day, Time: at, Theatre: "Sal 1",
	})
	require.NoError(s.t, err)
}

// Moved onto another in the same theatre: it is asked why, nothing typed is lost, and
// the reason stands in the history.
func TestMoveOntoATakenTheatre(t *testing.T) {
	s := newStage(t)
	s.other(models.NewDate(2026, 12, 16), "08:30")
	s.Tap("Flytta")
	require.NotContains(t, s.Text(), "Varför dela sal?")
	s.Type("date", "16/12")
	require.Contains(t, s.Text(), "Varför dela sal?")
	require.Error(t, s.Confirm())
	require.Contains(t, s.Row("theatre-reason").Problem(), "Salen är upptagen kl. 08:30 (Ettan Ettansson).")
	require.Equal(t, models.NewDate(2026, 12, 14), s.file().Booking.Day())
	s.Type("theatre-reason", "två bord")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.NewDate(2026, 12, 16), s.file().Booking.Day())
	s.page.Reload()
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "delar sal: två bord")
}

// Changed into a theatre that another has: asked where the fields are.
func TestChangeIntoATakenTheatre(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Clear("theatre")
	s.Type("theatre", "Sal 2")
	require.NoError(t, s.Confirm())
	s.other(models.NewDate(2026, 12, 14), "08:30")
	s.page.Reload()
	s.Tap("Ändra")
	s.Clear("theatre")
	s.Type("theatre", "sal 1")
	require.Error(t, s.Confirm())
	require.Contains(t, s.Row("theatre-reason").Problem(), "Salen är upptagen")
	s.Type("theatre-reason", "två bord")
	require.NoError(t, s.Confirm())
	require.Nil(t, s.Dialog)
	require.Equal(t, "sal 1", strings.ToLower(s.file().Booking.Theatre))
}

// The same day again, the past and closed hours are refused beside the field.
func TestMoveRefuses(t *testing.T) {
	s := newStage(t)
	s.Tap("Flytta")
	for typed, said := range map[string]string{
		"2026-12-14": "ligger redan då", "2026-11-20": "har redan varit", "snart": "Skriv datumet som",
	} {
		s.Clear("date")
		s.Type("date", typed)
		err := s.Confirm()
		require.Error(t, err, typed)
		require.Contains(t, s.Row("date").Problem()+s.Text(), said, typed)
	}
	require.Equal(t, models.NewDate(2026, 12, 14), s.file().Booking.Day())
}

// Cancelling asks why, says what closes with it, and closes it; the patient has to be told.
func TestCancelWithReason(t *testing.T) {
	s := newStage(t)
	s.Tap("Avboka")
	require.True(t, s.Dialog.Danger)
	require.Contains(t, s.Dialog.Text, "7 öppna uppgifter")
	require.Error(t, s.Confirm(), "a reason is required")
	require.NotEmpty(t, s.Row("reason").Problem())
	s.Type("reason", "Patienten är förkyld")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.StatusCancelled, s.file().Booking.Status)
	for _, task := range s.file().Tasks {
		require.Equal(t, task.Step != models.TellStep, task.Closed(), task.Step)
	}
	require.Contains(t, s.Text(), "Anledning: Patienten är förkyld")
	s.Picture("patient-cancelled")
}

// The real start moves the days that count from it, and is shown before.
func TestPerformedAtTheRealTime(t *testing.T) {
	s := newStage(t)
	s.clock.At = models.NewDate(2026, 12, 15).At(12, 0)
	s.page.Reload()
	s.Tap("Utförd")
	s.Type("date", "2026-12-15")
	require.Contains(t, s.Text(), "Behandlingen var bokad till mån 14 dec 2026")
	require.NoError(t, s.Confirm())
	file := s.file()
	require.Equal(t, models.StatusPerformed, file.Booking.Status)
	require.Equal(t, models.NewDate(2026, 12, 15), file.Booking.Day())
	require.Equal(t, "2026-12-18", s.steps()["physio"].BookBy.String())
}

// A blood thinner named later brings the doctor's decision with it.
func TestANewMedicineAddsTheDecision(t *testing.T) {
	s := newStage(t)
	require.NotContains(t, s.steps(), "hold-decision")
	s.Tap("Ändra")
	s.Type("other-medicines", "waran")
	s.Press("Return")
	require.NoError(t, s.Confirm())
	require.NotContains(t, s.steps(), "hold-decision", "showing writes nothing")
	require.Contains(t, s.Text(), "Besluta uppehåll")
	s.Cancel()
	require.Contains(t, s.Text(), "Waran", "the way back keeps what was chosen")
	require.NoError(t, s.Confirm())
	require.NoError(t, s.Confirm())
	require.Equal(t, models.MedicinesOf("B01AA03"), s.file().Booking.Medicines)
	require.Contains(t, s.steps(), "hold-decision")
	require.Contains(t, s.Text(), "Waran · uppehåll ej beslutat")
}

// What is no date is changed without any difference to wait for.
func TestChangeOfTheatre(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Clear("theatre")
	s.Type("theatre", "Sal 9")
	s.Type("note", "Kommer med rullstol")
	require.NoError(t, s.Confirm())
	require.Equal(t, "Sal 9", s.file().Booking.Theatre)
	require.Equal(t, "Kommer med rullstol", s.file().Booking.Note)
	require.Equal(t, "Dr Exempel", s.file().Booking.Surgeon)
}

// Two nurses change different things of one booking: both changes stay.
func TestChangeOfAStaleBookingKeepsBoth(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("note", "Kommer med rullstol")
	theatre := "Sal 2"
	_, err := s.desk.Change(t.Context(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Theatre: &theatre,
	})
	require.NoError(t, err)
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	require.NoError(t, s.Confirm())
	require.Equal(t, "Sal 2", s.file().Booking.Theatre)
	require.Equal(t, "Kommer med rullstol", s.file().Booking.Note)
}

// A note of 10,000 characters leaves the page usable, and is whole where it is changed.
func TestALongNoteIsCutOnThePageOnly(t *testing.T) {
	s := newStage(t)
	note := strings.Repeat("lång anteckning ", 625)
	_, err := s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Note: &note})
	require.NoError(t, err)
	s.page.Reload()
	require.Less(t, strings.Count(s.Text(), "lång anteckning"), 40)
	s.Tap("Ändra")
	require.NoError(t, s.Confirm())
	require.Equal(t, note, s.file().Booking.Note, "saving without a change keeps every letter")
}

// With several bookings the page says which one it shows, and the buttons that end or
// move one name it.
func TestTheButtonsNameTheBooking(t *testing.T) {
	s := newStage(t)
	id := s.file().Patient.ID
	s.Button("Flytta")
	require.NotContains(t, s.Text(), "Visar bokningen")
	second, err := s.desk.Book(t.Context(), bookings.Draft{
		Patient: office.DraftOf(s.file().Patient), Procedure: "neurotomy", Date: models.NewDate(2027, 3, 15), Time: "9:00",
	})
	require.NoError(t, err)
	s.Show(s.page, page.Route{Page: page.Patient, ID: id, Arg: page.Booking + strconv.FormatInt(second.ID, 10)})
	require.Contains(t, s.Text(), "Visar bokningen")
	day := locale.Short(second.Day())
	for _, word := range []string{"Flytta", "Avboka", "Skriv ut"} {
		s.Button(word + " " + day)
	}
	require.Contains(t, s.Text(), "instruktion ej utlämnad")
	s.booking = second.ID
	s.handOut(papers.Wanted{}, "")
	require.Contains(t, s.Text(), "instruktion utlämnad 23 nov")
	start := s.file().Booking.Start.AddDate(0, 0, 7)
	_, err = s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Start: &start})
	require.NoError(t, err)
	require.Contains(t, s.Text(), "instruktionen inaktuell")
}
