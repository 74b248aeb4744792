package tasks

import (
	"context"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// Rules is where a task's words come from.
type Rules interface {
	Medicines() *medication.Catalogue
	ProcedureTitle(code string) models.Text
	Escalated(row models.WorklistRow) (do models.Text, ok bool)
	Protocols() []*careplan.Protocol
	Step(code string, version string, id string) (careplan.Step, bool)
}

// Desk is what is done with a task.
type Desk interface {
	Rules

	AddToTask(ctx context.Context, id int64, text string) (models.Task, error)
	Booking(ctx context.Context, id int64) (care.BookingFile, error)
	BookAppointment(ctx context.Context, draft worklist.AppointmentDraft) (models.Task, error)
	CompleteTask(ctx context.Context, c worklist.Completion) (models.Task, error)
	GiveUp(ctx context.Context, taskID int64, version int, instead string) (models.Task, error)
	LeaveTask(ctx context.Context, taskID int64) error
	LogAttempt(ctx context.Context, draft worklist.AttemptDraft) (models.Task, error)
	MarkMissed(ctx context.Context, taskID int64, version int, note string) (models.Task, error)
	NextTry(ctx context.Context, task models.Task) (time.Time, error)
	PostponeTask(ctx context.Context, p worklist.Postponement) (models.Task, error)
	Reveal(ctx context.Context, patientID int64) (models.Patient, error)
	ReopenTask(ctx context.Context, id int64, version int) (models.Task, error)
	TakeTask(ctx context.Context, taskID int64) (began bool, err error)
	TaskNow(ctx context.Context, id int64) (worklist.Present, error)
	TriesBeforeGivingUp() (tries int, then models.Text)
	UndoAttempt(ctx context.Context, before models.Task) error
	UndoTask(ctx context.Context, before models.Task) error
}
