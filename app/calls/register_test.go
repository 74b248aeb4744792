package calls_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// brokenOff is a call that ended before every red flag was asked about.
func brokenOff(t *testing.T, change func(*calls.Draft)) (*apptest.Desk, care.BookingFile, calls.CallFile) {
	t.Helper()
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "leg", map[string]string{"leg-numbness": "yes"})
	draft.Caller, draft.Relation, draft.Drugs = "maken", "relative", "Waran"
	delete(draft.Answers, "chest-pain")
	delete(draft.Answers, "breathing-difficulty")
	if change != nil {
		change(&draft)
	}
	call, err := d.EndCall(apptest.Nurse(), draft, true)
	require.NoError(t, err)
	return d, file, d.CallFile(call.ID)
}

func stepOf(t *testing.T, file calls.CallFile, step string) models.Task {
	t.Helper()
	for _, task := range file.Tasks {
		if task.Step == step {
			return task
		}
	}
	require.Failf(t, "no such task", "%s among %v", step, apptest.Steps(file.Tasks))
	return models.Task{}
}

// A call that was broken off goes on where it ended: who it was, what was
// answered, and a level that is no lower.
func TestGoOnWithAnUnfinishedCall(t *testing.T) {
	ctx := apptest.Nurse()
	d, booking, first := brokenOff(t, func(draft *calls.Draft) { draft.Raised = "L2" })
	list, err := d.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	finish := stepOf(t, first, models.FinishCallStep)
	require.Equal(t, 2, list.Calling[finish.ID].Unasked)

	_, err = d.CompleteTask(ctx, worklist.Completion{TaskID: finish.ID, Version: finish.Version})
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "note"}, "it is not closed without saying why")

	d.Wall.Time = d.Wall.Time.Add(20 * time.Minute)
	draft, err := d.GoOn(ctx, finish.ID)
	require.NoError(t, err)
	require.True(t, draft.Outgoing)
	require.Equal(t, finish.ID, draft.TaskID)
	require.Equal(t, first.Call.ID, draft.FollowsID)
	require.Equal(t, booking.Patient.ID, draft.PatientID)
	require.Equal(t, booking.Booking.ID, draft.BookingID)
	require.Equal(t, "maken", draft.Caller)
	require.Equal(t, "relative", draft.Relation)
	require.Equal(t, "Waran", draft.Drugs)
	require.Equal(t, "Mår inte bra", draft.Reason)
	require.Equal(t, "yes", draft.Answers["leg-numbness"])
	require.NotContains(t, draft.Answers, "chest-pain", "what was not asked is still to be asked")
	require.Empty(t, draft.Advice, "advice is given again, and said back again")
	require.EqualValues(t, "L2", d.Judged(draft).Level)

	require.NoError(t, d.SaveCallDraft(ctx, &draft))
	again, err := d.GoOn(ctx, finish.ID)
	require.NoError(t, err)
	require.Equal(t, draft.ID, again.ID, "one call is begun for a task, not two")

	draft.Answers["chest-pain"], draft.Answers["breathing-difficulty"] = "no", "no"
	draft.Advice, draft.Understood, draft.Identity = "Åk till akuten.", "yes", "asked-back"
	draft.CallbackDate, draft.CallbackTime = d.Today().AddDays(1), "10:00"
	second := d.Ended(draft)
	require.Equal(t, first.Call.ID, *second.Call.FollowsID)
	require.Equal(t, models.Done, stepOf(t, d.CallFile(first.Call.ID), models.FinishCallStep).State)
	made := d.CallFile(first.Call.ID).Attempts
	require.Len(t, made, 1, "the call that was answered is a try too")
	require.True(t, made[0].Answered)

	_, err = d.GoOn(ctx, finish.ID)
	require.ErrorIs(t, err, &models.Problem{Code: "task.closed"})
	_, err = d.GoOn(ctx, 4711)
	require.ErrorIs(t, err, models.ErrNotFound)
}

// What the call that goes on promises stands instead of what the first one did,
// once; the surgeon's hour runs from the first promise.
func TestNothingIsPromisedTwice(t *testing.T) {
	ctx := apptest.Nurse()
	d, _, first := brokenOff(t, nil)
	promise := stepOf(t, first, models.SurgeonCallbackStep)
	finish := stepOf(t, first, models.FinishCallStep)

	// The line drops again: one unfinished call is left, not two.
	d.Wall.Time = d.Wall.Time.Add(15 * time.Minute)
	draft, err := d.GoOn(ctx, finish.ID)
	require.NoError(t, err)
	require.True(t, d.Judged(draft).Next.Surgeon.Equal(*promise.At), "the end of the call says the time that stands")
	call, err := d.EndCall(ctx, draft, true)
	require.NoError(t, err)
	list, err := d.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	urgent := list.Sections[worklist.SectionUrgent]
	require.Len(t, urgent, 2)
	require.Equal(t, models.FinishCallStep, urgent[0].Step, "what may hide any level stands first")
	require.Equal(t, call.ID, *urgent[0].CallID)
	require.Equal(t, models.SurgeonCallbackStep, urgent[1].Step)
	require.True(t, urgent[1].At.Equal(*promise.At), "the patient still waits since the first call")
	require.Equal(t, models.Withdrawn, stepOf(t, d.CallFile(first.Call.ID), models.FinishCallStep).State)
}

// A callback is made by the call that goes on with it; the surgeon's is not made
// by the nurse's call.
func TestGoOnWithAPromise(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	draft, err := d.GoOn(ctx, file.Tasks[0].ID)
	require.NoError(t, err)
	require.Equal(t, file.Tasks[0].ID, draft.TaskID)
	require.Equal(t, file.Call.ID, draft.FollowsID)
	require.Empty(t, draft.Answers, "how the patient is now is asked anew")
	draft.Reason = "Återuppringning"
	d.Ended(draft)
	require.Equal(t, models.Done, d.CallFile(file.Call.ID).Tasks[0].State)

	d, booking := apptest.Performed(t, "2026-11-23", 3)
	surgeon := d.Ended(d.WholeCall(booking, "leg", map[string]string{"leg-numbness": "yes"}))
	draft, err = d.GoOn(ctx, stepOf(t, surgeon, models.SurgeonCallbackStep).ID)
	require.NoError(t, err)
	require.Zero(t, draft.TaskID)
	require.Equal(t, surgeon.Call.ID, draft.FollowsID)
}

// A signed note stays as it was; what is added names its author.
func TestAddToCall(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	require.ErrorIs(t, d.AddToCall(ctx, file.Call.ID, "  ", nil), &models.Problem{Code: "required", Field: "text"})
	require.ErrorIs(t, d.AddToCall(ctx, file.Call.ID, "", &models.Contact{}), &models.Problem{Code: "required", Field: "contact-with"})
	require.ErrorIs(t, d.AddToCall(ctx, 4711, "Vänster", nil), models.ErrNotFound)
	require.NoError(t, d.AddToCall(ctx, file.Call.ID, "Det var vänster ben.", nil))
	require.NoError(t, d.AddToCall(ctx, file.Call.ID, "", &models.Contact{With: "Dr Exempel", ReadBack: true}))
	after := d.CallFile(file.Call.ID)
	require.Equal(t, file.Call, after.Call)
	require.Equal(t, file.Record, after.Record)
	require.Len(t, after.Additions, 2)
	require.Equal(t, "Det var vänster ben.", after.Additions[0].Text)
	require.Equal(t, "Sköterska Test", after.Additions[0].By)
	require.True(t, after.Additions[1].Contact.At.Equal(d.Wall.Time))
}

// A call from somebody nobody knew is given to the patient it was about, with
// what it led to; the made-up record gives way.
func TestAssignCall(t *testing.T) {
	ctx := apptest.Nurse()
	d, booking := apptest.Performed(t, "2026-11-23", 3)
	draft := calls.Draft{
		Started: d.Wall.Time, GivenName: "Tolvan", Phone: "070-174 06 05", Topic: "none", Reason: "Undrar",
		CallbackDate: d.Today(), CallbackTime: "14:00",
	}
	file := d.Ended(draft)
	require.NotEqual(t, booking.Patient.ID, file.Call.PatientID)
	require.ErrorIs(t, d.AssignCall(ctx, file.Call.ID, 4711), models.ErrNotFound)
	require.NoError(t, d.AssignCall(ctx, file.Call.ID, booking.Patient.ID))
	after := d.CallFile(file.Call.ID)
	require.Equal(t, booking.Patient.ID, after.Call.PatientID)
	require.Equal(t, booking.Patient.ID, after.Tasks[0].PatientID)
	stands, err := d.Patient(ctx, file.Call.PatientID)
	require.NoError(t, err)
	require.Equal(t, booking.Patient.ID, stands.Patient.ID, "the made-up record leads to who stands")
	var told []string
	for _, entry := range stands.History {
		told = append(told, entry.Action)
	}
	require.Contains(t, told, "call.taken-away", "what was told of the made-up record stands there too")
	found, err := d.FindPatients(ctx, "tolvan", 10)
	require.NoError(t, err)
	require.Len(t, found, 1, "the made-up record is not offered any more")

	about := d.Ended(d.WholeCall(booking, "none", nil))
	require.ErrorIs(t, d.AssignCall(ctx, about.Call.ID, d.Somebody("2026-12-14").Patient.ID), &models.Problem{Code: "call.has-booking"})
}

// A call that another desk goes on with, or threw away, is not thrown away unseen.
func TestDiscardACallOfAnotherDesk(t *testing.T) {
	ctx := apptest.Nurse()
	d, _ := apptest.Promised(t)
	draft := calls.Draft{Reason: "Fel nummer"}
	require.NoError(t, d.SaveCallDraft(ctx, &draft))
	seen := draft
	require.NoError(t, d.SaveCallDraft(ctx, &draft))
	require.ErrorIs(t, d.DiscardCall(ctx, seen), models.ErrStale)
	require.NoError(t, d.DiscardCall(ctx, draft))
	require.ErrorIs(t, d.DiscardCall(ctx, draft), models.ErrStale)
	_, err := d.CallDraft(ctx, draft.ID)
	require.ErrorIs(t, err, models.ErrNotFound)
	open, err := d.OpenCalls(ctx)
	require.NoError(t, err)
	require.Empty(t, open)
}

// What a call promised stands when its booking is called off: the complaint is
// still there.
func TestAPromiseOutlivesTheBooking(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	file := d.Booked(apptest.Draft(t, "2026-12-14"))
	call := d.WholeCall(file, "wound", map[string]string{"pus": "yes"})
	call.CallbackDate, call.CallbackTime = apptest.Date(t, "2026-11-24"), "10:00"
	kept := d.Ended(call)
	require.ElementsMatch(t, []string{models.VisitStep, models.CallbackStep}, apptest.Steps(kept.Tasks))
	require.NoError(t, d.Cancel(ctx, file.Booking.ID, file.Booking.Version, "Sjuk"))
	for _, task := range d.CallFile(kept.Call.ID).Tasks {
		require.False(t, task.Closed(), task.Step)
	}
	draft, err := d.GoOn(ctx, stepOf(t, kept, models.CallbackStep).ID)
	require.NoError(t, err)
	require.Equal(t, file.Booking.ID, draft.BookingID)
	caller, err := d.Caller(ctx, draft.PatientID, draft.BookingID)
	require.NoError(t, err)
	require.ErrorIs(t, caller.Doubt, &models.Problem{Code: "call.booking-closed"})
}
