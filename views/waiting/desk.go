package waiting

import (
	"context"

	deskholds "nursedesk/app/holds"
	"nursedesk/views/holds"
)

// Desk is what is asked of the desk here.
type Desk interface {
	holds.Desk

	WaitingHolds(ctx context.Context) ([]deskholds.Waiting, error)
}
