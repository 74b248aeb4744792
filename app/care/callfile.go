package care

import "nursedesk/models"

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
