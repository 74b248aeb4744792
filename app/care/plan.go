package care

import (
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// Plan runs the rules on a booking: its holds, and the plan that follows from
// them. The doctor's own dates and the blood test of a hold are part of the plan.
func Plan(
	medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision,
) ([]HoldFile, careplan.Plan) {
	holds := holdsOf(medicines, protocol, booking, decisions)
	plan := protocol.Plan(careplan.Request{
		Start: booking.Begin(), BookedOn: booking.BookedOn, Facts: Facts(booking.Conditions, holds),
	})
	plan.Tasks = withINR(plan, booking, holds)
	resumeAsDecided(&plan, holds)
	return holds, plan
}

// withINR adds the blood test that goes with a hold of warfarin.
func withINR(plan careplan.Plan, booking models.Booking, holds []HoldFile) []careplan.PlannedTask {
	for _, hold := range holds {
		inr := hold.Medicine.INR
		if inr == nil || !hold.Paused() {
			continue
		}
		check := inr.Check(careplan.Tier(booking.Tier), booking.Begin())
		task := careplan.PlannedTask{
			Step: inr.Step(), Target: check.Due, Due: check.Due, Earliest: check.Due, Latest: models.DateOf(booking.Begin()),
		}
		if task.Due.Before(booking.BookedOn) {
			task.Due = booking.BookedOn
			task.Late = task.Latest.Before(booking.BookedOn)
		}
		return append(plan.Tasks, task)
	}
	return plan.Tasks
}

// ResumeStep and ResumeMilestone are the protocol's rows about the first dose again.
const (
	ResumeStep      = "resume-check"
	ResumeMilestone = "resume-blood-thinner"
	DecisionStep    = "hold-decision"
)

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
		if plan.Tasks[i].Step.ID == ResumeStep {
			plan.Tasks[i].MoveTo(last)
		}
	}
	for i := range plan.Milestones {
		if plan.Milestones[i].Milestone.ID == ResumeMilestone {
			plan.Milestones[i].Begin = careplan.Moment{Date: first}
		}
	}
}
