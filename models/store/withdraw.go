package store

import (
	"time"

	"nursedesk/models"
)

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
