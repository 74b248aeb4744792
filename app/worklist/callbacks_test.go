package worklist_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/holds"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// Every promise is listed with its present time, however far ahead, the first to keep first.
func TestCallbacks(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	patient := desk.Booked(apptest.Draft(t, "2026-12-14")).Patient
	log := func(reason, day string) {
		_, err := desk.EndCall(ctx, calls.Draft{
			Topic:     "none",
			PatientID: patient.ID, Reason: reason, CallbackDate: apptest.Date(t, day), CallbackTime: "14:00",
			Started: desk.Wall.Time.Add(-10 * time.Minute),
		}, false)
		require.NoError(t, err)
	}
	log("far ahead", "2027-03-01")
	log("tomorrow", "2026-11-24")

	callbacks, err := desk.Callbacks(ctx, "tolv")
	require.NoError(t, err)
	require.Len(t, callbacks, 2)
	require.Equal(t, "tomorrow", callbacks[0].Call.Reason)
	require.Equal(t, "far ahead", callbacks[1].Call.Reason)
	require.True(t, callbacks[0].Call.At.Equal(apptest.Date(t, "2026-11-23").At(8, 50)), "a call is kept with the time it began")

	_, err = desk.PostponeTask(ctx, worklist.Postponement{
		TaskID: callbacks[0].Task.ID, Version: callbacks[0].Task.Version,
		Due: apptest.Date(t, "2027-03-02"), Time: "9:00", Reason: "ring senare",
	})
	require.NoError(t, err)
	callbacks, err = desk.Callbacks(ctx, "")
	require.NoError(t, err)
	require.Equal(t, "far ahead", callbacks[0].Call.Reason, "a postponed callback goes by its new time")

	callbacks, err = desk.Callbacks(ctx, "annan")
	require.NoError(t, err)
	require.Empty(t, callbacks)
}

// A call is put off to a time ahead, and one that the caller was promised is not
// put off at all: the surgeon's keeps its time, and one that ended before all was
// asked may hide any level.
func TestPostponeACall(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	patient := desk.Booked(apptest.Draft(t, "2026-12-14")).Patient
	_, err := desk.EndCall(ctx, calls.Draft{
		Topic: "none", PatientID: patient.ID, Reason: "Fastan", CallbackDate: desk.Today(), CallbackTime: "14:00",
	}, false)
	require.NoError(t, err)
	desk.Wall.Time = desk.Today().At(13, 0)
	callback := desk.Promises()[0].Task
	move := func(task models.Task, day models.Date, at string) error {
		_, err := desk.PostponeTask(ctx, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: day, Time: at, Reason: "Upptagen"})
		return err
	}
	require.ErrorIs(t, move(callback, desk.Today(), "12:59"), &models.Problem{Code: "callback.past", Field: "time"})
	require.ErrorIs(t, move(callback, desk.Today().AddDays(-1), "14:00"), &models.Problem{Code: "postpone.past", Field: "date"})
	require.NoError(t, move(callback, desk.Today(), "13:00"))

	_, err = desk.EndCall(ctx, calls.Draft{Topic: "wound", PatientID: patient.ID, Reason: "Linjen bröts"}, true)
	require.NoError(t, err)
	unfinished := desk.Promises()[0].Task
	require.Equal(t, models.FinishCallStep, unfinished.Step)
	require.ErrorIs(t, move(unfinished, desk.Today(), "15:00"), &models.Problem{Code: "postpone.promised"})
}

// A call that a moved procedure made necessary is on the list of calls too,
// before the promised ones of its day.
func TestCallThatAChangeMadeNecessary(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) { d.Continues, d.Reason = true, "Klaff" }))
	start := apptest.Date(t, "2026-12-16").At(8, 30)
	_, err := desk.Change(ctx, bookings.Change{BookingID: file.Booking.ID, Version: desk.File(file.Booking.ID).Booking.Version, Start: &start})
	require.NoError(t, err)
	_, err = desk.EndCall(ctx, calls.Draft{
		Topic:     "none",
		PatientID: file.Patient.ID, Reason: "Undrar", CallbackDate: apptest.Date(t, "2026-11-02"), CallbackTime: "14:00",
	}, false)
	require.NoError(t, err)
	callbacks, err := desk.Callbacks(ctx, "")
	require.NoError(t, err)
	require.Len(t, callbacks, 2)
	require.Equal(t, models.TellStep, callbacks[0].Task.Step)
	require.Zero(t, callbacks[0].Call.ID)
	require.Equal(t, "Tolvan Tolvansson", callbacks[0].Call.Name())
}
