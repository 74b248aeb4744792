package patient_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/models"
)

// takes gives the stage's booking medicines and answers.
func (s *stage) takes(medicines models.Medicines, factors map[string]string) {
	s.t.Helper()
	_, err := s.desk.Change(s.t.Context(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Medicines: &medicines, Factors: &factors,
	})
	require.NoError(s.t, err)
	s.page.Reload()
}

// decided is a booking whose doctor has decided a pause of Waran.
func (s *stage) decided() {
	s.t.Helper()
	s.takes(models.MedicinesOf("B01AA03"), nil)
	file := s.file()
	require.NoError(s.t, s.desk.DecideHold(s.t.Context(), holds.DecisionDraft{
		BookingID: s.booking, Version: file.Booking.Version, Medicine: "B01AA03",
		LastDose: models.NewDate(2026, 12, 8), FirstDoseAgain: models.NewDate(2026, 12, 17),
		DecidedBy: "Dr Exempel", DecidedOn: s.desk.Today(), Given: "phone",
	}))
	s.page.Reload()
}

const recalled = "Waran (warfarin): beslutat uppehåll gäller inte längre; läkaren får besluta igen och patienten ska ringas idag."

// What nobody touched in the dialog stays as it is: dose form, free text, answers.
func TestChangeKeepsWhatIsTaken(t *testing.T) {
	s := newStage(t)
	medicines := models.Medicines{{ATC: "B01AB04", Form: "treatment"}, {FreeText: "Egen tinktur"}}
	answers := map[string]string{"mechanical-valve": "no"}
	s.takes(medicines, answers)
	s.Tap("Ändra")
	require.Contains(t, s.Text(), "Egen tinktur")
	s.Clear("theatre")
	s.Type("theatre", "Sal 2")
	require.NoError(t, s.Confirm())
	require.Nil(t, s.Dialog, "a theatre moves no date")
	booking := s.file().Booking
	require.Equal(t, "Sal 2", booking.Theatre)
	require.Equal(t, medicines, booking.Medicines)
	require.Equal(t, answers, booking.Factors)
}

// Answers, clearance and a raised risk are changed where the medicines are; a
// clearance that nobody can have is refused beside its field.
func TestChangeAnswersAndRisk(t *testing.T) {
	s := newStage(t)
	s.takes(models.MedicinesOf("B01AF02"), nil)
	s.Tap("Ändra")
	s.Tap("Nej på resten")
	s.Choose("tier", "high")
	s.Type("clearance", "999")
	require.Error(t, s.Confirm())
	require.Contains(t, s.Row("clearance").Problem(), "okänd")
	s.Clear("clearance")
	s.Type("clearance", "45,5")
	s.Type("other-medicines", "plav")
	require.Error(t, s.Confirm())
	require.Contains(t, s.Row("other-medicines").Problem(), "inte valt")
	s.Clear("other-medicines")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	booking := s.file().Booking
	require.Equal(t, "high", booking.Tier)
	require.InDelta(t, 45.5, booking.Clearance, 0)
	require.Equal(t, "no", booking.Factors["mechanical-valve"])

	s.Tap("Ändra")
	require.Contains(t, s.Text(), "hög – läkaren har höjt")
	s.Choose("tier", "protocol")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	require.Empty(t, s.file().Booking.Tier)
}

// A decided pause that a change calls in is said before it is confirmed, and the
// patient, who may be without her medicine, is called the same day.
func TestARecalledHoldIsSaidBeforeItIsConfirmed(t *testing.T) {
	s := newStage(t)
	s.decided()
	_, err := s.desk.TellPatient(t.Context(), s.file().Booking.ID)
	require.NoError(t, err)
	s.page.Reload()
	s.Tap("Ändra")
	s.Tap("Ta bort")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.spoken(), recalled)
	require.NotEmpty(t, s.file().Booking.Medicines, "showing writes nothing")
	require.NoError(t, s.Confirm())
	due := models.Date{}
	for _, task := range s.file().Tasks {
		if task.Step == models.TellStep && !task.Closed() {
			due = task.Due
		}
	}
	require.Equal(t, s.desk.Today(), due)
	require.Empty(t, s.file().Booking.Medicines)
}

// The same where the booking is moved.
func TestAMoveSaysWhichHoldItRecalls(t *testing.T) {
	s := newStage(t)
	s.decided()
	s.Tap("Flytta")
	s.Type("date", "16/12")
	s.Picture("patient-recalled")
	require.Contains(t, s.spoken(), recalled)
	require.NoError(t, s.Confirm())
	require.Equal(t, s.desk.Today(), s.steps()[models.TellStep].Due)
}

// Everything in the dialog can be reached by its name while it is open.
func TestChangeByKeyboard(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("other-medicines", "fragm")
	s.Press(fyne.KeyReturn)
	s.Type("form:B01AB04", "b")
	s.Type("factor:liver", "j")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	booking := s.file().Booking
	require.Equal(t, models.Medicines{{ATC: "B01AB04", Form: "treatment"}}, booking.Medicines)
	require.Equal(t, map[string]string{"liver": "yes"}, booking.Factors)
}

// spoken is what can be read, however it is broken into lines.
func (s *stage) spoken() string { return strings.Join(strings.Fields(s.Text()), " ") }
