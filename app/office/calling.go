package office

import (
	"nursedesk/app/care"
	"nursedesk/models"
)

// Calling reads what is to be said of those of the tasks that are calls to make, by the task.
func (tx *Tx) Calling(tasks []models.Task) (map[int64]care.Calling, error) {
	calling := map[int64]care.Calling{}
	ringing, err := tx.ringing()
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, task := range tasks {
		closing, err := tx.Closing(task.PatientID)
		if err != nil {
			return nil, err
		}
		if len(closing) > 0 || task.Closed() {
			continue
		}
		if there, ok := ringing[task.ID]; ok {
			calling[task.ID] = care.Calling{Rings: &there}
		}
		if !toCall(task) {
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
		one := calling[task.ID]
		one.Unasked = unasked(record)
		calling[task.ID] = one
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

// toCall tells whether an open task is a call that is still to be made, or one that was tried.
func toCall(task models.Task) bool {
	tried := task.Kind == models.Action && task.BookingID != nil && task.At != nil // only a try gives it a time
	return task.Kind == models.Callback || tried
}

// ringing reads which desk makes which call now, by the task that asks for it.
func (tx *Tx) ringing() (map[int64]models.Presence, error) {
	present, err := tx.AllOpen()
	ringing := map[int64]models.Presence{}
	for _, there := range present {
		if there.Kind == models.OpenTask {
			ringing[there.SubjectID] = there
		}
	}
	return ringing, err
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
