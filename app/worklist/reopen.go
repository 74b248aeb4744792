package worklist

import (
	"context"
	"errors"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// ReopenTask opens a finished task again, for as long as it is kept. What its
// answers led to is taken back; where somebody has gone on with that, it stands. It
// gives the task as it was before.
func (s *Service) ReopenTask(ctx context.Context, id int64, version int) (models.Task, error) {
	return s.actOpenOrClosed(ctx, id, version, "task.reopened", func(tx *office.Tx, task *models.Task) error {
		if !task.Closed() {
			return &models.Problem{Code: "task.open"}
		}
		if err := mayReopen(tx, *task); err != nil {
			return err
		}
		if err := s.unfollow(tx, *task); err != nil && !errors.Is(err, &models.Problem{Code: "undo.followed"}) {
			return err
		}
		told := task.Step == models.TellStep
		care.Reopen(task)
		if told {
			return s.untell(tx, *task)
		}
		return nil
	})
}

// mayReopen refuses what fell away with a booking that is off.
func mayReopen(tx *office.Tx, task models.Task) error {
	if task.State != models.Withdrawn || task.BookingID == nil {
		return nil
	}
	booking, err := tx.Booking(*task.BookingID)
	if err == nil && !booking.Open() {
		return &models.Problem{Code: "booking.closed"}
	}
	return err
}
