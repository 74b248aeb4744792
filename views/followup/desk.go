package followup

import (
	"context"

	"nursedesk/app/careplan"
	deskfollowup "nursedesk/app/followup"
	"nursedesk/models"
	"nursedesk/views/complications"
)

// Desk is what is asked of the desk here.
type Desk interface {
	complications.Kinds

	FollowUp(ctx context.Context, query deskfollowup.Query) (deskfollowup.Report, error)

	ProcedureTitle(code string) models.Text
	Protocols() []*careplan.Protocol
}
