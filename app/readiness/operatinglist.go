package readiness

import (
	"context"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// ListWords puts the operating list into words; they are the screen's, which the
// desk does not know.
type ListWords interface {
	// OperatingList sets the procedures of a day, in the order in which they begin.
	OperatingList(day models.Date, clinic models.Clinic, rows []Row) sheet.ListingInput
}

// OperatingList writes the operating list of a day as PDF: what is booked or was performed.
func (s *Service) OperatingList(ctx context.Context, day models.Date, words ListWords) (sheet.Document, error) {
	var rows []Row
	var clinic models.Clinic
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		listed, err := tx.BookingsAround(day.At(0, 0), day.AddDays(1).At(0, 0))
		if err != nil {
			return err
		}
		if rows, err = s.rows(tx, listed); err != nil {
			return err
		}
		clinic, err = s.office.ClinicIn(tx)
		return err
	})
	if err != nil {
		return sheet.Document{}, err
	}
	input := words.OperatingList(day, clinic, rows)
	input.Kind, input.Clinic, input.At = sheet.OperatingList, clinic, s.office.Now()
	for _, row := range rows {
		input.Listed = append(input.Listed, row.File.Booking.ID)
	}
	return s.office.Rules.Sheets.Listing(input)
}

// NoteOperatingList notes in the history of every patient on an operating list
// that it left the desk, and how.
func (s *Service) NoteOperatingList(ctx context.Context, list sheet.Document) error {
	return s.noteListed(ctx, list.Listed, "booking.listed", map[string]string{"how": string(list.Way())})
}

// NoteEmergencyList notes the same of an emergency list, which may have been printed
// earlier, when the history was out of reach.
func (s *Service) NoteEmergencyList(ctx context.Context, at time.Time, how models.SheetWay, bookings []int64) error {
	return s.noteListed(ctx, bookings, "emergency.listed", map[string]string{
		"how": string(how), "at": at.UTC().Format(time.RFC3339),
	})
}

func (s *Service) noteListed(ctx context.Context, listed []int64, action string, details map[string]string) error {
	return s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		bookings, err := tx.BookingsByID(listed...)
		var entries []models.AuditEntry
		for _, booking := range bookings {
			entries = append(entries, models.AuditEntry{
				Action: action, PatientID: &booking.PatientID, BookingID: &booking.ID, Details: details,
			})
		}
		return entries, err
	})
}
