package today

import (
	"context"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/careplan"
	"nursedesk/app/readiness"
	"nursedesk/app/worklist"
	"nursedesk/views/lists"
	"nursedesk/views/tasks"
)

// Desk is what is asked of the desk here.
type Desk interface {
	lists.Keeper
	tasks.Desk
	tasks.OwnDesk

	Board(ctx context.Context) (readiness.Board, error)
	OpenBookingDrafts(ctx context.Context) ([]bookings.OpenBooking, error)

	OpenChangeDrafts(ctx context.Context) ([]bookings.OpenChange, error)

	OpenCalls(ctx context.Context) ([]calls.OpenCall, error)

	Protocols() []*careplan.Protocol

	Worklist(ctx context.Context, query worklist.Query) (worklist.List, error)
}
