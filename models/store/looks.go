package store

import "nursedesk/models"

// SaveLook writes that somebody saw a patient's record, linked to the look before it.
// A look is never changed or removed.
func (t *Tx) SaveLook(look models.Look) error {
	look.At = utc(look.At)
	var err error
	if look.Link, err = link(t, look); err != nil {
		return err
	}
	return t.insert(&look)
}

// Looks reads looks, the newest first, with the patient's name. Those of whose place a
// patient took are the patient's.
func (t *Tx) Looks(filter models.LookFilter) ([]models.LookRow, error) {
	query := t.db.Table("looks").
		Select("looks.*, patients.given_name, patients.family_name, patients.personal_number, " +
			"EXISTS (SELECT 1 FROM bookings WHERE bookings.patient_id = looks.patient_id) AS booked").
		Joins("JOIN patients ON patients.id = looks.patient_id").Order("looks.id DESC")
	if filter.PatientID != 0 {
		patients, err := t.RecordsOf(filter.PatientID)
		if err != nil {
			return nil, err
		}
		query = query.Where("looks.patient_id IN ?", patients)
	}
	if filter.By != "" {
		query = query.Where(map[string]any{"looks.by": filter.By})
	}
	if !filter.From.IsZero() {
		query = query.Where("looks.at >= ?", utc(filter.From))
	}
	if !filter.Until.IsZero() {
		query = query.Where("looks.at < ?", utc(filter.Until))
	}
	if filter.Limit > 0 {
		query = query.Limit(filter.Limit)
	}
	return list[models.LookRow](query)
}
