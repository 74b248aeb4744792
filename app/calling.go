package app

import (
	"context"
	"slices"

	"nursedesk/models"
)

// Calling is what a list says of a call that is still to be made, beside its row.
type Calling struct {
	Tries   []models.Attempt // to reach the patient, oldest first
	Unasked int              // red flags that nobody asked about in the call that was not finished
}

// Unanswered counts the tries that nobody answered.
func (c Calling) Unanswered() int {
	missed := 0
	for _, try := range c.Tries {
		if !try.Answered {
			missed++
		}
	}
	return missed
}

// Calling reads what is to be said of those of the tasks that are calls to make, by the task.
func (tx *Tx) Calling(tasks []models.Task) (map[int64]Calling, error) {
	calling := map[int64]Calling{}
	var ids []int64
	for _, task := range tasks {
		if task.Kind != models.Callback || task.Closed() {
			continue
		}
		ids = append(ids, task.ID)
		if task.Step != models.FinishCallStep || task.CallID == nil {
			continue
		}
		record, _, err := tx.CallRecord(*task.CallID) // there are few: each is finished at once
		if err != nil {
			return nil, err
		}
		calling[task.ID] = Calling{Unasked: unasked(record)}
	}
	if len(ids) == 0 {
		return calling, nil
	}
	tries, err := tx.AttemptsOf(ids...)
	for _, try := range tries {
		one := calling[try.TaskID]
		one.Tries = append(one.Tries, try)
		calling[try.TaskID] = one
	}
	return calling, err
}

// unasked counts the red flags that nobody asked about.
func unasked(record models.CallRecord) int {
	count := 0
	for _, asked := range record.Asked {
		if asked.RedFlag && asked.Answer == "" {
			count++
		}
	}
	return count
}

// Callback is a telephone call that is still to be made, with the call that it
// answers. One that a change made necessary answers none: its Call names the
// patient only, and its ID is 0.
type Callback struct {
	models.WorklistRow // its At, where it has one, is the promised time or the one it was postponed to
	Calling
	Call models.CallRow
}

// Callbacks lists every call that is still to be made, however far ahead: the
// urgent ones first, then by time. text narrows to patients it finds.
func (d *Desk) Callbacks(ctx context.Context, text string) ([]Callback, error) {
	var callbacks []Callback
	err := d.Read(ctx, func(tx *Tx) error {
		rows, err := tx.Worklist(models.WorklistFilter{Kind: models.Callback, Text: text})
		if err != nil {
			return err
		}
		var ids []int64
		for _, row := range rows {
			if row.CallID != nil {
				ids = append(ids, *row.CallID)
			}
		}
		byID, err := tx.CallsByID(ids...)
		if err != nil {
			return err
		}
		calling, err := tx.Calling(tasksOf(rows))
		slices.SortStableFunc(rows, firstToMake)
		for _, row := range rows {
			callbacks = append(callbacks, Callback{WorklistRow: row, Calling: calling[row.ID], Call: callOf(row, byID)})
		}
		return err
	})
	return callbacks, err
}

func tasksOf(rows []models.WorklistRow) []models.Task {
	tasks := make([]models.Task, len(rows))
	for i, row := range rows {
		tasks[i] = row.Task
	}
	return tasks
}
