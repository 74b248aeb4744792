package models

import "time"

// OpenKind is what can be open at a desk.
type OpenKind string

// What can be open. A patient can be at several desks at once; a call is made at one.
const (
	OpenPatient OpenKind = "patient"
	OpenTask    OpenKind = "task" // the call that a task asks for
	OpenCall    OpenKind = "call" // a call that goes on and was begun for no task
)

// Opened is one thing that is open at a desk.
type Opened struct {
	Kind      OpenKind
	SubjectID int64
}

// Presence says that something is open at a desk. It lives for seconds: a desk that does
// not say again and again that it is there is gone, and so is what it had open.
type Presence struct {
	ID     int64
	Desk   string // the open program, by a word that it draws when it starts
	Place  string // the computer's name
	By     string // who works there
	Opened `gorm:"embedded"`
	Since  time.Time
	Seen   time.Time // when the desk said so last

	AskedBy    string // who wants to take the call over
	AskedDesk  string
	AskedPlace string
	AskedAt    *time.Time
	Answer     PresenceAnswer
}

// PresenceAnswer is what somebody said who was asked to hand a call over; "" is nothing yet.
type PresenceAnswer string

// The answers.
const (
	HandsOver PresenceAnswer = "yes"
	GoesOn    PresenceAnswer = "no"
)

// Taken is why a call can't be made here: another desk makes it.
type Taken struct{ Presence }

// Error implements error; like a Problem it names nobody.
func (t *Taken) Error() string { return t.problem().Error() }

// Unwrap gives the words for whoever knows no better than to show them.
func (t *Taken) Unwrap() error { return t.problem() }

func (t *Taken) problem() *Problem {
	return &Problem{Code: "call.taken", Values: map[string]any{"name": t.By, "place": t.Place, "at": t.Since}}
}
