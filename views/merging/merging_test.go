package merging_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/merging"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// stage is one person who is here twice.
type stage struct {
	*pagetest.Host
	t          *testing.T
	desk       *app.Desk
	kept, gone models.Patient
}

func newStage(t *testing.T, otherNumber string, mode look.Mode, percent int) *stage {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	s := &stage{Host: pagetest.NewHostIn(t, desk, mode, percent), t: t, desk: desk}
	s.kept = s.book("19121212-1212", "Tolvan", "070-174 06 05", "2026-12-14", nil)
	s.gone = s.book(otherNumber, "TOLVAN", "031-81 80 83", "2026-12-21", models.MedicinesOf("B01AA03"))
	return s
}

func (s *stage) book(number, given, phone, day string, medicines models.Medicines) models.Patient {
	s.t.Helper()
	date, err := models.ParseDate(day)
	require.NoError(s.t, err)
	booking, err := s.desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: number, GivenName: given, FamilyName: "Tolvansson", Phone: phone, Record: models.Record{Allergies: given + "s allergi"}},
		Procedure: "neurotomy", Date: date, Time: "8.30", Medicines: medicines,
	})
	require.NoError(s.t, err)
	file, err := s.desk.Patient(pagetest.Context(), booking.PatientID)
	require.NoError(s.t, err)
	return file.Patient
}

func (s *stage) compare() { merging.Compare(s.desk, s.Host, s.kept.ID, s.gone.ID, nil) }

// Both stand side by side, with what is asked about again; what is chosen and why leads to one
// patient, and the toast leads back.
func TestMergeAndUndo(t *testing.T) {
	s := newStage(t, "", look.Light, 100)
	s.compare()
	for _, text := range []string{"Står kvar", "Går upp i den andra", "1912-12-12", "Waran", "Bokningen", "070-174 06 05", "Båda"} {
		require.Contains(t, s.Text(), text)
	}
	require.Error(t, s.Confirm())
	require.NotEmpty(t, s.Row("reason").Problem())
	s.Choose("phone", "gone")
	s.Type("reason", "Ringde utan nummer")
	require.NoError(t, s.Confirm())
	one, err := s.desk.Patient(pagetest.Context(), s.gone.ID)
	require.NoError(t, err)
	require.Equal(t, s.kept.ID, one.Patient.ID)
	require.Equal(t, s.gone.Phone, one.Patient.Phone)
	require.Equal(t, []page.Route{{Page: page.Patient, ID: s.kept.ID}}, s.Opened)
	s.Undo()
	require.Contains(t, s.Toasts[len(s.Toasts)-1], "två patienter igen")
	two, err := s.desk.Patient(pagetest.Context(), s.gone.ID)
	require.NoError(t, err)
	require.Equal(t, s.gone.ID, two.Patient.ID)
}

// Two valid numbers are asked about in a question of their own, which names both. Whoever
// says no is back at both, with what was chosen.
func TestTwoNumbersAreAskedAbout(t *testing.T) {
	s := newStage(t, "19900101-0017", look.Light, 100)
	s.compare()
	s.Choose("personal-number", "gone")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Dialog.Text, "19121212-1212")
	require.Contains(t, s.Dialog.Text, "19900101-0017")
	require.Error(t, s.Confirm(), "a reason is asked for")
	s.Cancel()
	require.NoError(t, s.Confirm())
	s.Type("reason", "Nytt nummer")
	require.NoError(t, s.Confirm())
	one, err := s.desk.Patient(pagetest.Context(), s.kept.ID)
	require.NoError(t, err)
	require.Equal(t, models.PersonalNumber("199001010017"), one.Patient.PersonalNumber)
}

// Where somebody changes one of them meanwhile nothing is done, it is said, and both are shown anew.
func TestChangedMeanwhile(t *testing.T) {
	s := newStage(t, "", look.Light, 100)
	s.compare()
	s.Choose("phone", "gone")
	s.Type("reason", "Samma person")
	draft := office.DraftOf(s.gone)
	draft.Note = "Kommer med tolk"
	_, err := s.desk.SavePatient(pagetest.Context(), draft)
	require.NoError(t, err)
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	s.Cancel()
	require.Contains(t, s.Text(), "Kommer med tolk")
	require.NoError(t, s.Confirm(), "the reason and the choices are still there")
	one, err := s.desk.Patient(pagetest.Context(), s.kept.ID)
	require.NoError(t, err)
	require.Equal(t, s.gone.Phone, one.Patient.Phone)
}

// Who may be here twice is listed, compared or told apart.
func TestDuplicatesAreListed(t *testing.T) {
	s := newStage(t, "", look.Light, 100)
	merging.List(s.desk, s.Host)
	require.Contains(t, s.Dialog.Title, "Ett par")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "Går upp i den andra")
	s.Cancel()
	require.NoError(t, s.desk.NotSame(pagetest.Context(), s.kept.ID, s.gone.ID))
	merging.List(s.desk, s.Host)
	require.Nil(t, s.Dialog)
	require.Contains(t, s.Toasts[0], "Ingen ser ut")
}

// The patient is found first; nobody is the same as themself.
func TestWhomIsAsked(t *testing.T) {
	s := newStage(t, "", look.Light, 100)
	merging.Ask(s.desk, s.Host, s.kept.ID, s.kept.Name(), nil)
	require.Contains(t, s.Text(), "TOLVAN", "who may be the same is offered")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "Går upp i den andra")
}

// The dialogs are drawn at every size; with NURSEDESK_PICTURES set the pictures are there to be looked at.
func TestTheDialogIsDrawn(t *testing.T) {
	for _, drawn := range pagetest.Looks {
		s := newStage(t, "", drawn.Mode, drawn.Percent)
		s.compare()
		s.Picture("merge-" + drawn.Name)
	}
}
