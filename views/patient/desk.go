package patient

import (
	"context"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/erasing"
	"nursedesk/views/holds"
	"nursedesk/views/journal"
	"nursedesk/views/merging"
	"nursedesk/views/patientform"
	"nursedesk/views/restriction"
	"nursedesk/views/tasks"
)

// Desk is what is asked of the desk here.
type Desk interface {
	complications.Desk
	erasing.Desk
	holds.Desk
	journal.Writer
	merging.Desk
	patientform.Desk
	restriction.Desk
	tasks.Desk
	tasks.OwnDesk

	Booking(ctx context.Context, id int64) (care.BookingFile, error)
	Cancel(ctx context.Context, bookingID int64, version int, reason string) error
	Change(ctx context.Context, change bookings.Change) (care.Difference, error)
	DiscardDraft(ctx context.Context, kept bookings.Kept) error
	OpenChangeDrafts(ctx context.Context) ([]bookings.OpenChange, error)
	SaveChangeDraft(ctx context.Context, half *bookings.HalfChange) error
	MarkNotCome(ctx context.Context, bookingID int64, version int, reason string) error
	Propose(ctx context.Context, change bookings.Change) (care.Difference, error)

	Agreed(source rulebook.Source) rulebook.Source
	Clinic(ctx context.Context) (models.Clinic, error)

	Patient(ctx context.Context, id int64) (care.PatientFile, error)

	KeepRecord(ctx context.Context, patientID int64, form export.Form, save func() error) error
	Record(ctx context.Context, patientID int64, write func(care.Record, export.SheetFile) error) error

	TellPatient(ctx context.Context, bookingID int64) (models.Task, error)
	UndoEnding(ctx context.Context, bookingID int64) error
	UndoTask(ctx context.Context, before models.Task) error
}
