package store

import "nursedesk/models"

// SaveSheet keeps that a sheet was written; a sheet never changes afterwards.
func (t *Tx) SaveSheet(sheet *models.Sheet) error {
	row := *sheet
	row.CreatedAt = t.now()
	if err := t.insert(&row); err != nil {
		return err
	}
	*sheet = row
	return nil
}

// SheetsOf reads the sheets written for a patient, the newest first.
func (t *Tx) SheetsOf(patientID int64) ([]models.Sheet, error) {
	return list[models.Sheet](t.db.
		Where("booking_id IN (SELECT id FROM bookings WHERE patient_id = ?)", patientID).
		Order("created_at DESC, id DESC"))
}
