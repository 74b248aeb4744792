package store

import "nursedesk/models"

// SaveCallDraft adds a call that goes on (ID 0) or keeps what was typed since;
// one that another desk has taken over is models.ErrStale.
func (t *Tx) SaveCallDraft(draft *models.CallDraft) error {
	row := *draft
	row.Started, row.UpdatedAt = utc(row.Started), t.now()
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	*draft = row
	return nil
}

// CallDraft reads one call that goes on.
func (t *Tx) CallDraft(id int64) (models.CallDraft, error) { return one[models.CallDraft](t, id) }

// CallDrafts lists the calls that go on, the earliest begun first.
func (t *Tx) CallDrafts() ([]models.CallDraftRow, error) {
	return list[models.CallDraftRow](t.db.Table("call_drafts").
		Select("call_drafts.*, patients.given_name, patients.family_name, COALESCE(patients.protected_identity, false) AS protected").
		Joins("LEFT JOIN patients ON patients.id = call_drafts.patient_id").
		Order("call_drafts.started, call_drafts.id"))
}

// RemoveCallDraft takes away a call that has ended, or was thrown away.
func (t *Tx) RemoveCallDraft(id int64, version int) error {
	result := t.db.Where("id = ? AND version = ?", id, version).Delete(&models.CallDraft{})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrStale
	}
	return result.Error
}

// SaveAttempt keeps a try to reach somebody.
func (t *Tx) SaveAttempt(attempt *models.Attempt) error {
	attempt.At, attempt.CreatedAt = utc(attempt.At), t.now()
	return t.insert(attempt)
}

// RemoveAttempt takes away a try that was logged by mistake.
func (t *Tx) RemoveAttempt(id int64) error {
	result := t.db.Where("id = ?", id).Delete(&models.Attempt{})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return result.Error
}

// AttemptsOf reads the tries for some tasks, the oldest first.
func (t *Tx) AttemptsOf(taskIDs ...int64) ([]models.Attempt, error) {
	return list[models.Attempt](t.db.Where("task_id IN ?", taskIDs).Order("at, id"))
}
