package careplan

import (
	"nursedesk/app/rulebook"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Follow is what an answer leads to; the zero Follow leads to nothing.
type Follow struct {
	Task     string                // a follow-up, or a task of the plan that the answer makes the plan ask for
	Medicine bool                  // the medicine is chosen with the answer, and the booking gets it
	Declare  models.HealthQuestion // what the health declaration says from then on, with what follows from that
	Again    bool                  // the same is asked again on the next working day
}

// None tells whether nothing follows.
func (f Follow) None() bool { return f == Follow{} }

// FollowUp is a task that no plan has: an answer asks for it.
type FollowUp struct {
	Step

	Before bool // it has to be done before the day of the procedure

	due offset // from the day of the answer
}

// healthRule is what follows from each yes in the health declaration.
type healthRule struct {
	source  rulebook.Source
	follows map[models.HealthQuestion]Follow
}

// Days are when a follow-up is to be done.
type Days struct {
	Due, Latest models.Date // Latest is zero where nothing ends the time for it
	Late        bool        // Latest has passed when it is asked for
}

// On finds the days of a follow-up that is asked for on a day: its distance
// from then, on a working day. One that belongs before the procedure is due on the
// last working day before it at the latest, and at once where that has passed.
func (f FollowUp) On(answered, procedure models.Date) Days {
	days := Days{Due: workday.Next(f.due.day(answered))}
	if f.due.amount == 0 {
		days.Due = answered // at once, whatever day it is
	}
	if f.Before && !procedure.Before(answered) {
		days.Latest = procedure.AddDays(-1)
		last := workday.Previous(days.Latest)
		if days.Due.After(last) {
			days.Due = last
		}
		if days.Due.Before(answered) {
			days.Due = answered
		}
		if !last.Before(answered) { // else somebody works on a day when the clinic is closed, and can do it
			days.Latest = last
		}
		days.Late = days.Latest.Before(answered)
	}
	return days
}

// FollowUp finds a follow-up by its id.
func (p *Protocol) FollowUp(id string) (FollowUp, bool) {
	for _, follow := range p.FollowUps {
		if follow.ID == id {
			return follow, true
		}
	}
	return FollowUp{}, false
}

// Declared is what follows from a yes in the health declaration.
func (p *Protocol) Declared(question models.HealthQuestion) Follow {
	return p.health.follows[question]
}

// Choice finds an answer to one of a step's questions.
func (s Step) Choice(question, answer string) (Choice, bool) {
	for _, asked := range s.Asks {
		for _, choice := range asked.Choices {
			if asked.ID == question && choice.ID == answer {
				return choice, true
			}
		}
	}
	return Choice{}, false
}
