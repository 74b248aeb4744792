package sheet

import (
	"time"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// startID is the id of the procedure itself among the dates.
const startID = "start"

// inrID is the id of the blood test that comes with warfarin, in no protocol.
const inrID = "inr"

// period is one date of the patient as the sheet shows it.
type period struct {
	begin  careplan.Moment
	end    careplan.Moment // zero, or the later end
	around bool            // an appointment that is not booked yet
}

// first is the day that the row stands under.
func (p period) first() careplan.Moment {
	if p.begin.Date.IsZero() {
		return p.end
	}
	return p.begin
}

// last is the later day.
func (p period) last() careplan.Moment {
	if p.end.Date.IsZero() {
		return p.begin
	}
	return p.end
}

// sortKey places the period in the order of time.
func (p period) sortKey() time.Time {
	first := p.first()
	if first.At.IsZero() {
		return first.Date.At(0, 0)
	}
	return first.At
}

// period finds a date by its id; ok is false where the patient's plan has none.
func (in Input) period(id string) (found period, ok bool) {
	if id == startID {
		return period{begin: momentOf(in.Plan.Start)}, true
	}
	if milestone, ok := in.milestone(id); ok {
		return period{begin: milestone.Begin, end: milestone.End}, true
	}
	if task, ok := in.task(id); ok {
		if hasTime(task) {
			return period{begin: momentOf(*task.At)}, true
		}
		if task.Kind != models.Appointment {
			return period{begin: careplan.Moment{Date: task.Due}}, true
		}
	}
	// An appointment that is still to book is due when the plan says so: whoever
	// puts off the booking of it does not put off the visit.
	if planned, ok := in.plannedTask(id); ok {
		return period{
			begin:  careplan.Moment{Date: planned.Due},
			around: planned.Step.Kind == models.Appointment,
		}, true
	}
	return period{}, false
}

// bookBy is the last day to book an appointment.
func (in Input) bookBy(step string) (models.Date, bool) {
	if task, ok := in.task(step); ok && !task.BookBy.IsZero() {
		return task.BookBy, true
	}
	planned, ok := in.plannedTask(step)
	return planned.BookBy, ok && !planned.BookBy.IsZero()
}

// lastDay is the last day of a task's window.
func (in Input) lastDay(step string) (models.Date, bool) {
	planned, ok := in.plannedTask(step)
	return planned.Latest, ok
}

func hasTime(task models.Task) bool {
	return task.At != nil && (task.State == models.Booked || task.State == models.Done)
}

func momentOf(at time.Time) careplan.Moment {
	return careplan.Moment{Date: models.DateOf(at), At: at}
}
