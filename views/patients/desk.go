package patients

import (
	"context"

	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/patientform"
)

// Desk is what is asked of the desk here.
type Desk interface {
	patientform.Desk

	Protocols() []*careplan.Protocol

	CheckPatient(draft office.PatientDraft) error
	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
}
