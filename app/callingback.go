package app

import (
	"context"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Guide is what is asked on the telephone, and how the answers are judged.
func (d *Desk) Guide() *triage.Guide { return d.rules.Triage }

// CallBack gives the beginning of the call that a task asks for: to whom, about
// what, and which call it goes on with.
func (d *Desk) CallBack(ctx context.Context, taskID int64) (CallDraft, error) {
	draft := CallDraft{Outgoing: true, TaskID: taskID, Started: d.clock.Now()}
	err := d.store.Read(ctx, func(tx *store.Tx) error {
		task, err := tx.Task(taskID)
		if err != nil {
			return err
		}
		if task.Closed() {
			return &models.Problem{Code: "task.closed"}
		}
		patient, err := tx.Patient(task.PatientID)
		if err != nil {
			return err
		}
		draft.PatientID, draft.Phone = task.PatientID, string(patient.Phone)
		if task.BookingID != nil {
			draft.BookingID = *task.BookingID
		}
		if task.CallID == nil {
			return nil
		}
		call, err := tx.Call(*task.CallID)
		if err != nil {
			return err
		}
		draft.FollowsID, draft.Topic = call.ID, call.Topic
		if call.Phone != "" {
			draft.Phone = string(call.Phone)
		}
		return nil
	})
	return draft, err
}
