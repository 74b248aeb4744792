package newbooking_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// known is Tolvan with what is known of her.
func (f *form) known() models.Patient {
	f.t.Helper()
	draft := office.DraftOf(f.tolvan())
	draft.Record = models.Record{
		Medicines:  []models.TakenMedicine{{Medicine: models.Medicine{ATC: "B01AA03"}, Dose: "2,5 mg", Since: "2019"}},
		Conditions: []models.Condition{models.Insulin}, Allergies: "penicillin", Interpreter: "arabiska", HardOfHearing: true,
		RelativeName: "Elvan Elvansson", RelativeMayKnow: "allt",
	}
	draft.RelativePhone = "031-81 80 83"
	patient, err := f.desk.SavePatient(f.t.Context(), draft)
	require.NoError(f.t, err)
	return patient
}

// What is known of a patient comes with her, and one key says that it is still so.
func TestTheRecordIsCarriedAndAskedAbout(t *testing.T) {
	f := newForm(t)
	patient := f.known()
	f.Type("patient", "tolv")
	f.Press(fyne.KeyReturn)
	for _, said := range []string{"2,5 mg sedan 2019", "allergi: penicillin", "tolk: arabiska", "hör dåligt", "närstående: Elvan Elvansson"} {
		require.Contains(t, strings.Join(strings.Fields(f.Text()), " "), said)
	}
	f.what()
	f.Tap("Spara")
	require.Empty(t, f.bookings(), "it has to be asked")
	require.NotEmpty(t, f.Row("record").Problem())
	f.Type("record", "j")
	f.Tap("Spara")
	rows := f.bookings()
	require.Len(t, rows, 1)
	require.Equal(t, models.MedicinesOf("B01AA03"), rows[0].Medicines, "the booking has what the patient takes")
	file, err := f.desk.Patient(t.Context(), patient.ID)
	require.NoError(t, err)
	require.Equal(t, f.desk.Today(), file.Patient.CheckedOn)
	require.Equal(t, "2,5 mg", file.Patient.Medicines[0].Dose)
	require.Equal(t, []models.Condition{models.Insulin}, file.Bookings[0].Booking.Conditions)
}

// What has changed is changed in the patient's own form; what is taken no longer leaves
// booking and record.
func TestTheRecordIsChangedFromTheBooking(t *testing.T) {
	f := newForm(t)
	patient := f.known()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	f.Type("record", "n")
	require.NotNil(t, f.Dialog)
	f.Dialog.Form.(*patientform.Form).Row("allergies").Focus()
	line := f.Window().Canvas().Focused().(*widgets.Line)
	line.SetText("")
	f.Letters("latex")
	require.NoError(t, f.Confirm())
	require.Contains(t, f.Text(), "allergi: latex")
	f.what()
	f.Type("medicines", " ") // Trombyl too
	f.Tap("Spara")
	rows := f.bookings()
	require.Len(t, rows, 1, f.Text())
	file, err := f.desk.Patient(t.Context(), patient.ID)
	require.NoError(t, err)
	require.Equal(t, "latex", file.Patient.Allergies)
	require.Len(t, file.Patient.Medicines, 2, "the record follows the booking")
}

// What belongs to a patient who is not meant after all does not stay in the booking.
func TestTheRecordLeavesWithThePatient(t *testing.T) {
	f := newForm(t)
	patient := f.known()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	require.Contains(t, f.Text(), "Waran · warfarin")
	f.Tap("Byt")
	require.NotContains(t, f.Text(), "Waran · warfarin")
	f.Show(f.page, page.Route{Page: page.NewBooking, Arg: page.New})
	require.NotContains(t, f.Text(), "Påbörjad bokning", "a patient with a record is no begun booking either")
}

// A half-typed booking comes back with what was typed of allergies, and undoes nothing
// that was learnt of the patient meanwhile.
func TestTheRecordOfAHalfTypedBooking(t *testing.T) {
	f := newForm(t)
	patient := f.known()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	f.Type("record", "j")
	f.Type("note", "Kvar")
	f.Row("allergies").Focus()
	f.Press(fyne.KeyEnd)
	f.Letters(", nickel")
	draft := office.DraftOf(patient)
	draft.Record.Allergies = "penicillin och jod"
	_, err := f.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)

	again := &form{Host: pagetest.NewHost(t, f.desk), t: t, desk: f.desk}
	again.page = newbooking.New(f.desk, again.Host, func(int64) {})
	again.Show(again.page, page.Route{Page: page.NewBooking})
	require.Contains(t, again.Text(), "Kvar")
	require.Equal(t, "penicillin och jod · penicillin, nickel", again.line("allergies"))
	require.NotContains(t, again.Text(), "Ja, det stämmer", "what was learnt meanwhile is asked about anew")
}

// Two patients can have one name and no number: none of those that are found is meant.
func TestAnotherPatientOfTheSameName(t *testing.T) {
	f := newForm(t)
	for range 2 {
		f.Type("patient", "Tolvan Tolvansson")
		if len(f.bookings()) > 0 {
			require.Contains(t, f.Text(), "personnummer saknas · behandling mån 14 dec 2026", "what tells the first one apart")
			f.Press(fyne.KeyDown)
			f.Press(fyne.KeyReturn) // none of them
			require.Contains(t, f.Text(), "Ny patient")
		}
		require.Equal(t, "Tolvan", f.line("given-name"))
		f.Choose("procedure", "neurotomy")
		f.Type("date", "14/12")
		f.Type("time", "830")
		f.Tap("Spara")
		require.Empty(t, f.Row("phone").Problem(), "why there is none is asked instead")
		f.Type("no-phone", "Nås via boendet")
		f.Tap("Spara")
	}
	rows := f.bookings()
	require.Len(t, rows, 2, f.Text())
	require.NotEqual(t, rows[0].PatientID, rows[1].PatientID)
}

// A protected identity is marked, and its number is not shown.
func TestAProtectedIdentityInTheBooking(t *testing.T) {
	f := newForm(t)
	draft := office.DraftOf(f.tolvan())
	draft.Record.ProtectedIdentity = true
	patient, err := f.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)
	f.Type("patient", "tolv")
	require.Contains(t, f.Text(), "skyddad identitet")
	require.NotContains(t, f.Text(), "174 06 05")
	f.Press(fyne.KeyReturn)
	require.Contains(t, f.Text(), "skyddad identitet")
	require.NotContains(t, f.Text(), "174 06 05")
	f.what()
	f.Tap("Spara")
	file, err := f.desk.Patient(t.Context(), patient.ID)
	require.NoError(t, err)
	require.Len(t, file.Bookings, 1)
	require.Equal(t, patient.Phone, file.Patient.Phone, "what is not shown is not lost")
}

// A booking of somebody new by keyboard alone, from the empty form to the page of the
// patient: what is asked of everybody stays within sixty keys, beside what is said of them.
func TestASimpleBookingStaysShort(t *testing.T) {
	f := newForm(t)
	keys := 0
	write := func(text string) { f.Letters(text); keys += len([]rune(text)) }
	to := func(name string) { // by Tab, as far as it is
		for range 40 {
			if f.Window().Canvas().Focused() == f.target(name) {
				return
			}
			f.Window().Canvas().FocusNext()
			keys++
		}
		require.Fail(t, "Tab does not lead there", name)
	}
	write("191212121212")
	write("Eva")
	to("family-name")
	write("Ek")
	to("phone")
	write("0701740605")
	to("procedure")
	write("e")
	to("date")
	write("14/12")
	to("time")
	write("830")
	keys++ // Ctrl+S
	f.page.(page.Saver).Save()
	require.Len(t, f.bookings(), 1, f.Text())
	t.Logf("%d keys", keys)
	require.Less(t, keys, 60)
}

// target is what takes the focus in a field.
func (f *form) target(name string) fyne.Focusable {
	f.t.Helper()
	canvas := f.Window().Canvas()
	before := canvas.Focused()
	f.Row(name).Focus()
	target := canvas.Focused()
	canvas.Focus(before)
	return target
}

// Pictures of what is known of a patient, for people to look at.
func TestPicturesOfTheRecord(t *testing.T) {
	for name, mode := range map[string]look.Mode{"light": look.Light, "dark": look.Dark} {
		desk, _ := pagetest.NewDesk(t, "2026-11-23")
		f := &form{Host: pagetest.NewHostIn(t, desk, mode, 100), t: t, desk: desk}
		f.page = newbooking.New(desk, f.Host, func(int64) {})
		patient := f.known()
		f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.Offer})
		f.Picture("newbooking-offer-" + name)
		f.Press(fyne.KeyReturn)
		f.Picture("newbooking-record-" + name)
		f.Type("record", "n")
		f.Picture("newbooking-record-change-" + name)
	}
}
