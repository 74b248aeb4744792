package models

import (
	"slices"
	"time"
)

// FoundBy is how a complication came to the clinic's knowledge.
type FoundBy string

// The ways in which a complication is found.
const (
	FoundByCall      FoundBy = "call"      // the patient, or someone near, rang
	FoundAtVisit     FoundBy = "visit"     // at the clinic
	FoundAtEmergency FoundBy = "emergency" // at an emergency department
	FoundElsewhere   FoundBy = "elsewhere" // by another care giver
	FoundOtherwise   FoundBy = "other"     // as FoundText says
)

// WaysFound lists every way in which a complication is found.
var WaysFound = []FoundBy{FoundByCall, FoundAtVisit, FoundAtEmergency, FoundElsewhere, FoundOtherwise}

// Complication is what a doctor has confirmed went wrong after a performed
// procedure. It is never altered; a wrong one is withdrawn with a reason.
type Complication struct {
	ID           int64
	PatientID    int64
	BookingID    int64   // the procedure that it followed
	CallID       *int64  // the call that led to it, where one did
	Kind         string  // id of a complication that the rules for calls know
	OnsetOn      Date    // the first day of it
	Found        FoundBy // how it was found
	FoundText    string  // asked for where Found is FoundOtherwise
	ConfirmedBy  string  // the doctor's name
	ConfirmedOn  Date
	Note         string
	RegisteredBy string // who wrote it down
	CreatedAt    time.Time

	WithdrawnBy     string // "" while it holds
	WithdrawnReason string
	WithdrawnAt     *time.Time
}

// Holds tells whether nobody has withdrawn the complication.
func (c Complication) Holds() bool { return c.WithdrawnAt == nil }

// Validate tells everything that keeps the complication from being kept. Its
// kind, and its days against the procedure and today, are the desk's question.
func (c Complication) Validate() error {
	var problems Problems
	if c.Kind == "" {
		problems.Add("kind", ErrRequired)
	}
	if c.OnsetOn.IsZero() {
		problems.Add("onset-on", ErrRequired)
	}
	if !slices.Contains(WaysFound, c.Found) {
		problems.Add("found", ErrRequired)
	}
	problems.Add("found-text", checkText(c.FoundText, c.Found == FoundOtherwise, MaxLine))
	problems.Add("confirmed-by", checkText(c.ConfirmedBy, true, MaxLine))
	if c.ConfirmedOn.IsZero() {
		problems.Add("confirmed-on", ErrRequired)
	}
	if !c.OnsetOn.IsZero() && !c.ConfirmedOn.IsZero() && c.ConfirmedOn.Before(c.OnsetOn) {
		problems.Add("confirmed-on", &Problem{Code: "complication.confirmed-before-onset", Values: map[string]any{"date": c.OnsetOn}})
	}
	problems.Add("note", checkText(c.Note, false, MaxNote))
	if !c.Holds() {
		problems.Add("reason", checkText(c.WithdrawnReason, true, MaxNote))
	}
	return problems.OrNil()
}

// PerformedRow is a performed procedure, as far as rates need it.
type PerformedRow struct {
	ID          int64
	Procedure   string
	Surgeon     string
	PerformedAt time.Time
}

// ComplicationRow is a complication with its patient and procedure.
type ComplicationRow struct {
	Complication

	Procedure      string
	Surgeon        string
	PerformedAt    time.Time // the procedure's real start
	Restricted     bool      `gorm:"-"` // closed to who asks, see Restriction
	PersonalNumber PersonalNumber
	GivenName      string
	FamilyName     string
}

// Name is the patient's name as it is said.
func (r ComplicationRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// Day is the day of the onset, counted from the procedure: 0 is the procedure's
// own. It is 0 too where the procedure's real time was corrected past the onset.
func (r ComplicationRow) Day() int { return max(0, r.OnsetOn.DaysSince(DateOf(r.PerformedAt))) }
