package store

import "nursedesk/models"

// Audit writes who did what. An entry is never changed or removed.
func (t *Tx) Audit(entry models.AuditEntry) error {
	entry.At = utc(entry.At)
	return t.insert(&entry)
}

// History reads what was done for a patient, the newest first. Limit 0 sets no
// limit.
func (t *Tx) History(patientID int64, limit int) ([]models.AuditEntry, error) {
	query := t.db.Where("patient_id = ?", patientID).Order("id DESC")
	if limit > 0 {
		query = query.Limit(limit)
	}
	return list[models.AuditEntry](query)
}
