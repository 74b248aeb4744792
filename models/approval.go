package models

import "time"

// Approval is a doctor's word for one row of the rules as it stood. It is never
// altered, but can be withdrawn with a reason.
type Approval struct {
	ID         int64
	Row        string // the row's id
	Hash       string // of the row's content: a changed row is not approved
	Doctor     string
	ApprovedOn Date
	EnteredBy  string
	CreatedAt  time.Time

	WithdrawnBy     string // "" while the approval holds
	WithdrawnReason string
	WithdrawnAt     *time.Time
}

// Holds tells whether nobody has withdrawn the approval.
func (a Approval) Holds() bool { return a.WithdrawnAt == nil }

// Validate tells everything that keeps the approval from being kept. Whether its
// day lies ahead is the desk's question, since it needs a clock.
func (a Approval) Validate() error {
	var problems Problems
	if a.Row == "" || a.Hash == "" {
		problems.Add("", ErrRequired)
	}
	problems.Add("doctor", checkText(a.Doctor, true, MaxLine))
	if a.ApprovedOn.IsZero() {
		problems.Add("approved-on", ErrRequired)
	}
	if !a.Holds() {
		problems.Add("reason", checkText(a.WithdrawnReason, true, MaxNote))
	}
	return problems.OrNil()
}
