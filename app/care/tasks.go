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

// StepOf finds a step of a protocol, or one that goes with a hold.
func StepOf(medicines *medication.Catalogue, protocol *careplan.Protocol, id string) (careplan.Step, bool) {
	if step, ok := protocol.Step(id); ok {
		return step, true
	}
	return medicines.Step(id)
}
