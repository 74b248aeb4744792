package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// SaveApproval keeps that a doctor approved a row of the rules. A row that is
// approved as it stands already is models.ErrStale.
func (t *Tx) SaveApproval(approval *models.Approval) error {
	row := *approval
	row.CreatedAt, row.WithdrawnAt = t.now(), nil
	err := t.insert(&row)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.ErrStale
	}
	if err != nil {
		return err
	}
	*approval = row
	return nil
}

// Approvals reads the approvals that hold, by row.
func (t *Tx) Approvals() ([]models.Approval, error) {
	return list[models.Approval](t.db.Where("withdrawn_at IS NULL").Order(`"row", id`))
}

// Approval reads one approval, withdrawn or not.
func (t *Tx) Approval(id int64) (models.Approval, error) { return one[models.Approval](t, id) }

// WithdrawApproval ends an approval; one that is withdrawn already is models.ErrStale.
func (t *Tx) WithdrawApproval(id int64, by, reason string, at time.Time) error {
	return withdraw[models.Approval](t, id, by, reason, at)
}

// BookingsAtWork reads what the rules of bookings with work left hang on: those
// not yet performed, and performed ones with open tasks. Only the procedure,
// its version and the medicines are read.
func (t *Tx) BookingsAtWork() ([]models.Booking, error) {
	return list[models.Booking](t.db.Select("id", "procedure", "protocol_version", "medicines").
		Where(`status = 'booked' OR status = 'performed' AND
			EXISTS (SELECT 1 FROM tasks WHERE tasks.booking_id = bookings.id AND ` + openTasks + `)`).
		Order("id"))
}
