package store

import "nursedesk/models"

// SaveBookingDraft adds a half-typed booking (ID 0) or keeps what was typed
// since. One that another desk has taken over is models.ErrStale; one that is
// gone, since it was saved or thrown away there, is models.ErrNotFound.
func (t *Tx) SaveBookingDraft(draft *models.BookingDraft) error {
	row := *draft
	row.Started, row.UpdatedAt = utc(row.Started), t.now()
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	*draft = row
	return nil
}

// BookingDrafts lists the half-typed bookings and changes of bookings, the one typed at
// last first.
func (t *Tx) BookingDrafts() ([]models.BookingDraft, error) {
	return list[models.BookingDraft](t.db.Order("updated_at DESC, id DESC"))
}

// RemoveBookingDraft takes away a half-typed booking that was saved or thrown
// away. One that another desk goes on with stays, which is no error.
func (t *Tx) RemoveBookingDraft(id int64, version int) error {
	return t.db.Where("id = ? AND version = ?", id, version).Delete(&models.BookingDraft{}).Error
}
