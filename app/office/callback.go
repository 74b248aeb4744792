package office

import (
	"time"

	"nursedesk/app/triage"
	"nursedesk/models"
)

// CallbackWindow is when the patient is to be called again, UTC.
type CallbackWindow struct {
	From, To  time.Time
	Suggested time.Time // while the phone is answered, where the window has such a time
	Closed    bool      // the window has none: Suggested is the next time after it
}

// step is how finely times for a callback are looked for.
const step = 15 * time.Minute

// NewCallbackWindow looks for a time at which the clinic's phone is answered: the
// first in the window, else the first after it.
func NewCallbackWindow(hours triage.Hours, clinic models.Clinic, now time.Time) *CallbackWindow {
	window := &CallbackWindow{
		From: now.Add(time.Duration(hours.From) * time.Hour).UTC(), To: now.Add(time.Duration(hours.To) * time.Hour).UTC(),
	}
	window.Suggested = window.To
	const farthest = 14 * 24 * time.Hour // no clinic is closed for longer
	for at := window.From.Truncate(step).Add(step); at.Before(window.From.Add(farthest)); at = at.Add(step) {
		if PhoneAnswered(clinic, at) {
			window.Suggested, window.Closed = at, at.After(window.To)
			return window
		}
	}
	return window
}
