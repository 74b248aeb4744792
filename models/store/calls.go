package store

import "nursedesk/models"

// callbackOpen tells whether the callback that a call promised is still to be made.
const callbackOpen = `EXISTS (SELECT 1 FROM tasks WHERE tasks.call_id = calls.id AND ` + openTasks + `)`

// SaveCall adds a call (ID 0) or changes one. A call has no version: whoever
// took it writes it.
func (t *Tx) SaveCall(call *models.Call) error {
	row := *call
	row.At, row.CallbackAt = utc(row.At), utcOf(row.CallbackAt)
	if row.ID == 0 {
		row.CreatedAt = t.now()
		if err := t.insert(&row); err != nil {
			return err
		}
		*call = row
		return nil
	}
	result := t.db.Model(&row).Select("*").Omit("id", "created_at").UpdateColumns(&row)
	if result.Error != nil {
		return result.Error
	}
	if result.RowsAffected == 0 {
		return models.ErrNotFound
	}
	*call = row
	return nil
}

// CallsOf reads a patient's calls, the newest first.
func (t *Tx) CallsOf(patientID int64) ([]models.Call, error) {
	return list[models.Call](t.db.Where("patient_id = ?", patientID).Order("at DESC, id DESC"))
}

// Calls lists calls, the newest first, by the patient's name or numbers; onlyOpen
// leaves those whose callback is still to be made. Limit 0 sets no limit.
func (t *Tx) Calls(text string, onlyOpen bool, limit int) ([]models.CallRow, error) {
	query := t.db.Table("calls").
		Select("calls.*, patients.personal_number, patients.given_name, patients.family_name, " +
			callbackOpen + " AS callback_open").
		Joins("JOIN patients ON patients.id = calls.patient_id")
	if onlyOpen {
		query = query.Where(callbackOpen)
	}
	if limit > 0 {
		query = query.Limit(limit)
	}
	return list[models.CallRow](t.matching(query, text, "calls", "").Order("calls.at DESC, calls.id DESC"))
}
