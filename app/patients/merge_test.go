package patients_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/office"
	"nursedesk/app/patients"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// two are one person twice: registered with a number, and by a name alone.
type two struct {
	*apptest.Desk
	kept, gone care.BookingFile
}

func newTwo(t *testing.T, change func(kept, gone *bookings.Draft)) two {
	t.Helper()
	d := apptest.New(t, "2026-11-23")
	kept, gone := apptest.Draft(t, "2026-12-14"), apptest.Draft(t, "2026-12-21")
	gone.Patient.PersonalNumber, gone.Patient.Phone = "", "031-81 80 83"
	change(&kept, &gone)
	return two{d, d.Booked(kept), d.Booked(gone)}
}

func (two two) merging(reason string) patients.Merging {
	return patients.Merging{
		KeptID: two.kept.Patient.ID, GoneID: two.gone.Patient.ID, Reason: reason,
		KeptVersion: two.Desk.PatientNow(two.kept.Patient.ID).Version, GoneVersion: two.Desk.PatientNow(two.gone.Patient.ID).Version,
	}
}

// What the other record alone knew is asked about on every booking to come, as if it had
// been answered: a doctor decides about Waran, and whoever has a sheet is told.
func TestMergedPatientIsAskedAgain(t *testing.T) {
	d := newTwo(t, func(kept, gone *bookings.Draft) {
		gone.Medicines, gone.Conditions = models.MedicinesOf("B01AA03"), []models.Condition{models.Insulin}
		gone.Patient.Record.Allergies, kept.Patient.Record.Allergies = "penicillin", "latex"
	})
	compared, err := d.Compare(apptest.Nurse(), d.kept.Patient.ID, d.gone.Patient.ID)
	require.NoError(t, err)
	require.Len(t, compared.Asked, 1)
	require.Equal(t, models.MedicinesOf("B01AA03"), compared.Asked[0].Medicines)
	require.False(t, compared.TwoNumbers)
	d.Wall.Time = d.Wall.Time.Add(60e9)

	_, err = d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	file := d.File(d.kept.Booking.ID)
	require.True(t, file.Booking.Medicines.Has(models.Medicine{ATC: "B01AA03"}))
	require.True(t, file.Booking.Has(models.Insulin))
	require.Contains(t, apptest.Dues(file), "hold-decision", "a doctor has to decide")
	all, err := d.Patient(apptest.Nurse(), d.gone.Patient.ID)
	require.NoError(t, err)
	require.Equal(t, d.kept.Patient.ID, all.Patient.ID, "the old number leads to the one who stands")
	require.Len(t, all.Bookings, 2)
	require.Equal(t, "latex; penicillin", all.Patient.Allergies)
	require.Equal(t, models.Phone("+4631818083"), all.Patient.OtherPhone, "a number that gave way is kept as the second")
	for _, text := range []string{"191212121212", "031-818083", "1741"} {
		rows, err := d.FindPatients(apptest.Nurse(), text, 0)
		require.NoError(t, err)
		if text == "1741" {
			require.Empty(t, rows)
			continue
		}
		require.Len(t, rows, 1, text)
		require.Equal(t, d.kept.Patient.ID, rows[0].ID)
	}
	health, err := d.Check(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, health.Orphans)
	require.Empty(t, health.History)
}

// Two valid numbers are two people until somebody says that they are not; a reason is always asked for.
func TestMergeAsksBeforeTwoNumbers(t *testing.T) {
	d := newTwo(t, func(_, gone *bookings.Draft) { gone.Patient.PersonalNumber = "19900101-0017" })
	wanted := d.merging(" ")
	_, err := d.Merge(apptest.Nurse(), wanted)
	require.ErrorIs(t, err, models.ErrRequired.On("reason"))
	wanted.Reason = "Fick nytt nummer"
	_, err = d.Merge(apptest.Nurse(), wanted)
	require.ErrorIs(t, err, &models.Problem{Code: "merge.two-numbers"})
	wanted.DifferentNumbers = true
	wanted.Chosen = map[string]patients.Side{"personal-number": patients.Gone}
	merge, err := d.Merge(apptest.Nurse(), wanted)
	require.NoError(t, err)
	require.Equal(t, models.PersonalNumber("199001010017"), d.Desk.PatientNow(d.kept.Patient.ID).PersonalNumber)
	for _, number := range []string{"19121212-1212", "19900101-0017"} {
		rows, err := d.FindPatients(apptest.Nurse(), number, 0)
		require.NoError(t, err)
		require.Len(t, rows, 1, "found by either number")
	}
	again := apptest.Draft(t, "2026-12-28")
	_, err = d.Book(apptest.Nurse(), again)
	require.ErrorIs(t, err, &models.Problem{Code: "patient.exists"}, "the number that gave way is nobody else's")
	_, err = d.UndoMerge(apptest.Nurse(), merge.ID)
	require.NoError(t, err)
	require.Equal(t, models.PersonalNumber("191212121212"), d.Desk.PatientNow(d.kept.Patient.ID).PersonalNumber)
}

// Whoever changed one of them meanwhile is heard: nothing is done, and it is said so.
func TestMergeOfWhatChangedMeanwhileIsRefused(t *testing.T) {
	d := newTwo(t, func(_, _ *bookings.Draft) {})
	wanted := d.merging("Samma person")
	changed := office.DraftOf(d.Desk.PatientNow(d.gone.Patient.ID))
	changed.Note = "Ring efter tolv"
	_, err := d.SavePatient(apptest.Nurse(), changed)
	require.NoError(t, err)
	_, err = d.Merge(apptest.Nurse(), wanted)
	require.ErrorIs(t, err, models.ErrStale)
	same := d.merging("Samma person")
	same.GoneID = same.KeptID
	_, err = d.Merge(apptest.Nurse(), same)
	require.ErrorIs(t, err, &models.Problem{Code: "merge.same"})
	_, err = d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	twice := wanted
	twice.GoneVersion = 3
	_, err = d.Merge(apptest.Nurse(), twice)
	require.ErrorIs(t, err, models.ErrStale, "who gave way cannot give way again")

	typed := office.DraftOf(d.gone.Patient)
	_, err = d.SavePatient(apptest.Nurse(), typed)
	require.ErrorIs(t, err, models.ErrStale, "a form still open on who gave way is told")
}

// A protected identity of either protects both, and what it hides is not compared on the screen.
func TestMergeKeepsAProtectedIdentity(t *testing.T) {
	d := newTwo(t, func(_, gone *bookings.Draft) {
		gone.Patient.Record.ProtectedIdentity = true
		gone.Patient.Email = "tolvan@example.com"
		gone.Patient.Record.RelativeName = "Elvan"
	})
	compared, err := d.Compare(apptest.Nurse(), d.kept.Patient.ID, d.gone.Patient.ID)
	require.NoError(t, err)
	for _, choice := range compared.Choices {
		require.NotContains(t, []string{"phone", "other-phone", "email", "relative"}, choice.Field)
	}
	require.Empty(t, compared.Kept.Patient.Phone)
	_, err = d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	require.True(t, d.Desk.PatientNow(d.kept.Patient.ID).ProtectedIdentity)
	rows, err := d.FindPatients(apptest.Nurse(), "tolvan", 0)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Empty(t, rows[0].Phone)
}

// What came after the merge is kept, and told: where it hangs on the other's booking it goes with it.
func TestUndoneMergeTellsWhatCameLater(t *testing.T) {
	d := newTwo(t, func(_, gone *bookings.Draft) { gone.Medicines = models.MedicinesOf("B01AA03") })
	merge, err := d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	d.Wall.Time = d.Wall.Time.Add(60e9)
	later := apptest.Draft(t, "2027-01-11")
	later.Patient = office.DraftOf(d.Desk.PatientNow(d.kept.Patient.ID))
	later.Patient.Note = "Kommer med färdtjänst"
	stays := d.Booked(later)
	surgeon := "Dr Annan"
	moved := d.File(d.gone.Booking.ID).Booking
	d.Desk.Alter(bookings.Change{BookingID: moved.ID, Version: moved.Version, Surgeon: &surgeon})
	require.NoError(t, d.Cancel(apptest.Nurse(), d.kept.Booking.ID, d.File(d.kept.Booking.ID).Booking.Version, "Hinder"))

	undone, err := d.UndoMerge(apptest.Nurse(), merge.ID)
	require.NoError(t, err)
	require.Equal(t, 1, undone.Stayed/len(append(stays.Tasks, models.Task{})), "the booking and its tasks stay")
	require.Positive(t, undone.Changed)
	require.Equal(t, d.kept.Patient.ID, d.File(stays.Booking.ID).Patient.ID)
	require.Equal(t, "Kommer med färdtjänst", d.Desk.PatientNow(d.kept.Patient.ID).Note)
	back := d.File(d.gone.Booking.ID)
	require.Equal(t, d.gone.Patient.ID, back.Patient.ID)
	require.Equal(t, "Dr Annan", back.Booking.Surgeon)
	require.Equal(t, models.StatusCancelled, d.File(d.kept.Booking.ID).Booking.Status)
	_, err = d.UndoMerge(apptest.Nurse(), merge.ID)
	require.ErrorIs(t, err, models.ErrStale)
	health, err := d.Check(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, health.Orphans)
	require.Empty(t, health.History)
}

// Of two merges into one patient the newest is undone first; who was merged on cannot be parted.
func TestOnlyTheNewestMergeIsUndone(t *testing.T) {
	d := newTwo(t, func(_, _ *bookings.Draft) {})
	first, err := d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	third, err := d.SavePatient(apptest.Nurse(), office.PatientDraft{GivenName: "Tolvan", FamilyName: "Tolvansson"})
	require.NoError(t, err)
	kept := d.Desk.PatientNow(d.kept.Patient.ID)
	second, err := d.Merge(apptest.Nurse(), patients.Merging{
		KeptID: third.ID, GoneID: kept.ID, KeptVersion: third.Version, GoneVersion: kept.Version, Reason: "En gång till",
	})
	require.NoError(t, err)
	_, err = d.UndoMerge(apptest.Nurse(), first.ID)
	require.ErrorIs(t, err, &models.Problem{Code: "merge.newer"})
	all, err := d.Patient(apptest.Nurse(), d.gone.Patient.ID)
	require.NoError(t, err)
	require.Equal(t, third.ID, all.Patient.ID)
	var told []string
	for _, entry := range all.History {
		told = append(told, entry.Action)
	}
	require.Contains(t, strings.Join(told, " "), "booking.registered", "the history of those who gave way is there")
	for _, id := range []int64{second.ID, first.ID} {
		_, err = d.UndoMerge(apptest.Nurse(), id)
		require.NoError(t, err)
	}
}

// Who may be the same is offered until somebody says that it is not, or they are made one.
func TestDuplicatesAreFound(t *testing.T) {
	d := newTwo(t, func(_, gone *bookings.Draft) { gone.Patient.GivenName = "TOLVAN" })
	other, err := d.SavePatient(apptest.Nurse(), office.PatientDraft{GivenName: "Tolvan", FamilyName: "Tolvansson", PersonalNumber: "19900101-0017"})
	require.NoError(t, err)
	rows, err := d.Duplicates(apptest.Nurse(), d.kept.Patient.ID)
	require.NoError(t, err)
	require.Len(t, rows, 1, "born on another day is somebody else")
	require.Equal(t, d.gone.Patient.ID, rows[0].ID)
	pairs, err := d.AllDuplicates(apptest.Nurse())
	require.NoError(t, err)
	require.Len(t, pairs, 2)
	require.NoError(t, d.NotSame(apptest.Nurse(), other.ID, d.gone.Patient.ID))
	pairs, err = d.AllDuplicates(apptest.Nurse())
	require.NoError(t, err)
	require.Len(t, pairs, 1)
	require.ElementsMatch(t, []int64{d.kept.Patient.ID, d.gone.Patient.ID}, []int64{pairs[0].One.ID, pairs[0].Other.ID})
	_, err = d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	pairs, err = d.AllDuplicates(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, pairs)
}

// A call that goes on with who gave way ends with the one who stands.
func TestCallGoesOnWithWhoStands(t *testing.T) {
	d := newTwo(t, func(_, _ *bookings.Draft) {})
	_, err := d.Merge(apptest.Nurse(), d.merging("Samma person"))
	require.NoError(t, err)
	caller, err := d.Caller(apptest.Nurse(), d.gone.Patient.ID, 0)
	require.NoError(t, err)
	require.Equal(t, d.kept.Patient.ID, caller.Patient.ID)
	todo, err := d.Worklist(apptest.Nurse(), worklist.Query{})
	require.NoError(t, err)
	for _, section := range todo.Sections {
		for _, row := range section {
			require.NotEqual(t, d.gone.Patient.ID, row.PatientID)
		}
	}
}

// What gave way is in the file with all that is kept, without what a protected identity hides.
func TestExportTellsWhatGaveWay(t *testing.T) {
	for _, protected := range []bool{false, true} {
		d := newTwo(t, func(_, gone *bookings.Draft) {
			gone.Patient.Email, gone.Patient.Record.ProtectedIdentity = "tolvan@example.com", protected
		})
		wanted := d.merging("Samma person")
		wanted.Chosen = map[string]patients.Side{"email": patients.Kept}
		_, err := d.Merge(apptest.Nurse(), wanted)
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, d.Record(apptest.Nurse(), d.kept.Patient.ID, func(record care.Record, sheets export.SheetFile) error {
			return export.WriteJSON(&out, record, sheets)
		}))
		require.Contains(t, out.String(), `"kind":"merge"`)
		require.Equal(t, !protected, strings.Contains(out.String(), "tolvan@example.com"))
		require.Equal(t, !protected, strings.Contains(out.String(), "+4631818083"))
	}
}
