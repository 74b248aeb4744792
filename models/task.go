package models

import "time"

// Role is who a task belongs to, and what somebody of the staff is.
type Role string

// The roles.
const (
	Nurse  Role = "nurse"
	Doctor Role = "doctor"
	Physio Role = "physio"

	// Administrator is nobody's task: who sees to staff, settings and the access log.
	Administrator Role = "administrator"
	// Service is no person: a program that runs under an account of its own, as a nightly import does.
	Service Role = "service"
)

// Roles lists the roles that tasks belong to.
var Roles = []Role{Nurse, Doctor, Physio}

// TaskKind tells what is done with a task.
type TaskKind string

// The kinds: an action is done on its day, an appointment is first booked, a
// callback is a promise to ring at a time.
const (
	Action      TaskKind = "action"
	Appointment TaskKind = "appointment"
	Callback    TaskKind = "callback"
)

// TaskState is how far a task has come. Overdue and due today are not states:
// they follow from the dates and the clock.
type TaskState string

// The states. An action or callback goes open → done; an appointment goes
// to-book → booked → done or not-come. Withdrawn tasks fell away with a
// cancelled booking or because the plan no longer asks for them.
const (
	Open      TaskState = "open"
	ToBook    TaskState = "to-book"
	Booked    TaskState = "booked"
	Done      TaskState = "done"
	NotCome   TaskState = "not-come"
	Withdrawn TaskState = "withdrawn"
)

// Steps of tasks that no protocol made. Most are telephone calls: a callback
// that was promised, what the patient has to be told, the surgeon's call to
// a patient, and a call that ended before every red flag was asked about; the
// visit that a call led to; the call to 112 or the emergency department that
// was not made before a call was signed; and what somebody put on the list.
const (
	CallbackStep        = "callback"
	TellStep            = "tell-patient"
	SurgeonCallbackStep = "surgeon-callback"
	FinishCallStep      = "finish-call"
	VisitStep           = "visit"
	NotifyStep          = "notify-emergency"
	OwnStep             = "own" // what somebody put on the list in words of their own
)

// OwnSteps are the steps that the desk makes itself; no protocol may name one so.
var OwnSteps = []string{
	CallbackStep, TellStep, SurgeonCallbackStep, FinishCallStep, VisitStep, NotifyStep, OwnStep,
	"new-sheet", "call-patient", // what the desk called it before there was one task to tell the patient
}

// Task is one thing someone has to do for a patient.
type Task struct {
	ID        int64
	PatientID int64  `gorm:"serializer:zeronull"` // 0 for an own task that is about nobody
	BookingID *int64 // nil for a callback without a booking
	CallID    *int64 // the call that a callback answers
	Step      string // the protocol step's id, or CallbackStep
	Role      Role
	Kind      TaskKind
	State     TaskState

	Due          Date
	Earliest     Date
	Latest       Date
	BookBy       Date // appointments only
	Late         bool // booked when the whole window had passed
	NoWorkingDay bool // the window holds no working day

	MovedByHand bool // postponed: the plan no longer moves it
	MoveReason  string

	At    *time.Time // appointment or callback time
	Place string
	With  string

	AnswerID *int64 // the task whose answer asked for this one
	Said     string // what was said that led to it

	Outcome    map[string]string `gorm:"serializer:json"` // answers to the step's questions
	Replaced   *Replaced         `gorm:"serializer:json"` // what the answers changed in the booking
	Note       string
	LateReason string
	ClosedBy   string
	ClosedAt   *time.Time

	ActOn     Date // see Task.DueOn; kept so that the worklist is one indexed read
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Replaced is what a booking said before the answers to a task changed it.
type Replaced struct {
	Version   int               `json:"version"` // of the booking once it was changed
	Medicines Medicines         `json:"medicines"`
	Factors   map[string]string `json:"factors"`
	Clearance float64           `json:"clearance"`
	Health    HealthDeclaration `json:"health"`
}

// Closed tells whether nothing more is to be done.
func (t Task) Closed() bool {
	return t.State == Done || t.State == NotCome || t.State == Withdrawn
}

// DueOn is the day on which someone has to act: an appointment still to book on
// its book-by day, a booked one on its own day, anything else when it is due.
func (t Task) DueOn() Date {
	switch {
	case t.State == ToBook && !t.BookBy.IsZero() && !t.MovedByHand:
		return t.BookBy
	case (t.State == Booked || t.Kind != Appointment) && t.At != nil:
		return DateOf(*t.At)
	}
	return t.Due
}

// Promised is when a call is to be made; one without a time comes first on its day.
func (t Task) Promised() time.Time {
	if t.At != nil {
		return *t.At
	}
	return t.Due.At(0, 0)
}

// Situation is how a task stands today; it is computed, never stored.
type Situation string

// The situations of a task.
const (
	Overdue  Situation = "overdue"
	DueToday Situation = "today"
	Coming   Situation = "coming"
	Finished Situation = "done"
)

// Situation tells how the task stands at an instant. A callback is overdue once
// its promised time has passed, anything else once its day has.
func (t Task) Situation(now time.Time) Situation {
	today := DateOf(now)
	switch due := t.DueOn(); {
	case t.Closed():
		return Finished
	case due.Before(today), t.Kind == Callback && t.At != nil && t.At.Before(now):
		return Overdue
	case due == today:
		return DueToday
	}
	return Coming
}

// PastWindow tells whether closing the task on that day needs a reason.
func (t Task) PastWindow(today Date) bool {
	return !t.Latest.IsZero() && t.Latest.Before(today)
}

// InWindow tells whether a day lies where the protocol wants the task.
func (t Task) InWindow(day Date) bool {
	return !day.Before(t.Earliest) && (t.Latest.IsZero() || !day.After(t.Latest))
}
