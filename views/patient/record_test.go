package patient_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patient"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// learn keeps more of the patient, as somebody else would.
func (s *stage) learn(change func(*office.PatientDraft)) {
	s.t.Helper()
	file, err := s.desk.Patient(s.t.Context(), s.file().Patient.ID)
	require.NoError(s.t, err)
	draft := office.DraftOf(file.Patient)
	change(&draft)
	_, err = s.desk.SavePatient(s.t.Context(), draft)
	require.NoError(s.t, err)
}

func everything(draft *office.PatientDraft) {
	draft.Record = models.Record{
		Medicines: []models.TakenMedicine{{Medicine: models.Medicine{ATC: "B01AA03"}, Dose: "2,5 mg", Since: "2019"}},
		Allergies: "penicillin", Interpreter: "arabiska", HardOfHearing: true,
		RelativeName: "Elvan Elvansson", RelativeMayKnow: "får veta allt",
	}
	draft.OtherPhone, draft.RelativePhone = "031-81 80 83", "070-174 06 12"
}

// put writes a text into a field of the open dialog, by keyboard.
func (s *stage) put(name, text string) {
	s.t.Helper()
	s.Dialog.Form.(*patientform.Form).Row(name).Focus()
	line, ok := s.Window().Canvas().Focused().(*widgets.Line)
	require.True(s.t, ok, name)
	line.SetText("")
	for _, letter := range text {
		line.TypedRune(letter)
	}
}

// What is known of the patient is changed from the page, is shown in its head, and stands
// in the history.
func TestTheRecordIsChangedFromThePage(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra uppgifter")
	s.put("allergies", "penicillin")
	s.put("interpreter", "arabiska")
	s.put("other-phone", "031-81 80 83")
	s.put("relative-phone", "070-174 06 12")
	require.Error(t, s.Confirm(), "whose number it is")
	s.put("relative-name", "Elvan")
	s.put("relative-may-know", "bara tider")
	require.NoError(t, s.Confirm())
	for _, said := range []string{"allergi: penicillin", "tolk: arabiska", "närstående: Elvan · 070-174 06 12 · bara tider", "031-81 80 83"} {
		require.Contains(t, s.Text(), said)
	}
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Patientens uppgifter ändrade")
}

// Somebody else changed the record meanwhile: what was typed stays, what was not touched follows.
func TestTheRecordWasChangedMeanwhile(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra uppgifter")
	s.put("allergies", "latex")
	s.Elsewhere(func() {
		s.learn(func(draft *office.PatientDraft) {
			draft.Record.Allergies, draft.Record.Interpreter, draft.Record.HardOfHearing = "penicillin", "arabiska", true
			draft.Record.Medicines = []models.TakenMedicine{{Medicine: models.Medicine{ATC: "B01AA03"}}}
		})
	})
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	require.Contains(t, s.Text(), "penicillin")
	require.ErrorIs(t, s.Confirm(), &models.Problem{Code: "conflict.open"}, "both changed the allergies")
	s.Choose("conflict.allergies", "theirs")
	s.Choose("conflict.allergies", "mine")
	require.NoError(t, s.Confirm())
	file, err := s.desk.Patient(t.Context(), s.file().Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "latex", file.Patient.Allergies)
	require.Equal(t, "arabiska", file.Patient.Interpreter)
	require.True(t, file.Patient.HardOfHearing)
	require.Len(t, file.Patient.Medicines, 1)
}

// A booking of a patient who takes Waran by the record does not look like one without.
func TestWaranOfAnotherBookingIsSeen(t *testing.T) {
	s := newStage(t)
	require.NotContains(t, s.Text(), "Waran")
	other, err := s.desk.Book(t.Context(), bookings.Draft{
		Patient: office.DraftOf(s.file().Patient), Procedure: "neurotomy", Date: models.NewDate(2027, 8, 16), Time: "9:00",
		Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	require.Contains(t, s.Text(), "Waran (warfarin) · står inte på bokningen")
	require.Contains(t, s.Text(), "enligt sina uppgifter")
	medicines := models.MedicinesOf("B01AA03")
	_, err = s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NotContains(t, s.Text(), "står inte på bokningen")
	require.NotZero(t, other.ID)
}

// A protected identity shows no number until somebody asks for it, which the history
// notes, and hides it again when the page is left.
func TestAProtectedIdentityIsShownOnlyWhenAsked(t *testing.T) {
	s := newStage(t)
	s.learn(func(draft *office.PatientDraft) {
		everything(draft)
		draft.Email, draft.Record.ProtectedIdentity = "tolvan@example.se", true
	})
	hidden := []string{"174 06 05", "174 06 12", "81 80 83", "tolvan@example.se"}
	requireHidden := func() {
		t.Helper()
		for _, tab := range []string{"tasks", "holds", "dates", "calls", "sheets", "history"} {
			findTabs(t, s.Host).Choose(tab)
			for _, said := range hidden {
				require.NotContains(t, s.Text(), said, tab)
			}
		}
	}
	require.Contains(t, s.Text(), "skyddad identitet")
	requireHidden()
	s.Tap("Visa telefon")
	for _, said := range hidden {
		require.Contains(t, s.Text(), said)
	}
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "telefon och e-post visades")
	s.Show(s.page, page.Route{Page: page.Patient, ID: s.file().Patient.ID})
	requireHidden()

	before := len(s.history("patient.revealed"))
	s.Tap("Ändra uppgifter")
	require.Len(t, s.history("patient.revealed"), before+1, "whoever changes the details sees them")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.Phone("+46701740605"), s.file().Patient.Phone, "what was hidden is not lost")
}

// history are the entries of an action.
func (s *stage) history(action string) []models.AuditEntry {
	s.t.Helper()
	file, err := s.desk.Patient(s.t.Context(), s.file().Patient.ID)
	require.NoError(s.t, err)
	var found []models.AuditEntry
	for _, entry := range file.History {
		if entry.Action == action {
			found = append(found, entry)
		}
	}
	return found
}

// Pictures of what is known of a patient, for people to look at.
func TestPicturesOfTheRecord(t *testing.T) {
	for name, mode := range map[string]look.Mode{"light": look.Light, "dark": look.Dark} {
		s := newStage(t)
		s.Host = pagetest.NewHostIn(t, s.desk, mode, 100)
		s.page = patient.New(s.desk, func(int64) {}, new(holds.Last), s.Host).(*patient.Page)
		s.Show(s.page, page.Route{Page: page.Patient, ID: s.file().Patient.ID})
		s.learn(everything)
		s.Picture("patient-record-" + name)
		s.learn(func(draft *office.PatientDraft) { draft.Record.ProtectedIdentity = true })
		s.Picture("patient-protected-" + name)
		s.Tap("Ändra uppgifter")
		s.Picture("patient-form-" + name)
	}
}

// Who may be the same person is offered on the page, made one by keys, and parted again in the history.
func TestMergeFromThePage(t *testing.T) {
	s := newStage(t)
	patient := s.file().Patient
	other, err := s.desk.SavePatient(t.Context(), office.PatientDraft{GivenName: patient.GivenName, FamilyName: patient.FamilyName, Phone: "031-81 80 83"})
	require.NoError(t, err)
	s.page.Reload()
	require.Contains(t, s.Text(), "Kan vara samma person")
	s.page.Merge()
	require.NoError(t, s.Confirm())
	s.Type("reason", "Ringde utan nummer")
	require.NoError(t, s.Confirm())
	s.page.Reload()
	require.NotContains(t, s.Text(), "Kan vara samma person")
	s.Show(s.page, page.Route{Page: page.Patient, ID: other.ID})
	require.Contains(t, s.Text(), patient.PersonalNumber.String(), "the old number leads to who stands")
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Ringde utan nummer")
	s.Tap("Ångra")
	require.Contains(t, s.Toasts[len(s.Toasts)-1], "två patienter igen")
	require.Contains(t, s.Text(), "ångrades")
}
