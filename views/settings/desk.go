package settings

import (
	"context"

	"nursedesk/models"
)

// Desk is what is asked of the desk here.
type Desk interface {
	Check(ctx context.Context) (models.DatabaseHealth, error)
	Clinic(ctx context.Context) (models.Clinic, error)
	ClinicChanged(ctx context.Context) (models.AuditEntry, error)
	Location() string
	SaveClinic(ctx context.Context, clinic models.Clinic) error
}
