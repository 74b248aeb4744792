package calls

import (
	"context"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/careplan"
	"nursedesk/app/triage"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/callnote"
	"nursedesk/views/complications"
	"nursedesk/views/lists"
	"nursedesk/views/tasks"
)

// Desk is what is asked of the desk here.
type Desk interface {
	callnote.Desk
	complications.Desk
	lists.Keeper
	tasks.Desk

	AddToCall(ctx context.Context, callID int64, text string, contact *models.Contact) error
	AssignCall(ctx context.Context, callID int64, patientID int64) error
	Call(ctx context.Context, id int64) (deskcalls.CallFile, error)
	Calls(ctx context.Context, filter models.CallFilter) ([]models.CallRow, error)
	DiscardCall(ctx context.Context, draft deskcalls.Draft) error
	NoteCallCopied(ctx context.Context, call models.Call) error
	OpenCalls(ctx context.Context) ([]deskcalls.OpenCall, error)

	ComplicationKinds() []triage.Complication

	Protocols() []*careplan.Protocol

	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)

	Callbacks(ctx context.Context, text string) ([]worklist.Callback, error)
}
