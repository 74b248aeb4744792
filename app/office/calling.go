package office

import (
	"slices"

	"nursedesk/app/care"
	"nursedesk/models"
)

// Calling reads what is to be said of those of the tasks that are calls to make, by the task.
func (tx *Tx) Calling(tasks []models.Task) (map[int64]care.Calling, error) {
	calling := map[int64]care.Calling{}
	var ids []int64
	for _, task := range tasks {
		closing, err := tx.Closing(task.PatientID)
		if err != nil {
			return nil, err
		}
		if !toCall(task) || len(closing) > 0 {
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
		calling[task.ID] = care.Calling{Unasked: unasked(record)}
	}
	if len(ids) == 0 {
		return calling, nil
	}
	tries, err := tx.AttemptsOf(ids...)
	if err != nil {
		return calling, err
	}
	for _, try := range tries {
		one := calling[try.TaskID]
		one.Tries = append(one.Tries, try)
		calling[try.TaskID] = one
	}
	return calling, tx.ringing(ids, calling)
}

// toCall tells whether a task is a call that is still to be made, or one that was tried.
func toCall(task models.Task) bool {
	tried := task.Kind == models.Action && task.BookingID != nil && task.At != nil // only a try gives it a time
	return (task.Kind == models.Callback || tried) && !task.Closed()
}

// ringing adds which of the calls another desk, or this one, makes now.
func (tx *Tx) ringing(ids []int64, calling map[int64]care.Calling) error {
	present, err := tx.AllOpen()
	for _, there := range present {
		if there.Kind == models.OpenTask && slices.Contains(ids, there.SubjectID) {
			one := calling[there.SubjectID]
			one.Rings = &there
			calling[there.SubjectID] = one
		}
	}
	return err
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
