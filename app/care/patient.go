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
