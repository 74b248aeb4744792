package apptest

import (
	"github.com/stretchr/testify/require"

	"nursedesk/app/care"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// Task is a booking's first task of a step, open or closed.
func (d *Desk) Task(booking int64, step string) models.Task {
	d.T.Helper()
	for _, task := range d.File(booking).Tasks {
		if task.Step == step {
			return task
		}
	}
	require.Failf(d.T, "no such task", "%s", step)
	return models.Task{}
}

// Open is a booking's open task of a step.
func (d *Desk) Open(booking int64, step string) models.Task {
	d.T.Helper()
	task, ok := OpenTask(d.File(booking), step)
	require.True(d.T, ok, "no open task %s", step)
	return task
}

// OpenTask is the task of a step that is still to be done.
func OpenTask(file care.BookingFile, step string) (models.Task, bool) {
	for _, task := range file.Tasks {
		if task.Step == step && !task.Closed() {
			return task, true
		}
	}
	return models.Task{}, false
}

// Answered closes a booking's open task of a step.
func (d *Desk) Answered(booking int64, step string, outcome map[string]string, change func(*worklist.Completion)) (models.Task, error) {
	d.T.Helper()
	task := d.Open(booking, step)
	done := worklist.Completion{TaskID: task.ID, Version: task.Version, Outcome: outcome, LateReason: "Prov", Early: true}
	if change != nil {
		change(&done)
	}
	return d.CompleteTask(Nurse(), done)
}

// Dues are the due days by step, in the form that a test can read.
func Dues(file care.BookingFile) map[string]string {
	days := map[string]string{}
	for _, task := range file.Tasks {
		if !task.Closed() {
			days[task.Step] = task.Due.String()
		}
	}
	return days
}

// Steps are the steps of tasks.
func Steps(tasks []models.Task) []string {
	var ids []string
	for _, task := range tasks {
		ids = append(ids, task.Step)
	}
	return ids
}

// Promises are the calls to be made, as the list of them has them.
func (d *Desk) Promises() []worklist.Callback {
	d.T.Helper()
	found, err := d.Callbacks(Nurse(), "")
	require.NoError(d.T, err)
	return found
}
