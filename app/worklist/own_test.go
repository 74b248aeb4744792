package worklist_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// What somebody puts on the list stands there on its day, with a patient or none, at
// its hour or by none; it is done, put off and undone as any other.
func TestOwnTasks(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	patient := desk.Booked(apptest.Draft(t, "2026-12-14")).Patient
	added := func(own worklist.OwnTask) models.Task {
		task, err := desk.AddTask(ctx, own)
		require.NoError(t, err)
		return task
	}
	added(worklist.OwnTask{Words: "Beställ förband", Date: apptest.Date(t, "2026-11-23")})
	timed := added(worklist.OwnTask{Words: "Ring labbet", Date: apptest.Date(t, "2026-11-23"), Time: "14:00", PatientID: patient.ID})
	added(worklist.OwnTask{Words: "Signera remissen", Date: apptest.Date(t, "2026-11-24"), Role: models.Doctor})
	list, err := desk.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	today := list.Sections[worklist.SectionToday]
	require.Len(t, today, 2)
	require.Equal(t, "Ring labbet", today[0].Said, "what has an hour comes first")
	require.Equal(t, "Tolvan Tolvansson", today[0].Name())
	require.Empty(t, today[1].Name())
	require.Zero(t, today[1].PatientID)
	require.Equal(t, "Signera remissen", list.Sections[worklist.SectionDoctor][0].Said)

	_, err = desk.PostponeTask(ctx, worklist.Postponement{TaskID: timed.ID, Version: timed.Version, Due: apptest.Date(t, "2026-11-25"), Reason: "Stängt"})
	require.NoError(t, err)
	list, err = desk.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	moved := list.Sections[worklist.SectionComing][0]
	require.Equal(t, apptest.Date(t, "2026-11-25").At(14, 0).UTC(), *moved.At, "at the same hour")

	about := list.Sections[worklist.SectionToday][0]
	before, err := desk.CompleteTask(ctx, worklist.Completion{TaskID: about.ID, Version: about.Version})
	require.NoError(t, err)
	require.NoError(t, desk.UndoTask(ctx, before))
	again := added(worklist.OwnTask{Words: "Fel", Date: apptest.Date(t, "2026-11-23")})
	require.NoError(t, desk.UndoAdded(ctx, again))
	require.ErrorIs(t, desk.UndoAdded(ctx, again), models.ErrStale)

	for field, own := range map[string]worklist.OwnTask{
		"words": {Date: apptest.Date(t, "2026-11-23")},
		"date":  {Words: "Prov", Date: apptest.Date(t, "2026-11-22")},
		"time":  {Words: "Prov", Date: apptest.Date(t, "2026-11-23"), Time: "25:00"},
		"role":  {Words: "Prov", Date: apptest.Date(t, "2026-11-23"), Role: "porter"},
	} {
		_, err := desk.AddTask(ctx, own)
		var problems models.Problems
		require.ErrorAs(t, err, &problems, field)
		require.Equal(t, field, problems[0].Field)
	}
}

// A call that the plan asks for keeps its tries: the next one has a time, and the
// day that the patient's paper may name stays. Another task is no call.
func TestAPlannedCallKeepsItsTries(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-11").At(9, 0)
	check := desk.Open(id, "health-check")
	_, err := desk.LogAttempt(ctx, worklist.AttemptDraft{TaskID: check.ID, Version: check.Version, NextDate: desk.Today(), NextTime: "11:00"})
	require.NoError(t, err)
	tried := desk.Open(id, "health-check")
	require.Equal(t, check.Due, tried.Due)
	require.False(t, tried.MovedByHand)
	list, err := desk.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	require.Equal(t, "health-check", list.Sections[worklist.SectionToday][0].Step)
	require.Len(t, list.Calling[check.ID].Tries, 1)
	require.NoError(t, desk.UndoAttempt(ctx, check))
	require.Nil(t, desk.Open(id, "health-check").At)

	_, err = desk.LogAttempt(ctx, worklist.AttemptDraft{
		TaskID: check.ID, Version: desk.Open(id, "health-check").Version, NextDate: desk.Today(), NextTime: "11:00",
	})
	require.NoError(t, err)
	desk.Move(id, apptest.Date(t, "2027-01-18").At(8, 30))
	require.Nil(t, desk.Open(id, "health-check").At, "the next try belonged to the other day")

	discharge := desk.Open(id, "discharge")
	_, err = desk.LogAttempt(ctx, worklist.AttemptDraft{TaskID: discharge.ID, Version: discharge.Version, NextDate: desk.Today(), NextTime: "11:00"})
	require.ErrorIs(t, err, &models.Problem{Code: "attempt.no-call"})
}
