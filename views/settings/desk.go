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
	OpenID(ctx context.Context) (models.OpenID, error)
	SaveOpenID(ctx context.Context, settings models.OpenID) (models.OpenID, error)
	SaveClinic(ctx context.Context, clinic models.Clinic) error
}
