package bookings

import (
	"context"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// endings are the changes of a booking that can be undone, by their name in the history.
var endings = []string{
	"booking." + string(models.StatusCancelled), "booking." + string(models.StatusNotCome), "booking." + string(models.StatusPerformed),
}

// Ending tells whether an entry of the history is the end of a booking, which
// [Service.UndoEnding] can undo.
func Ending(entry models.AuditEntry) bool { return slices.Contains(endings, entry.Action) }

// UndoEnding makes a booking that was cancelled, missed or performed booked again,
// with the tasks and dates that it had. It is refused with "booking.followed" where
// anything was done with the booking since: that would no longer be true.
func (s *Service) UndoEnding(ctx context.Context, bookingID int64) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := s.office.BookingFile(tx, bookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		ended, err := lastEnding(tx, file)
		if err != nil {
			return models.AuditEntry{}, err
		}
		booking := file.Booking
		booking.Status, booking.StatusReason, booking.PerformedAt = models.StatusBooked, "", nil
		if err := s.theatreStillFree(tx, booking); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveBooking(&booking); err != nil {
			return models.AuditEntry{}, err
		}
		if err := s.takeUp(tx, file, booking, ended); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: "booking.taken-up", PatientID: &booking.PatientID, BookingID: &booking.ID,
			Details: map[string]string{"start": formatInstant(booking.Start), "by": ended.By},
		}, nil
	})
}

// theatreStillFree refuses to take a booking up again where another one has its theatre
// by now, unless the two were to share it before.
func (s *Service) theatreStillFree(tx *office.Tx, booking models.Booking) error {
	taken, err := s.theatreOf(tx, booking)
	if err != nil || taken == nil {
		return err
	}
	entries, err := tx.HistoryOfBooking(booking)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(entries, func(entry models.AuditEntry) bool { return entry.Details["theatre"] != "" }) {
		return nil
	}
	return &models.Problem{Code: "booking.theatre-given-away", Values: taken.Values}
}

// lastEnding finds how a booking ended, if nothing has followed.
func lastEnding(tx *office.Tx, file care.BookingFile) (models.AuditEntry, error) {
	followed := &models.Problem{Code: "booking.followed"}
	if file.Booking.Status == models.StatusBooked {
		return models.AuditEntry{}, &models.Problem{Code: "booking.not-ended"}
	}
	entries, err := tx.HistoryOfBooking(file.Booking)
	if err != nil {
		return models.AuditEntry{}, err
	}
	for i := len(entries) - 1; i >= 0; i-- { // the oldest first: only what one action wrote stands after its entry
		entry := entries[i]
		if !Ending(entry) || entry.Action != "booking."+string(file.Booking.Status) {
			continue
		}
		if slices.ContainsFunc(entries[i+1:], func(later models.AuditEntry) bool { return later.At.After(entry.At) }) {
			return models.AuditEntry{}, followed
		}
		return entry, nil
	}
	return models.AuditEntry{}, followed
}

// takeUp gives a booking the tasks back that fell away with its end, and its plan
// the days that it has now.
func (s *Service) takeUp(tx *office.Tx, file care.BookingFile, booking models.Booking, ended models.AuditEntry) error {
	tasks := slices.Clone(file.Tasks)
	for i := range tasks {
		task := &tasks[i]
		if task.State == models.Withdrawn && task.ClosedAt != nil && task.ClosedAt.Equal(ended.At) {
			care.Reopen(task)
		}
	}
	decisions, err := tx.HoldDecisionsOf(booking.PatientID)
	if err != nil {
		return err
	}
	holds, plan := care.Plan(s.office.Rules.Medicines, file.Protocol, booking, decisions)
	replanned, _ := care.Replan(s.office.Rules.Medicines, file.Protocol, booking, tasks, holds, plan, s.office.Today())
	for _, task := range tasks { // what no plan has: calls, follow-ups
		if !slices.ContainsFunc(replanned, func(other models.Task) bool { return other.ID == task.ID }) {
			replanned = append(replanned, task)
		}
	}
	return tx.SaveMoved(file.Tasks, replanned)
}
