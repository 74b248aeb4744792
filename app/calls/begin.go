package calls

import (
	"context"
	"slices"

	"nursedesk/app/office"
	"nursedesk/models"
)

// GoOn gives the beginning of the call that a task asks for: to whom, about what,
// and which call it goes on with. One that goes on with a call that ended before
// all was asked knows what was answered then, and is at least as urgent. The
// nurse's call does not make the surgeon's: that task is closed by itself. A call
// that was begun for the task already, and has not ended, is given as it is kept. The call is this desk's
// from then on; one that another makes is *models.Taken.
func (s *Service) GoOn(ctx context.Context, taskID int64) (Draft, error) {
	var draft Draft
	err := s.office.Keep(ctx, func(tx *office.Tx) (err error) {
		if draft, err = s.goOn(tx, taskID); err != nil {
			return err
		}
		return tx.Take(OpenedBy(draft))
	})
	return draft, err
}

func (s *Service) goOn(tx *office.Tx, taskID int64) (Draft, error) {
	task, err := tx.Task(taskID)
	if err != nil {
		return Draft{}, err
	}
	if begun, ok, err := begunFor(tx, task); ok || err != nil {
		return begun, err
	}
	draft := Draft{Outgoing: true, TaskID: taskID, ForTask: taskID, Started: tx.Now}
	switch {
	case task.Closed():
		return draft, &models.Problem{Code: "task.closed"}
	case task.Kind != models.Callback:
		return draft, &models.Problem{Code: "attempt.no-call"}
	case task.Step == models.SurgeonCallbackStep:
		draft.TaskID = 0
	}
	patient, err := tx.Patient(task.PatientID)
	if err != nil {
		return draft, err
	}
	draft.PatientID, draft.Phone = task.PatientID, string(patient.Shown().Phone)
	if task.BookingID != nil {
		draft.BookingID = *task.BookingID
	}
	if task.CallID == nil {
		return draft, nil
	}
	err = s.goOnWith(tx, *task.CallID, task.Step == models.FinishCallStep, &draft)
	return draft, err
}

// begunFor finds the call that was begun for a task and has not ended.
func begunFor(tx *office.Tx, task models.Task) (draft Draft, ok bool, err error) {
	rows, err := tx.CallDrafts()
	if err != nil {
		return draft, false, err
	}
	for _, row := range rows {
		draft, err := draftOf(row.CallDraft)
		if err == nil && draft.ForTask == task.ID { // one that can't be read hinders no other
			return draft, true, nil
		}
	}
	return Draft{}, false, nil
}

// goOnWith takes what still holds from an earlier call: whom it was with, and
// where it was not finished also what was answered.
func (s *Service) goOnWith(tx *office.Tx, callID int64, unfinished bool, draft *Draft) error {
	call, err := tx.Call(callID)
	if err != nil {
		return err
	}
	draft.FollowsID, draft.Topic, draft.Caller = call.ID, call.Topic, call.Caller
	if call.Phone != "" {
		draft.Phone = string(call.Phone)
	}
	record, kept, err := tx.CallRecord(callID)
	if err != nil || !kept {
		return err
	}
	draft.Relation = record.Relation
	if !unfinished {
		return nil
	}
	draft.Reason, draft.Drugs, draft.Raised = call.Reason, record.Drugs, call.Level
	draft.Answers = map[string]string{}
	for _, asked := range record.Asked {
		// A question that the rules ask no longer, or otherwise, is asked anew.
		if _, err := s.office.Rules.Triage.ParseAnswer(asked.Finding, asked.Answer); err == nil && asked.Answer != "" {
			draft.Answers[asked.Finding] = asked.Answer
		}
	}
	return nil
}

// insteadOf takes back what an earlier call promised where the call that goes on
// with it promises the same anew, so that nothing is to be done twice.
func (s *Service) insteadOf(tx *office.Tx, call models.Call, made int64, tasks []models.Task) error {
	if call.FollowsID == nil {
		return nil
	}
	earlier, err := tx.TasksOfPatient(call.PatientID)
	if err != nil {
		return err
	}
	for _, old := range earlier {
		if old.CallID == nil || *old.CallID != *call.FollowsID || old.State != models.Open && old.State != models.ToBook {
			continue
		}
		at := slices.IndexFunc(tasks, func(task models.Task) bool { return task.Step == old.Step })
		if at < 0 || old.ID == made && !call.Unfinished { // no longer promised, or made by this very call
			continue
		}
		tx.Close(&old, models.Withdrawn, "")
		if err := tx.SaveTask(&old); err != nil {
			return err
		}
	}
	return nil
}
