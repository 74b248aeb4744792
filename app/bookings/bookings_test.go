package bookings_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// A booking must bring every task of its protocol with it, committed.
func TestBookMakesEveryTask(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.MedicinesOf("B01AA03")
	file := desk.Booked(booking)
	require.Equal(t, map[string]string{
		"bleeding-review": "2026-11-30", "hold-decision": "2026-11-30", "health-check": "2026-12-11",
		"inr": "2026-12-14", "prescription": "2026-12-14", "discharge": "2026-12-14", "resume-check": "2026-12-17",
		"stitch-removal": "2026-12-28", // day 10 is Christmas Eve, then two red days and a weekend
		"physio":         "2026-12-28", "doctor-visit": "2027-03-15",
	}, apptest.Dues(file))
	require.Equal(t, apptest.Date(t, "2026-12-17"), desk.Task(file.Booking.ID, "physio").BookBy)
	require.Equal(t, file.Protocol.Version, file.Booking.ProtocolVersion)
	require.Equal(t, models.Swedish, file.Patient.Language)
}

// Nothing may be half written: a refused booking leaves no patient behind.
func TestRefusedBookingKeepsNothing(t *testing.T) {
	cases := map[string]struct {
		spoil func(*bookings.Draft)
		field string
		code  string
	}{
		"wrong personal number": {func(d *bookings.Draft) { d.Patient.PersonalNumber = "19121212-1213" }, "personal-number", "personal-number.check-digit"},
		"no family name":        {func(d *bookings.Draft) { d.Patient.FamilyName = " " }, "family-name", "required"},
		"letters in the phone":  {func(d *bookings.Draft) { d.Patient.Phone = "070-ABC" }, "phone", "phone.letters"},
		"date in the past":      {func(d *bookings.Draft) { d.Date = d.Date.AddDays(-60) }, "date", "start.past"},
		"outside opening hours": {func(d *bookings.Draft) { d.Time = "05:00" }, "time", "start.closed"},
		"no time":               {func(d *bookings.Draft) { d.Time = "" }, "time", "required"},
		"time that is none":     {func(d *bookings.Draft) { d.Time = "halv nio" }, "time", "time.form"},
		"unknown procedure":     {func(d *bookings.Draft) { d.Procedure = "fusion" }, "procedure", "procedure.unknown"},
		"unknown medicine":      {func(d *bookings.Draft) { d.Medicines = models.MedicinesOf("X99ZZ99") }, "medicines", "medicine.unknown"},
		"note too long":         {func(d *bookings.Draft) { d.Note = strings.Repeat("å", 10_001) }, "note", "too-long"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			booking := apptest.Draft(t, "2026-12-14")
			test.spoil(&booking)
			_, err := desk.Book(apptest.Nurse(), booking)
			var problems models.Problems
			require.ErrorAs(t, err, &problems)
			require.Equal(t, test.field, problems[0].Field)
			require.Equal(t, test.code, problems[0].Code)
			rows, err := desk.FindPatients(apptest.Nurse(), "", 0)
			require.NoError(t, err)
			require.Empty(t, rows)
		})
	}
}

// A note of 10,000 characters is kept whole.
func TestLongNoteIsKept(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Note = strings.Repeat("å", 10_000)
	require.Equal(t, booking.Note, desk.Booked(booking).Booking.Note)
}

// The same personal number must not be registered as a second patient.
func TestSamePatientIsNotRegisteredTwice(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	desk.Booked(apptest.Draft(t, "2026-12-14"))
	_, err := desk.Book(apptest.Nurse(), apptest.Draft(t, "2027-01-14"))
	require.ErrorIs(t, err, &models.Problem{Code: "patient.exists"})
}

// What a nurse should stop at is said while she types, and hinders nothing.
func TestPreviewWarns(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	codes := func(d bookings.Draft) []string {
		preview, err := desk.Preview(ctx, d)
		require.NoError(t, err)
		codes := []string{}
		for _, problem := range preview.Warnings {
			codes = append(codes, strings.TrimPrefix(problem.Code, "warning."))
		}
		return codes
	}
	other := func(change func(*bookings.Draft)) bookings.Draft {
		d := apptest.Draft(t, "2026-12-14")
		d.Patient = office.PatientDraft{GivenName: "Ettan", FamilyName: "Ettansson"}
		d.Theatre, d.Surgeon = "Sal 2", "Dr Prov"
		change(&d)
		return d
	}
	require.Empty(t, codes(other(func(*bookings.Draft) {})))
	require.Equal(t, []string{"theatre-taken"}, codes(other(func(d *bookings.Draft) { d.Theatre, d.Time = "Sal 1", "9:00" })))
	require.Empty(t, codes(other(func(d *bookings.Draft) { d.Theatre, d.Time = "Sal 1", "9:15" })), "45 minutes later the theatre is free")
	require.Equal(t, []string{"surgeon-taken"}, codes(other(func(d *bookings.Draft) { d.Surgeon = "Dr Exempel" })))
	require.Equal(t, []string{"red-day"}, codes(other(func(d *bookings.Draft) { d.Date = apptest.Date(t, "2026-12-24") })))
	require.Equal(t, []string{"saturday"}, codes(other(func(d *bookings.Draft) { d.Date = apptest.Date(t, "2026-12-12") })))
	require.Equal(t, []string{"sunday"}, codes(other(func(d *bookings.Draft) { d.Date = apptest.Date(t, "2026-12-13") })),
		"one warning, not another for each task of that day")
	require.Equal(t, []string{"late"}, codes(other(func(d *bookings.Draft) { d.Date = apptest.Date(t, "2026-11-06") })))
	require.Equal(t, []string{"thinner"}, codes(other(func(d *bookings.Draft) { d.Medicines = models.MedicinesOf("B01AA03") })))
	again := other(func(d *bookings.Draft) { d.Date = apptest.Date(t, "2026-12-16") })
	again.Patient.ID = file.Patient.ID
	require.Equal(t, []string{"patient-booked"}, codes(again))
	require.Empty(t, codes(bookings.Draft{Procedure: "neurotomy"}), "half a draft gives no plan and no error")
}

// Moving shows every date, old and new, before anything is written; what is
// done, moved by hand or agreed with somebody stays where it is.
func TestMoveKeepsWhatIsSettled(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	id := file.Booking.ID

	review := desk.Task(id, "bleeding-review")
	_, err := desk.CompleteTask(ctx, worklist.Completion{TaskID: review.ID, Version: review.Version, Early: true, Outcome: map[string]string{"found": "none"}})
	require.NoError(t, err)
	stitches := desk.Task(id, "stitch-removal")
	_, err = desk.PostponeTask(ctx, worklist.Postponement{
		TaskID: stitches.ID, Version: stitches.Version, Due: apptest.Date(t, "2026-12-29"), Reason: "Patienten är bortrest",
	})
	require.NoError(t, err)
	physio := desk.Task(id, "physio")
	_, err = desk.BookAppointment(ctx, worklist.AppointmentDraft{
		TaskID: physio.ID, Version: physio.Version, Date: apptest.Date(t, "2026-12-28"), Time: "10:00", With: "Fysioterapeut Exempel",
	})
	require.NoError(t, err)

	start := apptest.Date(t, "2027-01-11").At(10, 0)
	change := bookings.Change{BookingID: id, Version: file.Booking.Version, Start: &start}
	proposed, err := desk.Propose(ctx, change)
	require.NoError(t, err)
	require.Equal(t, file.Booking.Start, desk.File(id).Booking.Start, "a proposal writes nothing")

	fates := map[string]care.Fate{}
	for _, row := range proposed.Rows {
		fates[row.Title.In(models.English)] = row.Fate
	}
	title := func(step string) string {
		found, ok := file.Protocol.Step(step)
		require.True(t, ok)
		return found.Title.In(models.English)
	}
	require.Equal(t, care.KeptDone, fates[title("bleeding-review")])
	require.Equal(t, care.KeptByHand, fates[title("stitch-removal")])
	require.Equal(t, care.KeptAppointment, fates[title("physio")])
	require.Equal(t, care.Moved, fates[title("health-check")])
	require.Len(t, proposed.Rows, len(file.Plan.Tasks)+len(file.Plan.Milestones), "every date is shown")

	done, err := desk.Change(ctx, change)
	require.NoError(t, err)
	require.Equal(t, proposed.Rows, done.Rows, "what was shown is what is done")
	require.Equal(t, apptest.Date(t, "2026-12-29"), desk.Task(id, "stitch-removal").Due)
	require.Equal(t, apptest.Date(t, "2026-12-28").At(10, 0).UTC(), *desk.Task(id, "physio").At)
	require.Equal(t, apptest.Date(t, "2027-01-08"), desk.Task(id, "health-check").Due)

	_, err = desk.Change(ctx, change)
	require.ErrorIs(t, err, models.ErrStale, "the second of two nurses is told")
}

// There and back again gives the same plan.
func TestMoveThereAndBack(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	before := apptest.Dues(file)
	for _, day := range []string{"2027-02-26", "2026-12-14"} {
		start := apptest.Date(t, day).At(8, 30)
		_, err := desk.Change(apptest.Nurse(), bookings.Change{
			BookingID: file.Booking.ID, Version: desk.File(file.Booking.ID).Booking.Version, Start: &start,
		})
		require.NoError(t, err)
	}
	require.Equal(t, before, apptest.Dues(desk.File(file.Booking.ID)))
}

// A medicine that comes or goes brings its tasks with it.
func TestMedicineChangesTheTasks(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	require.NotContains(t, apptest.Dues(file), "resume-check")
	for _, medicines := range []models.Medicines{models.MedicinesOf("B01AA03"), {}, models.MedicinesOf("B01AF02")} {
		now := desk.File(file.Booking.ID)
		_, err := desk.Change(ctx, bookings.Change{BookingID: now.Booking.ID, Version: now.Booking.Version, Medicines: &medicines})
		require.NoError(t, err)
		open := apptest.Dues(desk.File(file.Booking.ID))
		for _, step := range []string{"hold-decision", "resume-check"} {
			_, asked := open[step]
			require.Equal(t, len(medicines) > 0, asked, step)
		}
	}
}

// The real start moves the days that count from it.
func TestPerformedAnotherDay(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	desk.Wall.Time = apptest.Date(t, "2026-12-16").At(15, 0)
	real := apptest.Date(t, "2026-12-15").At(9, 10)
	change := bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, PerformedAt: &real}
	proposed, err := desk.Propose(ctx, change)
	require.NoError(t, err)
	require.Positive(t, proposed.Changes())
	require.Equal(t, "warning.performed-other-day", proposed.Warnings[0].Code)
	_, err = desk.Change(ctx, change)
	require.NoError(t, err)
	after := desk.File(file.Booking.ID)
	require.Equal(t, models.StatusPerformed, after.Booking.Status)
	require.Equal(t, apptest.Date(t, "2026-12-18"), desk.Task(file.Booking.ID, "physio").BookBy)

	future := desk.Wall.Time.Add(time.Hour)
	_, err = desk.Propose(ctx, bookings.Change{BookingID: file.Booking.ID, Version: after.Booking.Version, PerformedAt: &future})
	require.ErrorIs(t, err, &models.Problem{Code: "performed.future"})
}

// Cancelling closes the open tasks with the booking, but not a promised callback,
// and the patient has to be told.
func TestCancel(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	_, err := desk.EndCall(ctx, calls.Draft{
		Topic:     "none",
		PatientID: file.Patient.ID, BookingID: file.Booking.ID, Reason: "Undrar om fastan",
		CallbackDate: apptest.Date(t, "2026-11-03"), CallbackTime: "10:00",
	}, false)
	require.NoError(t, err)
	require.ErrorIs(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, " "), &models.Problem{Code: "required"})
	require.NoError(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, "Patienten är förkyld"))
	require.Equal(t, map[string]string{"callback": "2026-11-03", models.TellStep: "2026-11-02"}, apptest.Dues(desk.File(file.Booking.ID)))
	require.ErrorIs(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version+1, "igen"), &models.Problem{Code: "booking.closed"})
	kept, err := desk.Patient(ctx, file.Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "booking.cancelled", kept.History[0].Action)
	require.Equal(t, "Sköterska Test", kept.History[0].By)
}
