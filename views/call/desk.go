package call

import (
	"context"

	"nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/tasks"
)

// Desk is what is asked of the desk here.
type Desk interface {
	tasks.Rules

	AskForCall(ctx context.Context, taken models.Presence) (models.Presence, error)
	Asked(ctx context.Context, asked models.Presence) (now models.Presence, ok bool, err error)
	Caller(ctx context.Context, patientID int64, bookingID int64) (calls.CallerFile, error)
	CheckCall(draft calls.Draft, file calls.CallerFile, unfinished bool) error
	Complains(draft calls.Draft) bool
	DiscardCall(ctx context.Context, draft calls.Draft) error
	EndCall(ctx context.Context, draft calls.Draft, unfinished bool) (models.Call, error)
	GoOn(ctx context.Context, taskID int64) (calls.Draft, error)
	Judge(draft calls.Draft, file calls.CallerFile) (calls.Judgement, error)
	LeaveCall(ctx context.Context) error
	OpenCalls(ctx context.Context) ([]calls.OpenCall, error)
	Reveal(ctx context.Context, id int64) (models.Patient, error)
	Resume(ctx context.Context, id int64) (calls.Draft, error)
	SaveCallDraft(ctx context.Context, draft *calls.Draft) error
	TakeCall(ctx context.Context, taken models.Presence) (calls.Draft, error)

	Guide() *triage.Guide

	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
}
