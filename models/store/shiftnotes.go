package store

import (
	"time"

	"nursedesk/models"
)

// SaveShiftNote adds a note (ID 0) or changes one; one that changed meanwhile is
// models.ErrStale.
func (t *Tx) SaveShiftNote(note *models.ShiftNote) error {
	row := *note
	row.SignedAt, row.UpdatedAt = utcOf(row.SignedAt), t.now()
	if row.ID == 0 {
		row.CreatedAt = row.UpdatedAt
	}
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	*note = row
	return nil
}

// ShiftNote reads one note.
func (t *Tx) ShiftNote(id int64) (models.ShiftNote, error) { return one[models.ShiftNote](t, id) }

// ShiftNotes reads the notes that were signed since a time, the newest first.
func (t *Tx) ShiftNotes(since time.Time) ([]models.ShiftNote, error) {
	return list[models.ShiftNote](t.db.Where("signed_at >= ?", utc(since)).Order("signed_at DESC, id DESC"))
}

// BegunShiftNote reads the note that somebody is writing; models.ErrNotFound where
// there is none.
func (t *Tx) BegunShiftNote(by string) (models.ShiftNote, error) {
	return first[models.ShiftNote](t.db.Where(`signed_at IS NULL AND "by" = ?`, by).Order("id DESC").Limit(1))
}
