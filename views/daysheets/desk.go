package daysheets

import (
	"context"

	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Desk is what the page asks of the desk.
type Desk interface {
	SheetsOf(ctx context.Context, day models.Date) ([]papers.DaySheet, error)
	NextSheetDay(ctx context.Context) (models.Date, error)
	Sheet(ctx context.Context, bookingID int64, wanted papers.Wanted) (sheet.Document, error)
	KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error
}
