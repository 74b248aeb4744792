package journal

import (
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/patientform"
	"nursedesk/views/tasks"
)

// words are those of the FHIR bundle, in the language of the desk.
type words struct{ desk Desk }

// Condition implements fhir.Words.
func (w words) Condition(condition models.Condition) string {
	return patientform.ConditionWord(condition)
}

// Medicine implements fhir.Words.
func (w words) Medicine(medicine models.Medicine) string {
	return locale.In(care.NameOf(w.desk.Medicines(), medicine))
}

// In implements fhir.Words.
func (w words) In(text models.Text) string { return locale.In(text) }

// Step implements fhir.Words.
func (w words) Step(file *care.BookingFile, task models.Task) string {
	if file == nil {
		return history{desk: w.desk}.stepTitle(models.AuditEntry{}, task.Step)
	}
	return history{w.desk, []care.BookingFile{*file}}.stepTitle(models.AuditEntry{BookingID: &file.Booking.ID}, task.Step)
}

// Complication implements fhir.Words.
func (w words) Complication(kind string) string { return complications.Title(w.desk, kind) }

// Role implements fhir.Words.
func (w words) Role(role models.Role) string { return tasks.RoleWord(role) }

// Say implements fhir.Words.
func (w words) Say(key string) string { return locale.T("fhir." + key) }
