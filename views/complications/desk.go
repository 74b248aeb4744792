package complications

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/followup"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// Kinds is where a complication's words come from.
type Kinds interface {
	ComplicationKinds() []triage.Complication
	ComplicationTitle(kind string) models.Text
}

// Desk is what a complication is registered with.
type Desk interface {
	Kinds
	Booking(ctx context.Context, id int64) (care.BookingFile, error)
	RegisterComplication(ctx context.Context, draft followup.ComplicationDraft) (models.Complication, error)
	WithdrawComplication(ctx context.Context, id int64, reason string) error

	Clinic(ctx context.Context) (models.Clinic, error)
}
