package bookings

import (
	"context"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Desk is what is asked of the desk here.
type Desk interface {
	Bookings(ctx context.Context, filter models.BookingFilter) ([]models.BookingRow, error)

	Clinic(ctx context.Context) (models.Clinic, error)
	Protocols() []*careplan.Protocol
}
