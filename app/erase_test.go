package app_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/patients"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/storetest"
)

// canary stands in every word that is kept of the patient who is erased.
const canary = "Kanariefågel"

// live has everything that the desk can keep kept of a patient, whose second record goes into the first.
func live(d *desk, number string) (patient models.Patient) {
	d.T.Helper()
	t, ctx := d.T, apptest.Nurse()
	wanted := apptest.Draft(t, d.Today().AddDays(21).String())
	wanted.Patient = office.PatientDraft{
		PersonalNumber: number, GivenName: canary, FamilyName: canary + "sson", Phone: "031-81 80 83", Email: "kanarie@example.com",
		Note: canary + " i noten", Record: models.Record{Allergies: canary, Interpreter: canary, RelativeName: canary, RelativeMayKnow: canary},
		OtherPhone: "031-81 80 84", RelativePhone: "031-81 80 85",
	}
	wanted.Note = canary + " i bokningen"
	wanted.Medicines, wanted.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
	file := d.Booked(wanted)
	other := wanted
	other.Patient.PersonalNumber, other.Medicines, other.Factors = "", nil, wanted.Factors
	other.Date, other.Patient.Phone = d.Today().AddDays(35), "031-81 80 86"
	second := d.Booked(other)

	require.NoError(t, d.DecideHold(ctx, holds.DecisionDraft{
		BookingID: file.Booking.ID, Version: file.Booking.Version, Medicine: file.Holds[0].OnBooking.Key(), LastDose: file.Holds[0].LastDose,
		FirstDoseAgain: file.Holds[0].FirstDoseAgain, DecidedBy: "Dr Exempel", DecidedOn: d.Today(), Given: "phone", Reason: canary + " beslut",
	}))
	document, err := d.Sheet(ctx, file.Booking.ID, papers.Wanted{})
	require.NoError(t, err)
	require.NoError(t, d.KeepSheet(ctx, file.Booking.ID, document))
	given, err := d.Calendar(ctx, file.Booking.ID, "")
	require.NoError(t, err)
	require.NoError(t, d.KeepCalendar(ctx, given, func() error { return nil }))
	call, err := d.EndCall(ctx, calls.Draft{
		Topic: "none", PatientID: file.Patient.ID, BookingID: file.Booking.ID, Reason: canary + " ringer", Caller: canary, Notes: canary,
	}, false)
	require.NoError(t, err)
	require.NoError(t, d.AddToCall(ctx, call.ID, canary+" tillägg", nil))
	tried := missed(d, file.Booking)
	tried.Note = canary
	_, err = d.LogAttempt(ctx, tried)
	require.NoError(t, err)
	_, err = d.AddTask(ctx, worklist.OwnTask{PatientID: file.Patient.ID, Words: canary + " egen", Date: d.Today()})
	require.NoError(t, err)
	_, err = d.Reveal(ctx, file.Patient.ID)
	require.NoError(t, err)
	require.NoError(t, d.Looked(ctx, file.Patient.ID, models.LookFound, canary+" sökt"))
	begun := calls.Draft{Topic: "none", PatientID: file.Patient.ID, Reason: canary + " pågår"}
	require.NoError(t, d.SaveCallDraft(ctx, &begun))
	require.NoError(t, d.SaveBookingDraft(ctx, &bookings.HalfBooking{Booking: bookings.Draft{Patient: office.PatientDraft{ID: file.Patient.ID}, Note: canary + " halv"}}))
	require.NoError(t, d.SaveBookingDraft(ctx, &bookings.HalfBooking{Typed: bookings.TypedBooking{Search: number + " " + canary}}))

	d.Wall.Time = d.Wall.Time.Add(time.Minute)
	_, err = d.Merge(ctx, patients.Merging{
		KeptID: file.Patient.ID, GoneID: second.Patient.ID, Reason: canary + " dubbel",
		KeptVersion: d.PatientNow(file.Patient.ID).Version, GoneVersion: d.PatientNow(second.Patient.ID).Version,
	})
	require.NoError(t, err)
	performed := d.File(file.Booking.ID).Booking
	d.Wall.Time = performed.Start.Add(3 * time.Hour)
	_, err = d.Change(ctx, bookings.Change{BookingID: performed.ID, Version: performed.Version, PerformedAt: &performed.Start, Despite: "Patienten kom"})
	require.NoError(t, err)
	_, err = d.RegisterComplication(ctx, infection(d, d.File(performed.ID).Booking))
	require.NoError(t, err)
	return d.PatientNow(file.Patient.ID)
}

// Only ten years after the last entry may what is kept of a patient be erased; until then it is
// said when. Handing out what is kept puts nothing off.
func TestEraseWaitsForTheLaw(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	d.Wall.Time = time.Date(2026, 11, 23, 22, 59, 0, 0, time.UTC) // a minute before midnight in Stockholm
	one := d.Booked(apptest.Draft(t, "2026-12-14"))
	changed := office.DraftOf(one.Patient)
	changed.PersonalNumber, changed.Note = "19900101-0017", "Ring efter tolv"
	d.Wall.Time = time.Date(2026, 12, 14, 22, 59, 0, 0, time.UTC)
	_, err := d.SavePatient(apptest.Nurse(), changed)
	require.NoError(t, err)
	wanted := patients.Erasing{PatientID: one.Patient.ID, Confirmed: "19900101-0017", Reason: "Tio år har gått"}

	for at, allowed := range map[string]bool{"2026-12-15": false, "2036-12-14": false, "2036-12-15": true} {
		d.Wall.Time = apptest.Date(t, at).At(0, 0)
		found, err := d.Erasable(apptest.Nurse(), one.Patient.ID)
		require.NoError(t, err)
		require.Equal(t, "2026-12-14", found.Last.String())
		require.Equal(t, "2036-12-15", found.From.String())
		require.Equal(t, allowed, found.Old, at)
		require.False(t, found.MadeUp)
		if allowed {
			require.NoError(t, found.Refusal())
			continue
		}
		require.ErrorIs(t, found.Refusal(), &models.Problem{Code: "erase.too-early"})
		wanted.MadeUp = true // it is not enough to say so
		_, err = d.Erase(apptest.Nurse(), wanted)
		require.ErrorIs(t, err, &models.Problem{Code: "erase.too-early"})
	}
	d.Wall.Time = apptest.Date(t, "2036-12-16").At(9, 0)
	require.NoError(t, d.KeepRecord(apptest.Nurse(), one.Patient.ID, "pdf", func() error { return nil }))
	for problem, wrong := range map[string]patients.Erasing{
		"erase.not-confirmed": {PatientID: one.Patient.ID, Confirmed: "19121212-1212", Reason: "x"},
		"required":            {PatientID: one.Patient.ID, Confirmed: "19900101-0017", Reason: " "},
		"erase.reason-names":  {PatientID: one.Patient.ID, Confirmed: "19900101-0017", Reason: "tolvan TOLVANSSON bad om det"},
	} {
		_, err = d.Erase(apptest.Nurse(), wrong)
		require.ErrorIs(t, err, &models.Problem{Code: problem})
	}
	wanted.MadeUp = false
	_, err = d.Erase(apptest.Nurse(), wanted)
	require.NoError(t, err)
	_, err = d.Erase(apptest.Nurse(), wanted)
	require.ErrorIs(t, err, models.ErrErased)
	_, err = d.Patient(apptest.Nurse(), one.Patient.ID)
	require.ErrorIs(t, err, models.ErrNotFound)
	d.Wall.Time = d.Wall.Time.Add(time.Hour)
	again := apptest.Draft(t, "2036-12-29")
	again.Patient.PersonalNumber = "19900101-0017"
	require.NotEqual(t, one.Patient.ID, d.Booked(again).Patient.ID, "who comes again is new")
}

// Nothing of a patient is found once they are erased, neither by the program nor among the bytes of the
// database's file; that somebody saw and did something is.
func TestErasedIsNowhere(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	stays := d.Booked(func() bookings.Draft {
		other := apptest.Draft(t, "2026-12-15")
		other.Patient.PersonalNumber, other.Patient.GivenName = "19900101-0017", "Elvan"
		return other
	}())
	patient := live(d, "19820103-9818")
	needles := []string{canary, "198201039818", "19820103-9818", "0103-9818", "31818083", "31818084", "31818085", "31818086", "kanarie@"}
	place := d.Location()
	require.NotEmpty(t, bytesWith(t, place, needles), "they are there before")
	looked, err := d.Erasable(apptest.Nurse(), patient.ID)
	require.NoError(t, err)
	require.True(t, looked.MadeUp)
	require.False(t, looked.Old)

	wanted := patients.Erasing{PatientID: patient.ID, Confirmed: "820103-9818", Reason: "Provbokning"}
	_, err = d.Erase(apptest.Nurse(), wanted)
	require.ErrorIs(t, err, &models.Problem{Code: "erase.made-up"}, "a number alone does not say that there is nobody")
	wanted.MadeUp = true
	require.NoError(t, d.KeepTyped(apptest.Nurse(), &office.Typed{Kind: office.TypedShiftNote, By: "Sköterska Test", Body: []byte("Prov")}))
	erased, err := d.Erase(apptest.Nurse(), wanted)
	require.NoError(t, err)
	require.NoError(t, erased.Left)
	require.Empty(t, erased.Mentions)
	for _, name := range []string{"bookings", "tasks", "hold_decisions", "sheets", "given_calendars", "calls", "call_records", "call_additions", "call_drafts", "attempts", "complications", "booking_drafts"} {
		require.Positive(t, rowsOf(erased.Removed, name), name)
	}
	for name, rows := range map[string]int64{"patients": 2, "patient_merges": 1} {
		require.Equal(t, rows, rowsOf(erased.Stays, name), name)
	}
	require.Greater(t, rowsOf(erased.Stays, "audit_entries"), int64(10))
	require.Positive(t, rowsOf(erased.Stays, "looks"))

	require.Empty(t, bytesWith(t, place, needles))
	health, err := d.Check(apptest.Nurse())
	require.NoError(t, err)
	require.True(t, health.OK(), "%v %v %v", health.Faults, health.Orphans, health.History)
	for _, text := range []string{canary, "19820103-9818", "818083"} {
		rows, err := d.FindPatients(apptest.Nurse(), text, 0)
		require.NoError(t, err)
		require.Empty(t, rows)
	}
	all, err := d.FindPatients(apptest.Nurse(), "", 0)
	require.NoError(t, err)
	require.Len(t, all, 1)
	pairs, err := d.AllDuplicates(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, pairs)
	_, err = d.OpenBookingDrafts(apptest.Nurse())
	require.NoError(t, err)
	require.Equal(t, stays.Booking.ID, d.File(stays.Booking.ID).Booking.ID)
	_, err = d.UndoMerge(apptest.Nurse(), 1)
	require.ErrorIs(t, err, models.ErrErased)
}

// What somebody wrote of a patient elsewhere is counted, and stays: it belongs to somebody else.
func TestMentionsOfTheErasedAreCounted(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	one := d.Booked(apptest.Draft(t, "2026-12-14"))
	require.NoError(t, d.SignShiftNote(apptest.Nurse(), models.ShiftNote{Text: "Tolvan Tolvansson kommer tidigt"}))
	_, err := d.AddTask(apptest.Nurse(), worklist.OwnTask{Words: "Ring 121212-1212", Date: d.Today()})
	require.NoError(t, err)
	erased, err := d.Erase(apptest.Nurse(), patients.Erasing{PatientID: one.Patient.ID, Confirmed: "19121212-1212", MadeUp: true, Reason: "Prov"})
	require.NoError(t, err)
	require.EqualValues(t, 1, rowsOf(erased.Mentions, "shift_notes"))
	require.EqualValues(t, 1, rowsOf(erased.Mentions, "tasks"))
}

// An open reading of another program keeps the file's log: that is said, and done afterwards.
func TestErasedWhileAnotherReads(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	if store.IsServer(d.Location()) {
		t.Skip("a server tidies up by itself")
	}
	one := d.Booked(apptest.Draft(t, "2026-12-14"))
	other := storetest.OpenAt(t, d.Location(), d.Wall.Now)
	reading, go_on, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- other.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.FindPatients("", 0)
			close(reading)
			<-go_on
			return err
		})
	}()
	<-reading
	erased, err := d.Erase(apptest.Nurse(), patients.Erasing{PatientID: one.Patient.ID, Confirmed: "19121212-1212", MadeUp: true, Reason: "Prov"})
	require.NoError(t, err, "it is done all the same")
	require.ErrorIs(t, erased.Left, models.ErrDatabaseBusy)
	close(go_on)
	require.NoError(t, <-ended)
	require.NoError(t, d.CleanUp(apptest.Nurse()))
	require.Empty(t, bytesWith(t, d.Location(), []string{"Tolvansson", "191212121212"}))
}

func rowsOf(counts []models.RowCount, name string) int64 {
	for _, count := range counts {
		if count.Name == name {
			return count.Rows
		}
	}
	return 0
}

// bytesWith gives which texts are among the bytes of a database's file, its log and its index.
func bytesWith(t *testing.T, place string, texts []string) (found []string) {
	t.Helper()
	if store.IsServer(place) {
		for _, table := range storetest.Rows(t, place, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`) {
			name := strings.TrimSuffix(strings.TrimPrefix(table, "table_name="), "|")
			rows := strings.Join(storetest.Rows(t, place, `SELECT one::text FROM "`+name+`" AS one`), "")
			for _, text := range texts {
				if strings.Contains(rows, text) {
					found = append(found, name+" "+text)
				}
			}
		}
		return found
	}
	for _, ending := range []string{"", "-wal", "-shm"} {
		body, err := os.ReadFile(place + ending)
		require.NoError(t, err)
		for _, text := range texts {
			if strings.Contains(string(body), text) {
				found = append(found, ending+" "+text)
			}
		}
	}
	return found
}
