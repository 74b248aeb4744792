package papers

import (
	"context"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Calendar writes the dates of a booking that are still to come as an iCalendar
// file for the patient's phone, in the patient's language where none is named, with
// those taken back that the last file gave. A booking that is over has a file only
// where there is something to take back.
func (s *Service) Calendar(ctx context.Context, bookingID int64, language models.Language) (sheet.CalendarFile, error) {
	input, _, err := s.sheetInput(ctx, bookingID, language, true)
	if err != nil {
		return sheet.CalendarFile{}, err
	}
	in := sheet.CalendarInput{Input: input, At: s.office.Now()}
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		in.Given, err = tx.GivenCalendar(bookingID)
		return err
	})
	if err != nil {
		return sheet.CalendarFile{}, err
	}
	if !input.Booking.Open() && len(in.Given.Dates) == 0 {
		return sheet.CalendarFile{}, &models.Problem{Code: "booking.closed"}
	}
	return s.office.Rules.Sheets.Calendar(in)
}

// KeepCalendar keeps what a calendar file says that leaves the desk by save, which is
// called at last: where it fails nothing is kept either.
func (s *Service) KeepCalendar(ctx context.Context, file sheet.CalendarFile, save func() error) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(file.Says.BookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveGivenCalendar(&file.Says); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{Action: "calendar.given", PatientID: &booking.PatientID, BookingID: &booking.ID}, save()
	})
}
