package care

import (
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// NewTask makes the task that a planned one asks for.
func NewTask(booking models.Booking, planned careplan.PlannedTask) models.Task {
	task := models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID),
		Step: planned.Step.ID, Role: planned.Step.Role, Kind: planned.Step.Kind,
		State: firstState(planned.Step.Kind),
	}
	takeDates(&task, planned)
	task.Due = planned.Due
	return task
}

func firstState(kind models.TaskKind) models.TaskState {
	if kind == models.Appointment {
		return models.ToBook
	}
	return models.Open
}

// takeDates gives a task the plan's window; its due day is another matter,
// since it may have been moved by hand.
func takeDates(task *models.Task, planned careplan.PlannedTask) {
	task.Earliest = planned.Earliest
	task.Latest = planned.Latest
	task.BookBy = planned.BookBy
	task.Late = planned.Late
	task.NoWorkingDay = planned.NoWorkingDay
}

// madeOn keeps a task that the plan asked for only after the booking was made
// from being due before it was known of: it is late instead, and due that day.
func madeOn(task *models.Task, day models.Date) {
	task.Late = task.Late || task.Latest.Before(day)
	if task.Due.Before(day) {
		task.Due = day
	}
}

// Unassessed are the open tasks for which the procedure waits: it is marked as
// to be assessed until they are done.
func (f BookingFile) Unassessed() []models.Task {
	var waiting []models.Task
	for _, task := range f.Tasks {
		if step, ok := f.Protocol.Step(task.Step); ok && step.Assess && !task.Closed() {
			waiting = append(waiting, task)
		}
	}
	return waiting
}

// StepOf finds a step of a protocol, or one that goes with a hold.
func StepOf(medicines *medication.Catalogue, protocol *careplan.Protocol, id string) (careplan.Step, bool) {
	if step, ok := protocol.Step(id); ok {
		return step, true
	}
	return medicines.Step(id)
}
