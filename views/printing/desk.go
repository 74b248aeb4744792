package printing

import (
	"context"

	"nursedesk/app/calls"
	"nursedesk/app/care"
	deskholds "nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/readiness"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/shift"
)

// Desk is what is asked of the desk here.
type Desk interface {
	holds.Rules

	Booking(ctx context.Context, id int64) (care.BookingFile, error)

	NoteHandover(ctx context.Context, told calls.SBAR, how models.SheetWay) error
	SBAROfCall(ctx context.Context, callID int64) (calls.SBAR, error)
	SBAROfDraft(ctx context.Context, draftID int64) (calls.SBAR, error)
	SBARSheet(in sheet.HandoverInput) (sheet.Document, error)

	DecisionList(ctx context.Context, language models.Language, words deskholds.DecisionWords) (sheet.Document, error)
	NoteDecisionList(ctx context.Context, list sheet.Document) error

	shift.Desk
	Clinic(ctx context.Context) (models.Clinic, error)
	Clock() office.Clock
	NoteShiftReport(ctx context.Context, report sheet.Document) error
	ShiftReport(ctx context.Context, input sheet.ListingInput) (sheet.Document, error)

	NoteOperatingList(ctx context.Context, list sheet.Document) error
	OperatingList(ctx context.Context, day models.Date, words readiness.ListWords) (sheet.Document, error)

	Calendar(ctx context.Context, bookingID int64, language models.Language) (sheet.CalendarFile, error)
	KeepCalendar(ctx context.Context, file sheet.CalendarFile, save func() error) error
	HandedOut(ctx context.Context, sheetID int64) (sheet.Document, error)
	KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error
	NoteSheetAgain(ctx context.Context, bookingID int64, how models.SheetWay) error
	Sheet(ctx context.Context, bookingID int64, wanted papers.Wanted) (sheet.Document, error)
}

// Emergency is the emergency list.
type Emergency interface {
	// Paper gives the list, and in words when it was last true.
	Paper(ctx context.Context) (document sheet.Document, asOf string, err error)
	// Left notes that it left the desk.
	Left(ctx context.Context, document sheet.Document) error
}
