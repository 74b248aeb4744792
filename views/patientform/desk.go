package patientform

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Desk is what is asked of the desk here.
type Desk interface {
	CheckPatient(draft office.PatientDraft) error
	Medicines() *medication.Catalogue
	Patient(ctx context.Context, id int64) (care.PatientFile, error)
	Reveal(ctx context.Context, id int64) (models.Patient, error)
	SavePatient(ctx context.Context, draft office.PatientDraft) (models.Patient, error)
}
