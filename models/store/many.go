package store

import (
	"errors"

	"gorm.io/gorm"

	"nursedesk/models"
)

// What follows reads and adds many rows by few statements, for an import. Each list that
// it is given may hold some hundred: a statement has at most 32,766 values on SQLite.

// AddPatients adds new patients as SavePatient adds one. A personal number that another
// patient has is the Problem "patient.exists", and does not say whose.
func (t *Tx) AddPatients(patients []*models.Patient) error {
	if len(patients) == 0 {
		return nil
	}
	records := make([]patientRecord, len(patients))
	for i, patient := range patients {
		records[i] = patientRecord{Patient: *patient, SortKey: sortKey(*patient)}
		records[i].Version, records[i].CreatedAt, records[i].UpdatedAt = 1, t.now(), t.now()
	}
	if err := t.insert(&records); errors.Is(err, gorm.ErrDuplicatedKey) {
		return &models.Problem{Code: "patient.exists", Field: "personal-number"}
	} else if err != nil {
		return err
	}
	var keys []patientKey
	for i, record := range records {
		*patients[i] = record.Patient
		for _, word := range patientWords(record.Patient) {
			keys = append(keys, patientKey{PatientID: record.ID, Word: word})
		}
	}
	return addKeys(t, keys)
}

// AddBookings adds new bookings as SaveBooking adds one.
func (t *Tx) AddBookings(bookings []*models.Booking) error {
	if len(bookings) == 0 {
		return nil
	}
	rows := make([]models.Booking, len(bookings))
	for i, booking := range bookings {
		rows[i] = *booking
		rows[i].Start, rows[i].PerformedAt = utc(booking.Start), utcOf(booking.PerformedAt)
		rows[i].Version, rows[i].CreatedAt, rows[i].UpdatedAt = 1, t.now(), t.now()
	}
	if err := t.insert(&rows); err != nil {
		return err
	}
	var keys []bookingKey
	for i, row := range rows {
		*bookings[i] = row
		for _, word := range bookingWords(row) {
			keys = append(keys, bookingKey{BookingID: row.ID, Word: word})
		}
	}
	return addKeys(t, keys)
}

func addKeys[T any](t *Tx, keys []T) error {
	if len(keys) == 0 {
		return nil
	}
	return t.insertMany(&keys)
}

// LastEntry is the number of the newest entry of the history, 0 where there is none.
func (t *Tx) LastEntry() (id int64, err error) {
	err = t.db.Model(&models.AuditEntry{}).Select("coalesce(max(id), 0)").Scan(&id).Error
	return id, err
}

// EntriesAfter reads the entries of the history that came after one, the oldest first.
func (t *Tx) EntriesAfter(id int64, limit int) ([]models.AuditEntry, error) {
	return list[models.AuditEntry](t.db.Where("id > ?", id).Order("id").Limit(limit))
}

// PatientsByNumber reads the patients who have one of these personal numbers.
func (t *Tx) PatientsByNumber(numbers []models.PersonalNumber) ([]models.Patient, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	return list[models.Patient](t.db.Where("personal_number IN ? AND personal_number <> ''", numbers))
}

// Namesakes finds the patients whose given and family names begin with the same words as
// those of one of the patients, whatever their capitals and accents.
func (t *Tx) Namesakes(patients []models.Patient) ([]models.Patient, error) {
	var pairs [][]any
	for _, patient := range patients {
		given, family := nameWords(patient.GivenName), nameWords(patient.FamilyName)
		if len(given) > 0 && len(family) > 0 {
			pairs = append(pairs, []any{family[0], given[0]})
		}
	}
	if len(pairs) == 0 {
		return nil, nil
	}
	found := t.db.Table("patient_keys AS family").Select("family.patient_id").
		Joins("JOIN patient_keys AS given ON given.patient_id = family.patient_id").
		Where("(family.word, given.word) IN ?", pairs)
	return list[models.Patient](t.db.Where("id IN (?) AND replaced_by IS NULL", found).Order("sort_key, id"))
}

// BookingsOfPatients reads the bookings of several patients, each one's newest start first.
func (t *Tx) BookingsOfPatients(ids []int64) ([]models.Booking, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return list[models.Booking](t.db.Where("patient_id IN ?", ids).Order("patient_id, start DESC, id DESC"))
}

// BookingsByExternalID reads the bookings that another system calls by one of these IDs.
func (t *Tx) BookingsByExternalID(ids []string) ([]models.Booking, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return list[models.Booking](t.db.Where("external_id IN ? AND external_id <> ''", ids))
}

// EntriesOfPatients reads what the history says of one action on several patients, also
// while they were another's record.
func (t *Tx) EntriesOfPatients(action string, ids []int64) ([]models.AuditEntry, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	replaced := t.db.Model(&models.Patient{}).Select("id").Where("replaced_by IN ?", ids)
	return list[models.AuditEntry](t.db.Where("patient_id IN ? OR patient_id IN (?)", ids, replaced).
		Where("action = ?", action).Order("id"))
}

// BookingsDuring lists the bookings that start within one of some spans, without cancelled
// and missed ones, with what is needed to see who is where.
func (t *Tx) BookingsDuring(spans ...models.Span) ([]models.BookingRow, error) {
	if len(spans) == 0 {
		return nil, nil
	}
	within := t.db.Where("1 = 0")
	for _, span := range spans {
		within = within.Or("bookings.start >= ? AND bookings.start < ?", utc(span.From), utc(span.Until))
	}
	return list[models.BookingRow](t.db.Table("bookings").
		Select(`bookings.id, bookings.patient_id, bookings.procedure, bookings.start, bookings.surgeon, bookings.theatre,
			bookings.status, patients.given_name, patients.family_name`).
		Joins("JOIN patients ON patients.id = bookings.patient_id").
		Where(within).Where("bookings.status IN ('booked', 'performed')").Order("bookings.start, bookings.id"))
}
