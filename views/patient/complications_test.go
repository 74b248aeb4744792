package patient_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/holds"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// performed is a stage whose procedure was performed ten days ago.
func performed(t *testing.T) *stage {
	t.Helper()
	s := newStage(t)
	booking := s.file().Booking
	s.clock.At = models.NewDate(2026, 12, 24).At(9, 0)
	_, err := s.desk.Change(t.Context(), bookings.Change{
		BookingID: s.booking, Version: booking.Version, PerformedAt: &booking.Start,
	})
	require.NoError(t, err)
	clinic, err := s.desk.Clinic(t.Context())
	require.NoError(t, err)
	clinic.Surgeons = []string{"Dr Exempel"}
	require.NoError(t, s.desk.SaveClinic(t.Context(), clinic))
	s.page.Reload()
	return s
}

func (s *stage) complications() []models.Complication {
	s.t.Helper()
	kept, err := s.desk.ComplicationsOf(s.t.Context(), s.file().Patient.ID)
	require.NoError(s.t, err)
	return kept
}

// A confirmed complication is registered on a performed booking, seen on its card
// and in the history, and taken back with a reason; what is wrong is said beside
// its field, and nothing typed is lost.
func TestComplicationIsRegisteredAndWithdrawn(t *testing.T) {
	s := performed(t)
	s.Tap("Registrera komplikation…")
	require.Contains(t, s.Dialog.Text, "Tolvan Tolvansson · Endoskopisk neurotomi mån 14 dec 2026 08:30.")
	require.Error(t, s.Confirm())
	for _, field := range []string{"kind", "found", "confirmed-by"} {
		require.NotEmpty(t, s.Row(field).Problem(), field)
	}
	s.Choose("kind", "wound-infection")
	s.Choose("found", "other")
	s.Type("found-text", "anhörig skrev")
	s.Type("confirmed-by", "Dr Exempel")
	s.Type("onset-on", "13/12")
	s.Type("note", "odling tagen")
	require.Error(t, s.Confirm())
	require.Equal(t, "Dagen ligger före behandlingen mån 14 dec 2026. Skriv dagen då komplikationen började.", s.Row("onset-on").Problem())
	s.Row("kind").Focus()
	s.Type("onset-on", "20/12")
	s.Picture("complication-register")
	require.NoError(t, s.Confirm())

	kept := s.complications()[0]
	require.Equal(t, models.NewDate(2026, 12, 20), kept.OnsetOn)
	require.Equal(t, models.NewDate(2026, 12, 24), kept.ConfirmedOn, "today unless the nurse says otherwise")
	require.Equal(t, "anhörig skrev", kept.FoundText)
	require.Equal(t, pagetest.Nurse, kept.RegisteredBy)
	require.Equal(t, []string{"Registrerad: Sårinfektion"}, s.Toasts)
	text := s.Text()
	require.Contains(t, text, "Sårinfektion")
	require.Contains(t, text, "började sön 20 dec 2026 (dag 6)")
	require.Contains(t, text, "odling tagen")

	s.Tap("Återta…")
	require.Error(t, s.Confirm(), "only with a reason")
	require.NotEmpty(t, s.Row("reason").Problem())
	s.Type("reason", "fel patient")
	require.NoError(t, s.Confirm())
	require.False(t, s.complications()[0].Holds())
	require.NotContains(t, s.Text(), "odling tagen")
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Komplikation registrerad: Sårinfektion, började sön 20 dec 2026")
	require.Contains(t, s.Text(), "Komplikation återtagen: Sårinfektion, började sön 20 dec 2026 (fel patient)")
}

// From a call the dialog knows the call and how the complication was found; a
// booking that was not performed opens no dialog.
func TestComplicationFromACall(t *testing.T) {
	s := newStage(t)
	complications.Register(s.desk, s.Host, s.booking, 0, nil)
	require.Nil(t, s.Dialog)
	require.ErrorIs(t, s.Failed[0], &models.Problem{Code: "complication.not-performed"})
	require.NotContains(t, s.Text(), "Registrera komplikation…")

	s = performed(t)
	call, err := s.desk.EndCall(pagetest.Context(), calls.Draft{
		Topic: "none", PatientID: s.file().Patient.ID, BookingID: s.booking, Reason: "rodnad",
	}, false)
	require.NoError(t, err)
	done := false
	complications.Register(s.desk, s.Host, s.booking, call.ID, func() { done = true })
	s.Choose("kind", "haematoma")
	s.Type("confirmed-by", "Dr Exempel")
	require.NoError(t, s.Confirm())
	require.True(t, done)
	kept := s.complications()[0]
	require.Equal(t, call.ID, *kept.CallID)
	require.Equal(t, models.FoundByCall, kept.Found)
	require.Equal(t, s.clock.At.Day(), kept.OnsetOn.Day(), "today unless the nurse says otherwise")
}

// The kinds stand in the order of the Swedish alphabet.
func TestKindsAreInAlphabeticalOrder(t *testing.T) {
	s := performed(t)
	s.Tap("Registrera komplikation…")
	s.Row("kind").Focus()
	options := s.Window().Canvas().Focused().(*widgets.Choice).Options
	require.Len(t, options, len(s.desk.ComplicationKinds()))
	require.Equal(t, "Akut kortisolbrist", options[0])
	at := func(text string) int {
		for index, option := range options {
			if option == text {
				return index
			}
		}
		return -1
	}
	require.Less(t, at("Nervrotsskada"), at("Sårinfektion"))
	require.Less(t, at("Spridd lokalbedövning"), at("Sårinfektion"), "å comes last")
}

// What a doctor decided about a medicine is said in the history with its names.
func TestHistorySaysDecisions(t *testing.T) {
	s := newStage(t)
	file := s.file()
	medicines := models.MedicinesOf("B01AA03")
	_, err := s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: file.Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	file = s.file()
	hold := file.Holds[0]
	dates := hold.Dates()
	require.NoError(t, s.desk.DecideHold(t.Context(), holds.DecisionDraft{
		BookingID: s.booking, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(),
		LastDose: dates.LastDose, FirstDoseAgain: dates.FirstDoseAgain, Continues: dates.LastDose.IsZero(), Reason: "provat",
		DecidedBy: "Dr Exempel", DecidedOn: s.desk.Today(), Given: models.GivenWays[0],
	}))
	s.page.Reload()
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Dr Exempel beslutade om Waran")
}
