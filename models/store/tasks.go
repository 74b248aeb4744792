package store

import "nursedesk/models"

// openTasks are the tasks that are still to be done, in the very words of the
// index idx_tasks_open, without which the index is not used.
const openTasks = `tasks.state IN ('open', 'to-book', 'booked')`

// SaveTask adds a task (ID 0) or changes one; one that changed meanwhile is
// models.ErrStale. ActOn is set to the day on which someone has to act.
func (t *Tx) SaveTask(task *models.Task) error {
	row := t.written(*task)
	if row.ID == 0 {
		row.CreatedAt = row.UpdatedAt
	}
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	*task = row
	return nil
}

// AddTasks adds tasks with few statements, as SaveTask adds one.
func (t *Tx) AddTasks(tasks []models.Task) error {
	if len(tasks) == 0 {
		return nil
	}
	rows := make([]models.Task, len(tasks))
	for i, task := range tasks {
		rows[i] = t.written(task)
		rows[i].Version, rows[i].CreatedAt = 1, rows[i].UpdatedAt
	}
	if err := t.insertMany(&rows); err != nil {
		return err
	}
	copy(tasks, rows)
	return nil
}

// written is a task as it is kept.
func (t *Tx) written(task models.Task) models.Task {
	task.At, task.ClosedAt, task.UpdatedAt = utcOf(task.At), utcOf(task.ClosedAt), t.now()
	task.ActOn = task.DueOn()
	return task
}

// Task reads one task.
func (t *Tx) Task(id int64) (models.Task, error) { return one[models.Task](t, id) }

// TasksOfBooking reads a booking's tasks, closed ones too, by their due day.
func (t *Tx) TasksOfBooking(bookingID int64) ([]models.Task, error) {
	return list[models.Task](t.db.Where("booking_id = ?", bookingID).Order("due, id"))
}

// TasksOfPatient reads a patient's tasks, closed ones too, by their due day.
func (t *Tx) TasksOfPatient(patientID int64) ([]models.Task, error) {
	return list[models.Task](t.db.Where("patient_id = ?", patientID).Order("due, id"))
}
