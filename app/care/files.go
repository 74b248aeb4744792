package care

import "nursedesk/models"

// PatientFile is everything the desk knows of one patient.
type PatientFile struct {
	Patient  models.Patient
	Bookings []BookingFile // newest start first
	Calls    []models.Call // newest first
	// Complications are all that were registered, withdrawn ones too, the latest onset first.
	Complications []models.Complication
	Other         []models.Task     // callbacks without a booking
	Calling       map[int64]Calling // what is to be said of the calls to make, by the task
	History       []models.AuditEntry
}

// CallFile is a call with all that belongs to it.
type CallFile struct {
	Call      models.Call
	Record    models.CallRecord
	Recorded  bool // false for a call that was noted without questions
	Patient   models.Patient
	Additions []models.CallAddition // oldest first
	Tasks     []models.Task         // what the call led to
	Attempts  []models.Attempt      // to reach somebody for one of them, oldest first
}

// Calling is what a list says of a call that is still to be made, beside its row.
type Calling struct {
	Tries   []models.Attempt // to reach the patient, oldest first
	Unasked int              // red flags that nobody asked about in the call that was not finished
	Rings   *models.Presence // the desk that makes the call now; nil: none does
}

// Unanswered counts the tries that nobody answered.
func (c Calling) Unanswered() int {
	missed := 0
	for _, try := range c.Tries {
		if !try.Answered {
			missed++
		}
	}
	return missed
}
