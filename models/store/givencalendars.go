package store

import (
	"errors"

	"gorm.io/gorm"

	"nursedesk/models"
)

// GivenCalendar reads what the last calendar file of a booking said; it is zero where
// none was given.
func (t *Tx) GivenCalendar(bookingID int64) (models.GivenCalendar, error) {
	given, err := first[models.GivenCalendar](t.db.Where("booking_id = ?", bookingID))
	if errors.Is(err, models.ErrNotFound) {
		return models.GivenCalendar{BookingID: bookingID}, nil
	}
	return given, err
}

// SaveGivenCalendar keeps what a calendar file says. Where another one was given
// meanwhile it is models.ErrStale.
func (t *Tx) SaveGivenCalendar(given *models.GivenCalendar) error {
	row := *given
	row.UpdatedAt = t.now()
	err := t.keep(&row, row.ID, &row.Version)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.ErrStale
	}
	if err == nil {
		*given = row
	}
	return err
}
