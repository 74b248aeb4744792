package store

import "nursedesk/models"

// SaveHoldDecision keeps what a doctor decided; a decision never changes afterwards.
func (t *Tx) SaveHoldDecision(decision *models.HoldDecision) error {
	row := *decision
	row.ForStart, row.LastDoseAt, row.CreatedAt = utc(row.ForStart), utcOf(row.LastDoseAt), t.now()
	if err := t.insert(&row); err != nil {
		return err
	}
	*decision = row
	return nil
}

// HoldDecisionsOf reads the decisions about a patient's medicines, the newest first.
func (t *Tx) HoldDecisionsOf(patientID int64) ([]models.HoldDecision, error) {
	return list[models.HoldDecision](t.db.Where("patient_id = ?", patientID).Order("id DESC"))
}
