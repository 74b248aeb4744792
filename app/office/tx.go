package office

import (
	"context"
	"reflect"
	"slices"
	"time"

	"nursedesk/models"
	"nursedesk/models/store"
)

// Tx is one reading or one action: what is read and written together, when, and
// who acts.
type Tx struct {
	*store.Tx

	By  string    // the name of who acts
	Who Person    // who acts
	Now time.Time // UTC; one instant for all that is done

	Desk  string // where it is done, see [Office.DeskID]
	Place string // the computer's name

	staffed bool // somebody was added to the staff: roles count
	trusted bool // the command line of a file's owner

	restricted map[int64][]models.Restriction // what closes a patient's record to who acts; nil: not asked yet
}

// Read runs read in one transaction that writes nothing.
func (o *Office) Read(ctx context.Context, read func(*Tx) error) error {
	return o.store.Read(ctx, o.as(ctx, read))
}

// Keep writes what is typed but not yet done, so that it is not lost: that is no
// action, and stands in no history.
func (o *Office) Keep(ctx context.Context, write func(*Tx) error) error {
	return o.store.Write(ctx, o.as(ctx, write))
}

func (o *Office) as(ctx context.Context, act func(*Tx) error) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		known, err := o.identify(ctx, tx)
		if err != nil {
			return err
		}
		return act(known)
	}
}

// Audit writes who did what, and when.
func (tx *Tx) Audit(entry models.AuditEntry) error {
	entry.At, entry.By = tx.Now, tx.By
	return tx.Tx.Audit(entry)
}

// Close closes a task as whoever acts, now.
func (tx *Tx) Close(task *models.Task, state models.TaskState, note string) {
	task.State = state
	task.Note = note
	task.ClosedBy = tx.By
	task.ClosedAt = new(tx.Now)
}

// SaveMoved saves the tasks that a new plan made or altered. One that stays as it
// was keeps its version, so that what was done to it last can still be undone.
func (tx *Tx) SaveMoved(before, after []models.Task) error {
	return tx.SaveTasks(slices.DeleteFunc(slices.Clone(after), func(task models.Task) bool {
		return slices.ContainsFunc(before, func(old models.Task) bool { return reflect.DeepEqual(old, task) })
	}))
}

// SaveTasks saves tasks in their order; new ones get their ID.
func (tx *Tx) SaveTasks(tasks []models.Task) error {
	for i := range tasks {
		if err := tx.SaveTask(&tasks[i]); err != nil {
			return err
		}
	}
	return nil
}
