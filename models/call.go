package models

import "time"

// Call is one telephone call with or about a patient.
type Call struct {
	ID         int64
	PatientID  int64
	BookingID  *int64 // the booking it was about, where there is one
	At         time.Time
	Caller     string // who rang, when not the patient
	Phone      Phone  // the number to call back
	Reason     string
	Advice     string
	CallbackAt *time.Time
	By         string // who took the call
	CreatedAt  time.Time
}

// Validate tells everything that keeps the call from being kept.
func (c Call) Validate() error {
	var problems Problems
	problems.Add("caller", checkText(c.Caller, false, MaxLine))
	problems.Add("reason", checkText(c.Reason, true, MaxNote))
	problems.Add("advice", checkText(c.Advice, false, MaxNote))
	if c.Phone != "" {
		problems.Add("phone", c.Phone.Validate())
	}
	if c.CallbackAt != nil && c.CallbackAt.Before(c.At) {
		problems.Add("callback", &Problem{Code: "callback.before-call"})
	}
	return problems.OrNil()
}
