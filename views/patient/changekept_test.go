package patient_test

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patient"
)

// crashed is the desk opened again after the program ended with all that was open: a new
// page in a new window over the same database.
func (s *stage) crashed() *stage {
	s.t.Helper()
	again := &stage{t: s.t, desk: s.desk, clock: s.clock, booking: s.booking, Host: pagetest.NewHost(s.t, s.desk)}
	again.page = patient.New(s.desk, func(int64) {}, new(holds.Last), again.Host).(*patient.Page)
	again.Host.Show(again.page, page.Route{Page: page.Patient, ID: s.file().Patient.ID})
	return again
}

func (s *stage) begun() []bookings.OpenChange {
	s.t.Helper()
	open, err := s.desk.OpenChangeDrafts(pagetest.Context())
	require.NoError(s.t, err)
	return open
}

// What is typed into Ändra outlives the program: the page says so, and one key goes on
// with it, half a medicine and an answer of not knowing included.
func TestAHalfTypedChangeOutlivesTheProgram(t *testing.T) {
	s := newStage(t)
	s.takes(models.MedicinesOf("B01AF02"), nil)
	s.Tap("Ändra")
	require.Empty(t, s.begun(), "nothing is typed yet")
	s.Clear("surgeon")
	s.Type("surgeon", "Dr Annan")
	s.Type("note", "Ring helst på för")
	s.Choose("hospital", "yes")
	s.Choose("factor:liver", "unknown")
	s.Type("other-medicines", "klex")

	s = s.crashed()
	text := s.spoken()
	require.Contains(t, text, "Påbörjad ändring från 09:00 är inte sparad.")
	for _, said := range []string{"Läkare: Dr Annan", "Anteckning: Ring helst på för", "Hälsodeklaration: Sjukhusvård senaste 4 veckorna ja"} {
		require.Contains(t, text, said)
	}
	s.Picture("patient-change-begun")
	require.NotContains(t, text, "Sal:", "only what was changed is said")
	s.Window().Canvas().Focus(s.Button("Fortsätt"))
	s.Press(fyne.KeyReturn)
	require.NotNil(t, s.Dialog)
	require.Error(t, s.Confirm(), "the medicine is half typed")
	require.Contains(t, s.Row("other-medicines").Problem(), "inte valt")
	s.Clear("other-medicines")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	booking := s.file().Booking
	require.Equal(t, "Dr Annan", booking.Surgeon)
	require.Equal(t, "Ring helst på för", booking.Note)
	require.True(t, booking.Health.Yes("hospital"))
	require.Empty(t, s.begun(), "it is made")
	require.NotContains(t, s.Text(), "Påbörjad ändring")
}

// Esc leaves what is typed as begun; Ändra then brings it back, and Kasta throws it away
// once that is confirmed.
func TestALeftChangeStaysAsBegun(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("note", "Ring först")
	s.Cancel()
	require.Contains(t, s.Text(), "Påbörjad ändring från 09:00")
	s.Tap("Ändra")
	require.Contains(t, s.Text(), "Ring först")
	s.Clear("note")
	s.Cancel()
	require.NotContains(t, s.Text(), "Påbörjad ändring", "it says again what the booking says")
	require.Empty(t, s.begun())

	s.Tap("Ändra")
	s.Type("note", "Ring först")
	s.Cancel()
	s.Tap("Kasta")
	require.Len(t, s.begun(), 1, "it is asked first")
	require.NoError(t, s.Confirm())
	require.Empty(t, s.begun())
	require.NotContains(t, s.Text(), "Påbörjad ändring")
}

// A change comes back to the booking that it was typed for, and to no other.
func TestABegunChangeBelongsToItsBooking(t *testing.T) {
	s := newStage(t)
	later, err := s.desk.Book(t.Context(), bookings.Draft{
		Patient: office.DraftOf(s.file().Patient), Procedure: "block", Date: models.NewDate(2027, 2, 1), Time: "10:00",
	})
	require.NoError(t, err)
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: later.PatientID, Arg: page.Booking + strconv.FormatInt(later.ID, 10)})
	s.Tap("Ändra")
	s.Type("note", "Bara blockaden")
	s = s.crashed()
	require.NotContains(t, s.Text(), "Påbörjad ändring", "the neurotomy is shown")
	s.Tap("Ändra")
	require.NotContains(t, s.Text(), "Bara blockaden")
	s.Cancel()
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: later.PatientID, Arg: page.Change + strconv.FormatInt(later.ID, 10)})
	require.NotNil(t, s.Dialog, "the route goes on with it at once")
	require.Contains(t, s.Dialog.Text, "Diagnostisk facettblockad")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	file, err := s.desk.Booking(t.Context(), later.ID)
	require.NoError(t, err)
	require.Equal(t, "Bara blockaden", file.Booking.Note)
	require.Empty(t, s.file().Booking.Note)
}

// Where the booking was changed meanwhile, that is said, and nothing of either is lost.
func TestABegunChangeOfABookingThatWasChanged(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("note", "Ring först")
	theatre := "Sal 2"
	_, err := s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Theatre: &theatre})
	require.NoError(t, err)
	s = s.crashed()
	require.Contains(t, s.spoken(), "Bokningen har ändrats sedan dess.")
	s.Tap("Fortsätt")
	require.Contains(t, s.spoken(), "Sal: Sal 2 (", "it is said at once, before anything is saved")
	require.NoError(t, s.Confirm())
	require.Nil(t, s.Dialog)
	require.Equal(t, "Ring först", s.file().Booking.Note)
	require.Equal(t, "Sal 2", s.file().Booking.Theatre)
	require.Empty(t, s.begun())
}

// What a begun change and a colleague made of one field is chosen when the change comes back:
// neither word is lost, and what was not chosen before a crash is asked again after it.
func TestABegunChangeMeetsAColleaguesFieldByField(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("note", "Ring först")
	note := "Behöver rullstol"
	_, err := s.desk.Change(
		office.WithActor(t.Context(), "Anna Exempel"),
		bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Note: &note},
	)
	require.NoError(t, err)
	for range 2 {
		s = s.crashed() // the second time, before anything was chosen
		s.Tap("Fortsätt")
		require.Contains(t, s.spoken(), "Behöver rullstol")
		require.Contains(t, s.spoken(), "Ring först")
		require.ErrorIs(t, s.Confirm(), &models.Problem{Code: "conflict.open"}, "both changed the note")
		s.Type("surgeon", "Dr Annan") // it goes on being typed while the question stands
	}
	s.Picture("patient-change-met")
	s.Choose("conflict.note", "theirs")
	require.NoError(t, s.Confirm())
	require.Nil(t, s.Dialog)
	require.Equal(t, note, s.file().Booking.Note)
	require.Equal(t, "Dr Annan", s.file().Booking.Surgeon)
	require.Empty(t, s.begun())
}

// Where the booking is off, the change can't be made; what was typed can still be read.
func TestABegunChangeOfABookingThatIsOff(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("note", "Behöver tolk i finska")
	require.NoError(t, s.desk.Cancel(t.Context(), s.booking, s.file().Booking.Version, "Sjuk"))
	s = s.crashed()
	text := s.spoken()
	require.Contains(t, text, "Den kan inte göras: bokningen är avbokad.")
	require.Contains(t, text, "Anteckning: Behöver tolk i finska")
	require.NotContains(t, s.Text(), "Fortsätt")
	s.Tap("Kasta")
	require.NoError(t, s.Confirm())
	require.Empty(t, s.begun())
}

// What a colleague has begun is told with her name, and can be taken over.
func TestAChangeThatAColleagueHasBegun(t *testing.T) {
	s := newStage(t)
	anna := office.WithActor(t.Context(), "Anna Exempel")
	before := bookings.DraftOf(s.file().Booking)
	half := bookings.HalfChange{BookingID: s.booking, Seen: s.file().Booking.Version, Before: before, Now: before}
	half.Now.Note = "Annas ord"
	require.NoError(t, s.desk.SaveChangeDraft(anna, &half))
	s.page.Reload()
	require.Contains(t, s.spoken(), "Anna Exempel började ändra bokningen 09:00")
	s.Tap("Ändra")
	require.NotContains(t, s.Text(), "Annas ord\nAnnas ord", "one's own change begins with the booking")
	s.Cancel()
	s.Tap("Fortsätt")
	require.True(t, s.begun()[0].Own, "it is this nurse's now")
	require.ErrorIs(t, s.desk.SaveChangeDraft(anna, &half), models.ErrStale, "of which Anna is told")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	require.Equal(t, "Annas ord", s.file().Booking.Note)
}
