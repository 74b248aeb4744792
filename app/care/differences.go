package care

import (
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// Recalled are the medicines whose decision, to pause or to go on, counts no
// more: what the patient was told may be wrong.
func Recalled(before, after []HoldFile) []models.Text {
	var names []models.Text
	for _, hold := range before {
		if hold.Decision == nil {
			continue
		}
		now, still := HoldOf(after, hold.OnBooking.Key())
		if !still || now.Decision == nil {
			names = append(names, hold.Name)
		}
	}
	return names
}

// Fate says what becomes of a date when a booking changes.
type Fate string

// The fates. What is done, moved by hand or agreed with somebody stays.
const (
	Same            Fate = "same"
	Moved           Fate = "moved"
	Added           Fate = "added"
	Removed         Fate = "removed"
	KeptDone        Fate = "kept-done"
	KeptByHand      Fate = "kept-by-hand"
	KeptAppointment Fate = "kept-appointment"
)

// DifferenceRow is one date before and after a change.
type DifferenceRow struct {
	Title         models.Text
	Old           careplan.Moment
	New           careplan.Moment
	Fate          Fate
	OutsideWindow bool // it stays, but the protocol now wants it elsewhere
}

// Difference is what a change of a booking does to its dates.
type Difference struct {
	Before         models.Booking
	After          models.Booking
	Rows           []DifferenceRow
	Warnings       []*models.Problem
	Taken          *models.Problem // the booking comes to a theatre that another one has; nil: it does not
	OutdatedSheets int             // sheets that the patient holds and that would be wrong
	// Recalled are the medicines whose decision no longer counts: the doctor is
	// asked again, and the patient has to be called.
	Recalled []models.Text
}

// Changes counts the rows that differ.
func (d Difference) Changes() int {
	count := 0
	for _, row := range d.Rows {
		switch row.Fate {
		case Moved, Added, Removed:
			count++
		case Same, KeptDone, KeptByHand, KeptAppointment:
		}
	}
	return count
}

// Replan gives every task of a booking its place in a new plan. The tasks come
// back changed in place, new ones without an ID: those are due today at the
// earliest. What an answer asked for is no part of the plan and stays.
func Replan(
	medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking, tasks []models.Task, holds []HoldFile,
	plan careplan.Plan, today models.Date,
) ([]models.Task, []DifferenceRow) {
	byStep := map[string]models.Task{}
	for _, task := range tasks {
		if task.Kind != models.Callback && task.AnswerID == nil {
			byStep[task.Step] = task
		}
	}
	var kept []models.Task
	var rows []DifferenceRow
	for _, planned := range plan.Tasks {
		task, known := byStep[planned.Step.ID]
		delete(byStep, planned.Step.ID)
		if !known || task.State == models.Withdrawn {
			fresh := NewTask(booking, planned)
			madeOn(&fresh, today)
			fresh.ID, fresh.Version, fresh.CreatedAt = task.ID, task.Version, task.CreatedAt
			kept = append(kept, fresh)
			rows = append(rows, DifferenceRow{Title: planned.Step.Title, New: day(fresh.Due), Fate: Added})
			continue
		}
		if task.State == models.Done && planned.Step.Hold == careplan.HoldDecision && len(Undecided(holds)) > 0 {
			Reopen(&task)
		}
		row := moveTask(&task, planned, booking)
		kept = append(kept, task)
		rows = append(rows, row)
	}
	for _, task := range tasks { // in the order they came, for the same list every time
		step, known := StepOf(medicines, protocol, task.Step)
		if _, left := byStep[task.Step]; !left || !known || !plans(protocol, task) {
			continue
		}
		task.State = models.Withdrawn
		kept = append(kept, task)
		rows = append(rows, DifferenceRow{Title: step.Title, Old: day(task.Due), Fate: Removed})
	}
	return kept, rows
}

// plans tells whether a task is the plan's to take away: it is open, and neither a
// call nor an answer made it.
func plans(protocol *careplan.Protocol, task models.Task) bool {
	_, asked := protocol.FollowUp(task.Step)
	return !task.Closed() && task.Kind != models.Callback && !asked
}

// Reopen lets a task be done once more: nothing of how it was closed is left. The
// history tells it.
func Reopen(task *models.Task) {
	task.State = firstState(task.Kind)
	if task.Kind == models.Appointment && task.At != nil {
		task.State = models.Booked
	}
	task.ClosedAt, task.ClosedBy = nil, ""
	task.Outcome, task.Note, task.LateReason, task.Replaced = nil, "", "", nil
}

func day(date models.Date) careplan.Moment { return careplan.Moment{Date: date} }

// moveTask gives a task its new window and, unless it is settled, its new day.
func moveTask(task *models.Task, planned careplan.PlannedTask, booking models.Booking) DifferenceRow {
	row := DifferenceRow{Title: planned.Step.Title, Old: momentOf(*task)}
	if task.Closed() {
		row.New, row.Fate = row.Old, KeptDone
		return row
	}
	takeDates(task, planned)
	switch {
	case task.State == models.Booked:
		row.Fate = KeptAppointment
		row.OutsideWindow = !task.InWindow(models.DateOf(*task.At))
	case task.MovedByHand:
		row.Fate = KeptByHand
		row.OutsideWindow = !task.InWindow(task.Due)
	default:
		if task.Due != planned.Due && task.Kind == models.Action {
			task.At = nil // the next try belonged to the other day
		}
		task.Due = planned.Due
		if made := models.DateOf(task.CreatedAt); made.After(models.DateOf(booking.CreatedAt)) {
			madeOn(task, made)
		}
		row.Fate = Same
		if task.Due != row.Old.Date {
			row.Fate = Moved
		}
	}
	row.New = momentOf(*task)
	return row
}

func momentOf(task models.Task) careplan.Moment {
	if task.State == models.Booked && task.At != nil {
		return careplan.Moment{Date: models.DateOf(*task.At), At: *task.At}
	}
	return day(task.Due)
}

// MilestoneRows compares the patient's dates of two plans.
func MilestoneRows(before, after careplan.Plan) []DifferenceRow {
	old := map[string]careplan.PlannedMilestone{}
	for _, milestone := range before.Milestones {
		old[milestone.Milestone.ID] = milestone
	}
	var rows []DifferenceRow
	for _, milestone := range after.Milestones {
		row := DifferenceRow{Title: milestone.Milestone.Title, New: shown(milestone), Fate: Added}
		if earlier, known := old[milestone.Milestone.ID]; known {
			delete(old, milestone.Milestone.ID)
			row.Old = shown(earlier)
			row.Fate = Moved
			if sameMoment(row.Old, row.New) {
				row.Fate = Same
			}
		}
		rows = append(rows, row)
	}
	for _, milestone := range before.Milestones {
		if gone, left := old[milestone.Milestone.ID]; left {
			rows = append(rows, DifferenceRow{
				Title: gone.Milestone.Title, Old: shown(gone), Fate: Removed,
			})
		}
	}
	return rows
}

// shown is the moment that stands for a milestone in a list: its beginning, or
// its end where it has only that.
func shown(milestone careplan.PlannedMilestone) careplan.Moment {
	if milestone.Begin.Date.IsZero() {
		return milestone.End
	}
	return milestone.Begin
}

func sameMoment(a, b careplan.Moment) bool {
	return a.Date == b.Date && truncated(a.At).Equal(truncated(b.At))
}

func truncated(t time.Time) time.Time { return t.Truncate(time.Minute) }
