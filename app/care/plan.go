package care

import (
	"slices"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Plan runs the rules on a booking: its holds, and the plan that follows from
// them. The doctor's own dates and the blood test of a hold are part of the plan.
func Plan(
	medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision,
) ([]HoldFile, careplan.Plan) {
	holds := holdsOf(medicines, protocol, booking, decisions)
	plan := protocol.Plan(careplan.Request{
		Start: booking.Begin(), BookedOn: booking.BookedOn, Facts: Facts(medicines, booking, holds),
	})
	if task, date, ok := inrTest(booking, holds); ok {
		next := slices.IndexFunc(plan.Tasks, func(other careplan.PlannedTask) bool { return !other.Due.Before(task.Due) })
		if next < 0 {
			next = len(plan.Tasks)
		}
		plan.Tasks = slices.Insert(plan.Tasks, next, task) // on the morning it comes before what else the day brings
		plan.Milestones = append(plan.Milestones, date)
	}
	resumeAsDecided(&plan, holds)
	return holds, plan
}

// inrTest finds the blood test that goes with warfarin, as a task and as a date for
// the patient, who has it taken with a hold and without.
func inrTest(booking models.Booking, holds []HoldFile) (task careplan.PlannedTask, date careplan.PlannedMilestone, ok bool) {
	at := slices.IndexFunc(holds, func(h HoldFile) bool { return h.Medicine.INR != nil })
	if at < 0 {
		return careplan.PlannedTask{}, careplan.PlannedMilestone{}, false
	}
	inr := holds[at].Medicine.INR
	due := inr.Check(rulebook.Tier(booking.Tier), booking.Begin()).Due
	task = careplan.PlannedTask{
		Step: inr.Step(!holds[at].Paused()), Target: due, Due: due, Earliest: due, Latest: booking.Day(),
	}
	if task.Due.Before(booking.BookedOn) {
		task.Due = booking.BookedOn
		task.Late = task.Latest.Before(booking.BookedOn)
	}
	date = careplan.PlannedMilestone{Milestone: inr.Milestone(), Begin: careplan.Moment{Date: task.Due}}
	return task, date, true
}

// resumeAsDecided honours a day that the doctor set for the first dose again.
// Where several medicines are taken up again, the check follows the last.
func resumeAsDecided(plan *careplan.Plan, holds []HoldFile) {
	var first, last models.Date
	for _, hold := range holds {
		if hold.Decision == nil || hold.Decision.Continues {
			continue
		}
		again := hold.Decision.FirstDoseAgain
		if first.IsZero() || again.Before(first) {
			first = again
		}
		if again.After(last) {
			last = again
		}
	}
	if first.IsZero() {
		return
	}
	for i := range plan.Tasks {
		if plan.Tasks[i].Step.Hold == careplan.HoldResume {
			plan.Tasks[i].MoveTo(last)
		}
	}
	for i := range plan.Milestones {
		if plan.Milestones[i].Milestone.Hold == careplan.HoldResume {
			plan.Milestones[i].Begin = careplan.Moment{Date: first}
		}
	}
}
