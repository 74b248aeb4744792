package bookings

import (
	"context"

	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/lists"
)

// Desk is what is asked of the desk here.
type Desk interface {
	lists.Keeper

	Bookings(ctx context.Context, filter models.BookingFilter) ([]models.BookingRow, error)

	Clinic(ctx context.Context) (models.Clinic, error)
	Protocols() []*careplan.Protocol
}
