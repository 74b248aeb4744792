package followup

import (
	"context"

	"nursedesk/app/careplan"
	deskfollowup "nursedesk/app/followup"
	"nursedesk/views/lists"
)

// Desk is what is asked of the desk here.
type Desk interface {
	lists.Keeper

	FollowUp(ctx context.Context, query deskfollowup.Query) (deskfollowup.Report, error)
	Protocols() []*careplan.Protocol
}
