// Package careplan turns a protocol and a booking into dated tasks and dates
// for the patient. It is pure: no database, no clock, no screen.
package careplan

import (
	"time"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Protocol is what the clinic does for one kind of procedure, read from YAML.
type Protocol struct {
	Code       string
	Version    string
	Title      models.Text // "Endoskopisk neurotomi"
	Steps      []Step
	Milestones []Milestone
	FollowUps  []FollowUp      // what an answer can ask for; no plan has them
	Length     time.Duration   // how long theatre and surgeon are taken at most; 0 where no source says
	Tier       rulebook.Tier   // the bleeding risk; "" in a version frozen before it was said
	TierSource rulebook.Source // where the tier comes from
	Body       []byte          // the YAML it was read from, kept with the bookings that froze it

	versionLine int
	order       int // where it stands in the list of procedures
	tasks       []taskRule
	dates       []dateRule
	health      healthRule
}

// Step finds one step by its id, a follow-up too.
func (p *Protocol) Step(id string) (Step, bool) {
	for _, step := range p.Steps {
		if step.ID == id {
			return step, true
		}
	}
	follow, ok := p.FollowUp(id)
	return follow.Step, ok
}

// antiInflammatory is the one class of which a protocol may say that it is prescribed.
const antiInflammatory = "nsaid"

// Step is one task of a protocol.
type Step struct {
	ID     string
	Title  models.Text // short, as it stands on the worklist: "Stygnborttagning"
	Why    models.Text // one sentence: the rule in plain words
	Role   models.Role
	Kind   models.TaskKind
	Source rulebook.Source
	Asks   []Question // what is noted when the task is done

	Hold     HoldPart // what the task does for the holds around the procedure
	Calendar Calendar

	Assess bool // until it is done the booking is to be assessed: the procedure waits for it
	Red    bool // it must not be missed on any list
	Sheet  bool // an instruction sheet that is handed out does it
	Tell   bool // once it is done the patient is to be told what came of it
	Call   bool // it is a telephone call to the patient: tries to reach them are kept
	Ready  Mark // what it settles on the readiness board; "" is nothing

	Prescribes string // a class of medicines that it may prescribe; "" is none
}

// HoldPart tells what a row of a protocol is to the holds around the procedure;
// "" for a row that has nothing to do with them.
type HoldPart string

// The parts.
const (
	HoldDecision HoldPart = "decision" // the task that is done when a doctor has decided every hold
	HoldResume   HoldPart = "resume"   // the task and the date that move to the first dose again
)

// Calendar is what the patient's phone calls a row's day. Its words name neither a
// diagnosis nor a medicine: a phone shows them to whoever is near.
type Calendar struct {
	Title models.Text // nil: the day is the clinic's own
	when  condition
}

// In gives the words for a patient; "" where the day is not for the patient's phone.
func (c Calendar) In(language models.Language, facts Facts) string {
	if c.Title.Empty() || !c.when.holds(facts) {
		return ""
	}
	return c.Title.In(language)
}

// Question is asked when a task is closed; its answer is kept as the task's outcome.
type Question struct {
	ID       string
	Title    models.Text
	Choices  []Choice // none: a line of free text
	Required bool
	Ready    Mark // what its answer settles on the readiness board; "" is nothing
}

// Choice is one answer to a question. Unless all is well with it something follows.
type Choice struct {
	ID     string
	Title  models.Text
	Well   bool
	Follow Follow
}

// Milestone is a date for the patient and the sheet; it is no task.
type Milestone struct {
	ID     string
	Title  models.Text // "Ingen bilkörning"
	Form   Form
	Source rulebook.Source

	Hold     HoldPart // HoldResume or ""
	Calendar Calendar
}

// Form tells how a milestone's date is meant.
type Form string

// The forms.
const (
	On      Form = "on"
	From    Form = "from"
	Until   Form = "until"
	Between Form = "between"
)

// Facts are what the conditions of the rules can ask about a booking.
type Facts struct {
	BloodThinner bool `expr:"blood_thinner"` // any medicine that thins the blood
	OnHold       bool `expr:"on_hold"`       // any medicine on hold around the procedure
	Insulin      bool `expr:"insulin"`
	Hypertension bool `expr:"hypertension"`
	Bleeds       bool `expr:"bleeds"`    // a tendency to bleed
	DayAsked     bool `expr:"day_asked"` // any medicine of which somebody has to say how it is taken on the day
}

// Request is what a plan is made from.
type Request struct {
	Start    time.Time   // T
	BookedOn models.Date // no task is due before this day
	Facts    Facts
}

// Plan is every task and date that follows from a booking.
type Plan struct {
	Start      time.Time
	Tasks      []PlannedTask      // in the protocol's order
	Milestones []PlannedMilestone // in the protocol's order
}

// PlannedTask is one task with its days found. All days are civil dates. Its time ends
// on a day when the clinic works, and that of an appointment begins on one, where it has any.
type PlannedTask struct {
	Step         Step
	Target       models.Date // before rolling to a working day
	Due          models.Date
	Earliest     models.Date
	Latest       models.Date
	BookBy       models.Date // appointments only
	Late         bool        // the whole window lies before the day of booking
	NoWorkingDay bool        // the window holds no working day; Due is the target

	closedBefore, closedAfter int // days of the protocol's window that are left out of Earliest … Latest
}

// Moment is a day, or an instant where the hour matters.
type Moment struct {
	Date models.Date // in Stockholm
	At   time.Time   // zero for a whole day
}

// PlannedMilestone is one date for the patient. Begin is set for the forms on,
// from and between; End for until and between.
type PlannedMilestone struct {
	Milestone Milestone
	Begin     Moment
	End       Moment
}
