package sbar

import (
	"context"

	"nursedesk/app/calls"
	"nursedesk/models"
)

// Desk is what is asked of the desk here.
type Desk interface {
	AddToCall(ctx context.Context, callID int64, text string, contact *models.Contact) error
	NoteHandover(ctx context.Context, told calls.SBAR, how models.SheetWay) error
	SBAROfCall(ctx context.Context, callID int64) (calls.SBAR, error)
	SBAROfDraft(ctx context.Context, draftID int64) (calls.SBAR, error)
	TellOfDraft(ctx context.Context, draftID int64, contact models.Contact) error
}
