package papers

import (
	"context"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// DaySheet is a booking of one day whose instruction sheet can be printed.
type DaySheet struct {
	BookingID int64
	Patient   string
	Number    models.PersonalNumber
	Start     time.Time // in Stockholm
	Theatre   string
	Procedure models.Text
	Language  models.Language  // of the sheet, if no other is chosen
	Status    care.SheetStatus // of the sheet that was handed out last; "" for none
	WrittenAt time.Time        // that one; zero for none
	// Undecided are the medicines that a doctor still has to decide about; the
	// sheet says so in place of their dates.
	Undecided  []models.Text
	Restricted bool // the record is closed to who asks: its sheet can't be printed
}

// SheetsOf lists the bookings of a day whose sheet can be printed, by time.
func (s *Service) SheetsOf(ctx context.Context, day models.Date) ([]DaySheet, error) {
	var sheets []DaySheet
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.BookingsAround(day.At(0, 0), day.AddDays(1).At(0, 0))
		if err != nil {
			return err
		}
		ids := make([]int64, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		files, err := s.office.BookingFiles(tx, ids...)
		for _, file := range files {
			sheets = append(sheets, daySheet(file))
		}
		return err
	})
	return sheets, err
}

func daySheet(file care.BookingFile) DaySheet {
	one := DaySheet{
		BookingID: file.Booking.ID, Patient: file.Patient.Name(), Number: file.Patient.PersonalNumber, Start: file.Booking.Begin(),
		Theatre: file.Booking.Theatre, Procedure: file.Protocol.Title, Language: file.Patient.Language, Restricted: file.Restricted,
	}
	if len(file.Sheets) > 0 {
		last := file.Sheets[0]
		one.Status, one.WrittenAt = file.SheetStatus(last), last.CreatedAt
	}
	for _, hold := range file.Holds {
		if hold.Asked && hold.Decision == nil {
			one.Undecided = append(one.Undecided, hold.Name)
		}
	}
	return one
}

// NextSheetDay is the next day after today with a booking that is still to be
// performed; tomorrow where there is none.
func (s *Service) NextSheetDay(ctx context.Context) (models.Date, error) {
	tomorrow := s.office.Today().AddDays(1)
	day := tomorrow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.Bookings(models.BookingFilter{From: tomorrow.At(0, 0), Status: models.StatusBooked, Limit: 1})
		if err == nil && len(rows) > 0 {
			day = models.DateOf(rows[0].Start)
		}
		return err
	})
	return day, err
}
