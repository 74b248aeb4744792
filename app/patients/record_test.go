package patients_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// What a patient takes holds for the patient: the record follows each booking, and what
// stands on another open booking is not taken out of it.
func TestTheRecordFollowsTheBookings(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	first := apptest.Draft(t, "2026-12-14")
	first.Medicines, first.Conditions = models.MedicinesOf("B01AA03", "B01AC06"), []models.Condition{models.Insulin}
	one := d.Booked(first).Booking
	patient := d.PatientNow(one.PatientID)
	require.Equal(t, models.MedicinesOf("B01AA03", "B01AC06"), patient.Takes())
	require.Equal(t, []models.Condition{models.Insulin}, patient.Conditions)

	second := apptest.Draft(t, "2027-06-14")
	second.Patient = office.DraftOf(patient)
	second.Medicines = models.MedicinesOf("B01AA03")
	other := d.Booked(second).Booking
	require.Len(t, d.PatientNow(one.PatientID).Takes(), 2, "a medicine that was not spoken of is still taken")

	none := models.Medicines{}
	d.Alter(bookings.Change{BookingID: other.ID, Version: other.Version, Medicines: &none})
	require.True(t, d.PatientNow(one.PatientID).Takes().Has(models.Medicine{ATC: "B01AA03"}), "the first booking has it still")
	file, err := d.Booking(t.Context(), other.ID)
	require.NoError(t, err)
	require.Equal(t, models.MedicinesOf("B01AA03", "B01AC06"), file.Elsewhere)
	require.Contains(t, codesOf(file.Warnings), "warning.not-on-booking", "it does not look like one without Waran")
	todo, err := d.Worklist(t.Context(), worklist.Query{})
	require.NoError(t, err)
	for _, section := range todo.Sections {
		for _, row := range section {
			require.True(t, row.Medicines.Has(models.Medicine{ATC: "B01AA03"}), "nor on the worklist: %s", row.Step)
		}
	}

	d.Alter(bookings.Change{BookingID: one.ID, Version: one.Version, Medicines: &none})
	require.Empty(t, d.PatientNow(one.PatientID).Takes())
}

// Once the patient was asked, what the booking leaves out is no longer taken.
func TestAskingThePatientMendsTheRecord(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	first := apptest.Draft(t, "2026-12-14")
	first.Medicines = models.MedicinesOf("B01AA03")
	booking := d.Booked(first).Booking
	require.NoError(t, d.Cancel(t.Context(), booking.ID, booking.Version, "Slutat"))
	kept := d.PatientNow(booking.PatientID)

	second := apptest.Draft(t, "2027-06-14")
	second.Patient, second.Checked = office.DraftOf(kept), true
	d.Booked(second)
	require.Empty(t, d.PatientNow(booking.PatientID).Takes())
	require.Equal(t, "2026-11-23", d.PatientNow(booking.PatientID).CheckedOn.String())
}

// The record is not emptied of what an open booking has: its plan would not follow.
func TestTheRecordLacksNothingOfAnOpenBooking(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	first := apptest.Draft(t, "2026-12-14")
	first.Medicines = models.MedicinesOf("B01AA03")
	booking := d.Booked(first).Booking
	changed := office.DraftOf(d.PatientNow(booking.PatientID))
	changed.Record.Medicines = nil
	_, err := d.SavePatient(t.Context(), changed)
	require.ErrorIs(t, err, &models.Problem{Code: "record.on-booking"})
	changed = office.DraftOf(d.PatientNow(booking.PatientID))
	changed.Record.Medicines[0].Dose, changed.Record.Allergies = "2,5 mg", " penicillin "
	changed.RelativePhone = "070-174 06 05"
	_, err = d.SavePatient(t.Context(), changed)
	require.ErrorIs(t, err, models.ErrRequired.On("relative-name"))
	changed.Record.RelativeName = "Elvan"
	_, err = d.SavePatient(t.Context(), changed)
	require.NoError(t, err)
	kept := d.PatientNow(booking.PatientID)
	require.Equal(t, "2,5 mg", kept.Medicines[0].Dose)
	require.Equal(t, "penicillin", kept.Allergies)
	require.Equal(t, models.Phone("+46701740605"), kept.RelativePhone)
}

// A booking for whom nobody can call says why, and the reason is kept until there is a number.
func TestABookingWithoutANumberSaysWhy(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Patient.Phone = ""
	_, err := d.Book(t.Context(), booking)
	require.ErrorIs(t, err, &models.Problem{Code: "phone.why-none"})
	booking.Patient.OtherPhone = "031-81 80 83"
	require.NoError(t, d.CheckBooking(t.Context(), booking))
	booking.Patient.OtherPhone, booking.Patient.Record.NoPhone = "", "Nås via boendet"
	kept := d.PatientNow(d.Booked(booking).Booking.PatientID)
	require.Equal(t, "Nås via boendet", kept.NoPhone)
	changed := office.DraftOf(kept)
	changed.Phone = "070-174 06 05"
	_, err = d.SavePatient(t.Context(), changed)
	require.NoError(t, err)
	require.Empty(t, d.PatientNow(kept.ID).NoPhone)
}

// A protected identity is shown by name and number alone wherever nobody asked for more,
// and asking stands in the history.
func TestProtectedIdentity(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	first := apptest.Draft(t, "2026-12-14")
	first.Patient.Record.ProtectedIdentity = true
	first.Patient.Phone, first.Patient.Email = "070-174 06 12", "tolvan@example.se"
	booking := d.Booked(first).Booking
	ctx := t.Context()

	found, err := d.FindPatients(ctx, "070-174 06 12", 5)
	require.NoError(t, err)
	require.Len(t, found, 1, "who calls from the number is found all the same")
	require.True(t, found[0].Protected)
	require.Empty(t, found[0].Phone)
	rows, err := d.Bookings(ctx, models.BookingFilter{})
	require.NoError(t, err)
	require.True(t, rows[0].Protected)
	require.Empty(t, rows[0].Phone)
	call, err := d.EndCall(ctx, calls.Draft{
		Topic: "none", PatientID: booking.PatientID, Phone: "070-174 06 12", Reason: "Undrar", Advice: "Vi ringer",
		CallbackDate: d.Today().AddDays(1), CallbackTime: "14:30",
	}, false)
	require.NoError(t, err)
	list, err := d.Calls(ctx, models.CallFilter{})
	require.NoError(t, err)
	require.Empty(t, list[0].Phone)
	told, err := d.SBAROfCall(ctx, call.ID)
	require.NoError(t, err)
	for _, part := range told.Parts {
		for _, line := range part {
			require.NotContains(t, fmt.Sprint(line.Values), "174 06 12")
		}
	}
	todo, err := d.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	for _, section := range todo.Sections {
		for _, row := range section {
			require.True(t, row.Protected, row.Step)
			require.Empty(t, row.Phone, row.Step)
		}
	}

	shown, err := d.Reveal(ctx, booking.PatientID)
	require.NoError(t, err)
	require.Equal(t, models.Phone("+46701740612"), shown.Phone)
	file, err := d.Patient(ctx, booking.PatientID)
	require.NoError(t, err)
	require.Equal(t, "patient.revealed", file.History[0].Action)
	hidden := shown.Shown()
	require.Empty(t, string(hidden.Phone)+hidden.Email)
	require.Equal(t, shown.Name(), hidden.Name())
	shown.ProtectedIdentity = false
	require.Equal(t, shown, shown.Shown(), "nothing is hidden of anybody else")
}

// No file tells how somebody with a protected identity is reached: no list, and not all that
// is kept of them.
func TestNoFileTellsOfAProtectedIdentity(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	first := apptest.Draft(t, "2026-12-14")
	first.Patient.Record.ProtectedIdentity = true
	first.Patient.Phone, first.Patient.Email = "070-174 06 12", "tolvan@example.se"
	first.Patient.OtherPhone, first.Patient.RelativePhone = "070-174 06 13", "070-174 06 14"
	first.Patient.Record.RelativeName = "Beda Testdotter"
	booking := d.Booked(first).Booking
	ctx := apptest.Nurse()
	call, err := d.EndCall(ctx, calls.Draft{
		Topic: "none", PatientID: booking.PatientID, Phone: "070-174 06 12", Reason: "Undrar", Advice: "Vi ringer",
		CallbackDate: d.Today().AddDays(1), CallbackTime: "14:30",
	}, false)
	require.NoError(t, err)
	file, err := d.Call(ctx, call.ID)
	require.NoError(t, err)
	_, err = d.LogAttempt(ctx, worklist.AttemptDraft{
		TaskID: file.Tasks[0].ID, Version: file.Tasks[0].Version, NextDate: d.Today().AddDays(1), NextTime: "15:00",
	})
	require.NoError(t, err)

	var written bytes.Buffer
	require.NoError(t, d.Record(ctx, booking.PatientID, func(record care.Record, sheets export.SheetFile) error {
		return export.WriteJSON(&written, record, sheets)
	}))
	from, until := d.Today().AddDays(-400), d.Today().AddDays(400)
	note := func(row any) { fmt.Fprintf(&written, "%+v", row) }
	require.NoError(t, d.EachBooking(ctx, models.BookingFilter{}, func(row models.BookingRow) error { note(row); return nil }))
	require.NoError(t, d.EachCall(ctx, models.CallFilter{}, func(row models.CallRow) error { note(row); return nil }))
	require.NoError(t, d.EachTask(ctx, from, until, func(row models.WorklistRow) error { note(row); return nil }))
	require.Contains(t, written.String(), "Tolvansson")
	require.Contains(t, written.String(), "Undrar")
	for _, hidden := range []string{"70174061", "174 06 1", "tolvan@", "Beda"} {
		require.NotContains(t, written.String(), hidden)
	}
}

func codesOf(problems []*models.Problem) []string {
	var codes []string
	for _, problem := range problems {
		codes = append(codes, problem.Code)
	}
	return codes
}
