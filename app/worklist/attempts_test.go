package worklist_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

func tried(d *apptest.Desk, task models.Task, change func(*worklist.AttemptDraft)) (models.Task, error) {
	draft := worklist.AttemptDraft{TaskID: task.ID, Version: task.Version, Phone: "070-174 06 05", NextDate: d.Today(), NextTime: "11:30"}
	if change != nil {
		change(&draft)
	}
	return d.LogAttempt(apptest.Nurse(), draft)
}

// A try that nobody answered is kept, and the call stands where it is made next.
func TestAttempts(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	d.Wall.Time = d.Today().At(10, 5)
	before, err := tried(d, file.Tasks[0], func(a *worklist.AttemptDraft) { a.Note = " signalerar upptaget " })
	require.NoError(t, err)
	require.Equal(t, file.Tasks[0], before, "what it was, to put it back")
	after := d.CallFile(file.Call.ID)
	require.Len(t, after.Attempts, 1)
	try := after.Attempts[0]
	require.True(t, try.At.Equal(d.Wall.Time))
	require.Equal(t, models.Phone("+46701740605"), try.Phone)
	require.Equal(t, "signalerar upptaget", try.Note)
	require.Equal(t, "Sköterska Test", try.By)
	require.False(t, try.Answered)
	require.True(t, after.Tasks[0].At.Equal(d.Today().At(11, 30)))
	require.False(t, after.Tasks[0].Closed())

	// The list says it too.
	list, err := d.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	require.Equal(t, 1, list.Calling[before.ID].Unanswered())
	callbacks, err := d.Callbacks(ctx, "")
	require.NoError(t, err)
	require.Len(t, callbacks[0].Tries, 1)
	patient, err := d.Patient(ctx, file.Patient.ID)
	require.NoError(t, err)
	require.Len(t, patient.Calling[before.ID].Tries, 1)

	// A wrong click leaves nothing behind: the try does not count towards giving up.
	require.NoError(t, d.UndoAttempt(ctx, before))
	after = d.CallFile(file.Call.ID)
	require.Empty(t, after.Attempts)
	require.True(t, after.Tasks[0].At.Equal(d.Today().At(10, 0)))
	require.ErrorIs(t, d.UndoAttempt(ctx, before), models.ErrStale, "an undo works once")
}

// What cannot be is refused with its field, and nothing is kept.
func TestImpossibleAttempts(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	task := file.Tasks[0]
	for name, test := range map[string]struct {
		change func(*worklist.AttemptDraft)
		want   error
	}{
		"no number":     {func(a *worklist.AttemptDraft) { a.Phone = "070-FEL" }, &models.Problem{Code: "phone.letters", Field: "phone"}},
		"no day":        {func(a *worklist.AttemptDraft) { a.NextDate = models.Date{} }, &models.Problem{Code: "required", Field: "next-date"}},
		"no time":       {func(a *worklist.AttemptDraft) { a.NextTime = "25:99" }, &models.Problem{Code: "time.form", Field: "next-time"}},
		"in the past":   {func(a *worklist.AttemptDraft) { a.NextTime = "08:00" }, &models.Problem{Code: "callback.before-call", Field: "next-time"}},
		"stale version": {func(a *worklist.AttemptDraft) { a.Version += 3 }, models.ErrStale},
		"no such task":  {func(a *worklist.AttemptDraft) { a.TaskID = 4711 }, models.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tried(d, task, test.change)
			require.ErrorIs(t, err, test.want)
			require.Empty(t, d.CallFile(file.Call.ID).Attempts)
		})
	}
	_, err := tried(d, task, func(a *worklist.AttemptDraft) { a.Answered, a.NextDate, a.NextTime = true, models.Date{}, "" })
	require.NoError(t, err, "who answered needs no next try")

	visit := d.Task(*file.Call.BookingID, "stitch-removal")
	_, err = tried(d, visit, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "attempt.no-call"})
	_, err = d.GoOn(ctx, visit.ID)
	require.ErrorIs(t, err, &models.Problem{Code: "attempt.no-call"})
}

// The next try comes half an hour later; one that can wait, when the phone is
// answered again, and an unfinished call does not wait for that.
func TestNextTry(t *testing.T) {
	ctx := apptest.Nurse()
	d, _ := apptest.Promised(t)
	next := func(step string) time.Time {
		at, err := d.NextTry(ctx, models.Task{Kind: models.Callback, Step: step})
		require.NoError(t, err)
		return at
	}
	require.True(t, next(models.CallbackStep).Equal(d.Today().At(9, 30)))
	clinic, err := d.Clinic(ctx)
	require.NoError(t, err)
	closes, err := models.ParseTimeOfDay(clinic.PhoneCloses)
	require.NoError(t, err)
	d.Wall.Time = closes.On(d.Today()).Add(-10 * time.Minute)
	require.Equal(t, d.Today().AddDays(1), models.DateOf(next(models.CallbackStep)))
	require.True(t, office.PhoneAnswered(clinic, next(models.CallbackStep)))
	require.True(t, next(models.FinishCallStep).Equal(d.Wall.Time.Add(30*time.Minute)))
	require.True(t, next(models.SurgeonCallbackStep).Equal(d.Wall.Time.Add(30*time.Minute)))
}

// Nobody is given up before the rule's number of tries, nor without saying what
// was done instead; answered ones are no reason to.
func TestGiveUp(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	least, then := d.TriesBeforeGivingUp()
	require.Positive(t, least)
	require.NotEmpty(t, then.In(models.Swedish))
	task := func() models.Task { return d.CallFile(file.Call.ID).Tasks[0] }
	_, err := tried(d, task(), func(a *worklist.AttemptDraft) { a.Answered = true })
	require.NoError(t, err)
	for range least {
		_, err := d.GiveUp(ctx, task().ID, task().Version, "Ringde maken")
		require.ErrorIs(t, err, &models.Problem{Code: "attempt.too-few"})
		_, err = tried(d, task(), nil)
		require.NoError(t, err)
	}
	_, err = d.GiveUp(ctx, task().ID, task().Version, "  ")
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "instead"})
	_, err = d.GiveUp(ctx, task().ID, task().Version-1, "Ringde maken")
	require.ErrorIs(t, err, models.ErrStale)
	before, err := d.GiveUp(ctx, task().ID, task().Version, "Ringde maken")
	require.NoError(t, err)
	require.Equal(t, models.Done, task().State)
	require.Equal(t, "Ringde maken", task().Note)
	require.Equal(t, "no", task().Outcome["reached"])
	require.NoError(t, d.UndoTask(ctx, before))
	require.Equal(t, models.Open, task().State)
}

// The promise to the surgeon's patient keeps its time whoever does not answer.
func TestTheSurgeonsPromiseIsNotMovedByATry(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	kept := d.Ended(d.WholeCall(file, "leg", map[string]string{"leg-numbness": "yes"}))
	promise := kept.Tasks[0]
	require.Equal(t, models.SurgeonCallbackStep, promise.Step)
	_, err := tried(d, promise, func(a *worklist.AttemptDraft) { a.NextDate, a.NextTime = models.Date{}, "" })
	require.NoError(t, err)
	require.Equal(t, promise.At, d.CallFile(kept.Call.ID).Tasks[0].At)
	promise = d.CallFile(kept.Call.ID).Tasks[0]
	_, err = d.PostponeTask(apptest.Nurse(), worklist.Postponement{
		TaskID: promise.ID, Version: promise.Version, Due: d.Today().AddDays(1), Time: "10:00", Reason: "Kirurgen opererar",
	})
	require.ErrorIs(t, err, &models.Problem{Code: "postpone.promised"})
}

// A call that was not finished may hide any level: the next try is made on the day
// that the rules want it, late in the evening on the next one.
func TestTheNextTryOfAnUnfinishedCall(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	_, err := d.EndCall(apptest.Nurse(), d.WholeCall(file, "wound", nil), true)
	require.NoError(t, err)
	unfinished := func() models.Task { return d.Promises()[0].Task }
	tomorrow := d.Today().AddDays(1)
	_, err = tried(d, unfinished(), func(a *worklist.AttemptDraft) { a.NextDate = tomorrow })
	require.ErrorIs(t, err, &models.Problem{Code: "attempt.unfinished", Field: "next-date"})
	_, err = tried(d, unfinished(), nil)
	require.NoError(t, err)
	d.Wall.Time = d.Today().At(23, 45)
	_, err = tried(d, unfinished(), func(a *worklist.AttemptDraft) { a.NextDate, a.NextTime = tomorrow, "00:15" })
	require.NoError(t, err)
}
