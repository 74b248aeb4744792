package readiness

import (
	"context"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	deskreadiness "nursedesk/app/readiness"
)

// Desk is what is asked of the desk here.
type Desk interface {
	Board(ctx context.Context) (deskreadiness.Board, error)
	Change(ctx context.Context, change bookings.Change) (care.Difference, error)
	MarkNotCome(ctx context.Context, bookingID int64, version int, reason string) error
	UndoEnding(ctx context.Context, bookingID int64) error
}
