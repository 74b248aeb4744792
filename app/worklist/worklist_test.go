package worklist_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	deskcalls "nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// sections gives the worklist as section → steps.
func sections(d *apptest.Desk, query worklist.Query) map[worklist.Section][]string {
	d.T.Helper()
	list, err := d.Worklist(apptest.Nurse(), query)
	require.NoError(d.T, err)
	steps := map[worklist.Section][]string{}
	for section, rows := range list.Sections {
		for _, row := range rows {
			steps[section] = append(steps[section], row.Step)
		}
	}
	return steps
}

// Each open task stands in one section, which follows from the clock alone.
func TestWorklistSections(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.MedicinesOf("B01AA03")
	desk.Booked(booking)
	require.Empty(t, sections(desk, worklist.Query{}), "nothing presses six weeks before")

	on := func(day string) map[worklist.Section][]string {
		desk.Wall.Time = apptest.Date(t, day).At(9, 0)
		return sections(desk, worklist.Query{})
	}
	require.Equal(t, map[worklist.Section][]string{worklist.SectionDoctor: {"hold-decision"}}, on("2026-11-16"),
		"the doctor may decide as soon as the window opens")
	require.Equal(t, map[worklist.Section][]string{
		worklist.SectionDoctor: {"hold-decision"}, worklist.SectionComing: {"bleeding-review"},
	}, on("2026-11-26"))
	require.Equal(t, map[worklist.Section][]string{
		worklist.SectionToday: {"bleeding-review"}, worklist.SectionDoctor: {"hold-decision"},
	}, on("2026-11-30"), "what the doctor does stands by itself")
	late := on("2026-12-15")
	require.Equal(t, []string{"bleeding-review", "health-check", "inr", "discharge"},
		late[worklist.SectionOverdue], "what belongs before the procedure first; nothing leaves the list by itself")
	require.Equal(t, []string{"hold-decision", "prescription"}, late[worklist.SectionDoctor])
	require.Equal(t, []string{"physio", "doctor-visit"}, on("2026-12-15")[worklist.SectionToBook])
	require.Equal(t, []string{"physio"}, on("2026-12-17")[worklist.SectionToday][1:], "to book is due on its book-by day")
}

// The filters narrow and the command line's list leaves nothing out.
func TestWorklistFilters(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.MedicinesOf("B01AA03")
	desk.Booked(booking)
	desk.Wall.Time = apptest.Date(t, "2026-11-30").At(9, 0)
	require.Equal(t, map[worklist.Section][]string{worklist.SectionDoctor: {"hold-decision"}}, sections(desk, worklist.Query{Role: models.Doctor}))
	require.Empty(t, sections(desk, worklist.Query{Kind: models.Appointment}))
	require.NotEmpty(t, sections(desk, worklist.Query{Text: "tolv"}))
	require.Empty(t, sections(desk, worklist.Query{Text: "ettan"}))
	rows, err := desk.OpenTasks(ctx, apptest.Date(t, "2027-12-31"), "")
	require.NoError(t, err)
	require.Len(t, rows, 10)
}

// A task is closed by its own act, with what its step asks for, and once only.
func TestCompleteTask(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-28").At(9, 0)
	stitches := desk.Task(id, "stitch-removal")

	complete := func(c worklist.Completion) error {
		c.TaskID, c.Version = stitches.ID, stitches.Version
		_, err := desk.CompleteTask(ctx, c)
		return err
	}
	require.ErrorIs(t, complete(worklist.Completion{}), &models.Problem{Code: "required", Field: "outcome.where"})
	require.ErrorIs(t, complete(worklist.Completion{Outcome: map[string]string{"where": "at home"}}), &models.Problem{Code: "outcome.unknown"})
	require.NoError(t, complete(worklist.Completion{Outcome: map[string]string{"where": "district-nurse", "wound": "fine"}, Note: "Läkt fint"}))
	done := desk.Task(id, "stitch-removal")
	require.Equal(t, models.Done, done.State)
	require.Equal(t, "district-nurse", done.Outcome["where"])
	require.Equal(t, "Sköterska Test", done.ClosedBy)
	require.Error(t, complete(worklist.Completion{Outcome: map[string]string{"where": "here"}}), "closed already")

	require.NoError(t, desk.UndoTask(ctx, stitches))
	undone := desk.Task(id, "stitch-removal")
	require.Equal(t, models.Open, undone.State)
	require.Empty(t, undone.Outcome)
	require.ErrorIs(t, desk.UndoTask(ctx, stitches), models.ErrStale, "an undo works once")
}

// What is closed after its window says why.
func TestLateTaskNeedsReason(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-14").At(12, 0)
	check := desk.Task(id, "health-check")
	completion := worklist.Completion{TaskID: check.ID, Version: check.Version, Outcome: map[string]string{"health": "well"}}
	_, err := desk.CompleteTask(ctx, completion)
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "late-reason"})
	completion.LateReason = "Patienten svarade först idag"
	_, err = desk.CompleteTask(ctx, completion)
	require.NoError(t, err)
}

// An appointment goes to book → booked → done or not come, and never closes another.
func TestAppointment(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	physio := desk.Task(id, "physio")
	_, err := desk.CompleteTask(ctx, worklist.Completion{TaskID: physio.ID, Version: physio.Version})
	require.ErrorIs(t, err, &models.Problem{Code: "appointment.not-booked"})
	_, err = desk.BookAppointment(ctx, worklist.AppointmentDraft{TaskID: physio.ID, Version: physio.Version, Date: apptest.Date(t, "2026-10-01"), Time: "x"})
	require.ErrorIs(t, err, &models.Problem{Code: "appointment.past"})
	require.ErrorIs(t, err, &models.Problem{Code: "time.form"})
	_, err = desk.BookAppointment(ctx, worklist.AppointmentDraft{
		TaskID: physio.ID, Version: physio.Version, Date: apptest.Date(t, "2026-12-29"), Time: "10.30", Place: "Plan 2",
	})
	require.NoError(t, err)
	booked := desk.Task(id, "physio")
	require.Equal(t, apptest.Date(t, "2026-12-29"), booked.DueOn())
	_, err = desk.MarkMissed(ctx, booked.ID, booked.Version, "")
	require.ErrorIs(t, err, &models.Problem{Code: "booking.not-yet"})
	desk.Wall.Time = apptest.Date(t, "2026-12-29").At(12, 0)
	_, err = desk.CompleteTask(ctx, worklist.Completion{TaskID: booked.ID, Version: booked.Version})
	require.NoError(t, err)
	require.Equal(t, models.ToBook, desk.Task(id, "doctor-visit").State)
}

// A call's promise stands on the list at its time.
func TestCallback(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	_, err := desk.EndCall(ctx, deskcalls.Draft{Topic: "none", PatientID: file.Patient.ID, CallbackTime: "14"}, false)
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "reason"})
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "callback-date"})
	_, err = desk.EndCall(ctx, deskcalls.Draft{
		Topic:     "none",
		PatientID: file.Patient.ID, Phone: "070-174 06 05", Reason: "Undrar om ibuprofen",
		CallbackDate: apptest.Date(t, "2026-11-02"), CallbackTime: "14:00",
	}, false)
	require.NoError(t, err)
	list, err := desk.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	row := list.Sections[worklist.SectionToday][0]
	require.Equal(t, models.Callback, row.Kind)
	require.Equal(t, "Undrar om ibuprofen", row.Reason)
	require.Equal(t, apptest.Date(t, "2026-11-02").At(14, 0).UTC(), *row.At)
	calls, err := desk.Calls(ctx, models.CallFilter{OnlyOpen: true, Limit: 10})
	require.NoError(t, err)
	require.True(t, calls[0].CallbackOpen)
}

// Every screen hears of a change once it is committed, and not before.
func TestEventsFollowCommit(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	var heard []office.Event
	cancel := desk.Events.Subscribe(func(event office.Event) { heard = append(heard, event) })
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	require.Equal(t, []office.Event{{PatientID: file.Patient.ID, BookingID: file.Booking.ID}}, heard)
	_, err := desk.Book(apptest.Nurse(), apptest.Draft(t, "2026-12-15"))
	require.Error(t, err)
	cancel()
	require.NoError(t, desk.Cancel(apptest.Nurse(), file.Booking.ID, file.Booking.Version, "prov"))
	require.Len(t, heard, 1)
}

// What lies ahead is not done: a visit not at all, a task only once it is confirmed.
func TestNothingIsDoneBeforeItsTime(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	check := desk.Task(id, "health-check")
	completion := worklist.Completion{TaskID: check.ID, Version: check.Version, Outcome: map[string]string{"health": "well"}}
	_, err := desk.CompleteTask(ctx, completion)
	require.ErrorIs(t, err, &models.Problem{Code: "task.early"})
	completion.Early = true
	_, err = desk.CompleteTask(ctx, completion)
	require.NoError(t, err)

	physio := desk.Task(id, "physio")
	_, err = desk.BookAppointment(ctx, worklist.AppointmentDraft{
		TaskID: physio.ID, Version: physio.Version, Date: apptest.Date(t, "2026-12-29"), Time: "10.30",
	})
	require.NoError(t, err)
	_, err = desk.CompleteTask(ctx, worklist.Completion{TaskID: physio.ID, Version: physio.Version + 1, Early: true})
	require.ErrorIs(t, err, &models.Problem{Code: "appointment.not-yet"})
}

// The doctor's task is done by the doctor's decisions, not by a tick.
func TestUndecidedHoldIsNotDone(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-30")
	file := desk.Booked(apptest.Warfarin(t))
	task := desk.Task(file.Booking.ID, "hold-decision")
	_, err := desk.CompleteTask(ctx, worklist.Completion{TaskID: task.ID, Version: task.Version})
	require.ErrorIs(t, err, &models.Problem{Code: "hold.undecided"})
}

// What follows from an answer about a booking that is off meanwhile is still done: it stands
// on the list with the patient.
func TestAFollowUpOnACancelledBookingGoesToThePatient(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-10").At(9, 0)
	_, err := desk.Answered(id, "health-check", map[string]string{"health": "well", "ride": "arranged"}, nil)
	require.NoError(t, err)
	check := desk.Task(id, "health-check")
	require.NoError(t, desk.Cancel(ctx, id, desk.File(id).Booking.Version, "prov"))
	_, err = desk.ReopenTask(ctx, check.ID, check.Version)
	require.NoError(t, err)
	_, err = desk.Answered(id, "health-check", map[string]string{"health": "ask-doctor", "details": "feber 38,5"}, nil)
	require.NoError(t, err)
	list, err := desk.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	var found []models.WorklistRow
	for _, rows := range list.Sections {
		for _, row := range rows {
			if row.Task.Step == "assess-health" {
				found = append(found, row)
			}
		}
	}
	require.Len(t, found, 1)
	require.Equal(t, desk.File(id).Patient.ID, found[0].PatientID)
	require.Contains(t, found[0].Said, "feber 38,5")
}
