package tasks

import (
	"cmp"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// Row is a task with what surrounds it: its patient, its booking, and the step
// of the protocol that the booking froze.
type Row struct {
	models.WorklistRow

	// Step is the protocol's step; empty for a callback.
	Step careplan.Step
	// Known tells whether Step was found.
	Known bool
	// Treatment is the procedure's name as it stands in the protocol.
	Treatment models.Text
	// Calling is what is to be said of a call that is still to be made.
	Calling care.Calling
	// Do is what has to be done now because the surgeon has not called yet; empty
	// before the first step.
	Do models.Text
}

// Of makes the row of a task on the worklist.
func Of(desk Rules, listed models.WorklistRow) Row {
	row := Row{WorklistRow: listed}
	row.Step, row.Known = desk.Step(listed.Procedure, listed.ProtocolVersion, listed.Task.Step)
	for _, protocol := range desk.Protocols() {
		if protocol.Code == listed.Procedure {
			row.Treatment = protocol.Title
		}
	}
	if listed.Restricted {
		row.Treatment = desk.ProcedureTitle(models.Restricted)
	}
	if row.tells() {
		row.Step = tellingStep()
	}
	row.Do, _ = desk.Escalated(listed)
	return row
}

// WithCalling gives the row of a call to make with what is to be said of it, of
// the calling that was read with the rows.
func (r Row) WithCalling(calling map[int64]care.Calling) Row {
	r.Calling = calling[r.ID]
	return r
}

// OfBooking makes the row of a task of a booking's file.
func OfBooking(desk Rules, file care.BookingFile, task models.Task) Row {
	row := Of(desk, listed(task, file.Patient, &file.Booking))
	if file.Protocol != nil {
		row.Treatment = file.Protocol.Title
	}
	return row
}

// OfPatient makes the row of a callback that belongs to no booking. calls are
// the patient's, in which what the caller said is looked up.
func OfPatient(desk Rules, patient models.Patient, calls []models.Call, task models.Task) Row {
	return Of(desk, listed(task, patient, nil)).WithCall(calls)
}

// WithCall gives the row of a task that a call led to with what the caller said,
// the number that was given and the level.
func (r Row) WithCall(calls []models.Call) Row {
	for _, call := range calls {
		if r.CallID != nil && *r.CallID == call.ID {
			r.Reason, r.CallLevel = call.Reason, call.Level
			if !r.Protected {
				r.Phone = cmp.Or(call.Phone, r.Phone)
			}
		}
	}
	return r
}

func listed(task models.Task, patient models.Patient, booking *models.Booking) models.WorklistRow {
	row := models.WorklistRow{
		Task:           task,
		PersonalNumber: patient.PersonalNumber,
		GivenName:      patient.GivenName,
		FamilyName:     patient.FamilyName,
		Phone:          patient.Shown().Phone,
		Protected:      patient.ProtectedIdentity,
	}
	if booking != nil {
		start := booking.Start
		row.Procedure, row.ProtocolVersion = booking.Procedure, booking.ProtocolVersion
		row.Start, row.PerformedAt = &start, booking.PerformedAt
		row.BookingStatus, row.Medicines = booking.Status, patient.Beside(booking.Medicines)
	}
	return row
}

// Title is what the task is called: the step's title, or what a call led to.
func (r Row) Title() string {
	switch {
	case r.Known:
		return locale.In(r.Step.Title)
	case r.Task.Step == models.OwnStep:
		return locale.OneLine(r.Task.Said)
	case locale.Has("task." + r.Task.Step):
		return locale.T("task." + r.Task.Step)
	}
	return r.Task.Step // a step that the frozen protocol no longer explains
}

// proposed tells whether the row's rule waits for a doctor's approval.
func (r Row) proposed() bool { return r.Known && r.Step.Source.Status == rulebook.Proposed }

// decides tells whether the row is done by entering what the doctor decided
// about each medicine.
func (r Row) decides() bool {
	return r.Step.Hold == careplan.HoldDecision && r.BookingID != nil && r.BookingStatus == models.StatusBooked
}

// early tells whether the day on which the task may be done at the earliest lies ahead.
func (r Row) early(today models.Date) bool {
	return r.Kind == models.Action && r.Earliest.After(today)
}

// ahead tells whether the task is a visit whose time has not come.
func (r Row) ahead(now time.Time) bool {
	return r.State == models.Booked && r.At != nil && r.At.After(now)
}
