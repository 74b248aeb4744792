package bookings

import (
	"context"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Cancel ends a booking before it was performed; its open tasks are withdrawn
// with it. Callbacks stay: they were promised to a person.
func (s *Service) Cancel(ctx context.Context, bookingID int64, version int, reason string) error {
	return s.end(ctx, bookingID, version, models.StatusCancelled, reason)
}

// MarkNotCome ends a booking whose patient did not come.
func (s *Service) MarkNotCome(ctx context.Context, bookingID int64, version int, reason string) error {
	return s.end(ctx, bookingID, version, models.StatusNotCome, reason)
}

func (s *Service) end(ctx context.Context, id int64, version int, status models.BookingStatus, reason string) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := s.office.BookingFile(tx, id)
		if err != nil {
			return models.AuditEntry{}, err
		}
		booking := file.Booking
		if err := s.mayEnd(booking, version, status); err != nil {
			return models.AuditEntry{}, err
		}
		booking.Status = status
		booking.StatusReason = strings.TrimSpace(reason)
		if err := booking.Validate(); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveBooking(&booking); err != nil {
			return models.AuditEntry{}, err
		}
		if err := withdrawTasks(tx, id, booking.StatusReason); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: "booking." + string(status), PatientID: &booking.PatientID, BookingID: &booking.ID,
			Details: map[string]string{"reason": booking.StatusReason, "start": formatInstant(booking.Start)},
		}, nil
	})
}

func (s *Service) mayEnd(booking models.Booking, version int, status models.BookingStatus) error {
	switch {
	case booking.Version != version:
		return models.ErrStale
	case !booking.Open():
		return &models.Problem{Code: "booking.closed"}
	case booking.Status == models.StatusPerformed:
		return &models.Problem{Code: "booking.performed"}
	case status == models.StatusNotCome && booking.Start.After(s.office.Now()):
		return &models.Problem{Code: "booking.not-yet"}
	}
	return nil
}

func withdrawTasks(tx *office.Tx, bookingID int64, reason string) error {
	tasks, err := tx.TasksOfBooking(bookingID)
	if err != nil {
		return err
	}
	for i := range tasks {
		task := &tasks[i]
		if task.Closed() || task.Kind == models.Callback || task.CallID != nil { // what a call promised is kept
			continue
		}
		tx.Close(task, models.Withdrawn, reason)
		if err := tx.SaveTask(task); err != nil {
			return err
		}
	}
	return nil
}
