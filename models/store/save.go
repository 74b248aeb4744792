package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// insert adds a row and gives it its ID.
func (t *Tx) insert(row any) error {
	return t.db.Create(row).Error
}

// together is how many rows one statement adds at most. Where there are more, its text is
// the same again and again, and SQLite has it ready.
const together = 100

// insertMany is insert for a list of rows.
func (t *Tx) insertMany(rows any) error {
	return t.db.CreateInBatches(rows, together).Error
}

// keep adds a row (ID 0), in its first version, or writes every field of it as
// update does.
func (t *Tx) keep(row any, id int64, version *int) error {
	if id != 0 {
		return t.update(row, id, version)
	}
	*version = 1
	return t.insert(row)
}

// update writes every field of a row, empty ones too, unless someone else has
// written it since: then nothing is written and the error is models.ErrStale.
func (t *Tx) update(row any, id int64, version *int) error {
	before := *version
	*version = before + 1
	result := t.db.Model(row).Where("id = ? AND version = ?", id, before).
		Select("*").Omit("id", "created_at").UpdateColumns(row)
	if result.Error == nil && result.RowsAffected == 1 {
		return nil
	}
	*version = before
	if result.Error != nil {
		return result.Error
	}
	var there int64
	if err := t.db.Model(row).Where("id = ?", id).Count(&there).Error; err != nil {
		return err
	}
	if there == 0 {
		return models.ErrNotFound
	}
	return models.ErrStale
}

// one reads the row with an ID.
func one[T any](t *Tx, id int64) (row T, err error) {
	return first[T](t.db.Where("id = ?", id))
}

// first reads the only row of a query.
func first[T any](query *gorm.DB) (row T, err error) {
	err = query.Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return row, models.ErrNotFound
	}
	return row, err
}

// list reads all rows of a query.
func list[T any](query *gorm.DB) (rows []T, err error) {
	err = query.Find(&rows).Error
	return rows, err
}

// withdraw takes back a row that is never deleted: who, why and when is written
// beside what it said. One that is withdrawn already is models.ErrStale.
func withdraw[T any](t *Tx, id int64, by, reason string, at time.Time) error {
	result := t.db.Model(new(T)).Where("id = ? AND withdrawn_at IS NULL", id).
		Select("withdrawn_by", "withdrawn_reason", "withdrawn_at").
		UpdateColumns(map[string]any{"withdrawn_by": by, "withdrawn_reason": reason, "withdrawn_at": utc(at)})
	if result.Error != nil || result.RowsAffected == 1 {
		return result.Error
	}
	if _, err := one[T](t, id); err != nil {
		return err
	}
	return models.ErrStale
}
