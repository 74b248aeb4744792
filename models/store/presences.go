package store

import (
	"time"

	"gorm.io/gorm/clause"

	"nursedesk/models"
)

// Presences reads what is open at all desks that said so at an instant or later, what
// was opened first on top.
func (t *Tx) Presences(since time.Time) ([]models.Presence, error) {
	return list[models.Presence](t.db.Where("seen >= ?", utc(since)).Order("since, id"))
}

// PresencesOf reads where something is open, by desks that said so at an instant or later.
func (t *Tx) PresencesOf(open models.Opened, since time.Time) ([]models.Presence, error) {
	return list[models.Presence](t.db.
		Where("kind = ? AND subject_id = ? AND seen >= ?", open.Kind, open.SubjectID, utc(since)).Order("since, id"))
}

// AddPresence notes that something is open, and tells whether it did: not where it was
// noted already, or another desk makes the call.
func (t *Tx) AddPresence(presence models.Presence) (added bool, err error) {
	presence.Since, presence.Seen = utc(presence.Since), utc(presence.Seen)
	result := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&presence)
	if result.Error != nil || result.RowsAffected == 0 {
		return false, result.Error
	}
	t.told = true
	return true, nil
}

// SeePresences notes that a desk is still there with all that it has open.
func (t *Tx) SeePresences(desk string, at time.Time) error {
	return t.db.Model(&models.Presence{}).Where("desk = ?", desk).UpdateColumn("seen", utc(at)).Error
}

// ChangePresence writes what became of something open, and tells whether it did: not
// where it is closed, or at another desk than the one that was read.
func (t *Tx) ChangePresence(was, now models.Presence) (changed bool, err error) {
	now.Since, now.Seen, now.AskedAt = utc(now.Since), utc(now.Seen), utcOf(now.AskedAt)
	result := t.db.Model(&models.Presence{}).
		Where("id = ? AND desk = ? AND asked_desk = ? AND answer = ?", was.ID, was.Desk, was.AskedDesk, was.Answer).
		Select("*").Omit("id").UpdateColumns(&now)
	if result.Error != nil || result.RowsAffected == 0 {
		return false, result.Error
	}
	t.told = true
	return true, nil
}

// RemovePresences takes away what is no longer open. What is gone already is no error.
func (t *Tx) RemovePresences(gone []models.Presence) error {
	if len(gone) == 0 {
		return nil
	}
	ids := make([]int64, len(gone))
	for i, one := range gone {
		ids[i] = one.ID
	}
	result := t.db.Where("id IN ?", ids).Delete(&models.Presence{})
	if result.Error != nil || result.RowsAffected == 0 {
		return result.Error
	}
	t.told = true
	return nil
}
