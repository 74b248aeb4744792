package store

import (
	"errors"
	"slices"

	"gorm.io/gorm"

	"nursedesk/models"
)

// patientRecord is a patient with the key that sorts the name as Swedish does.
type patientRecord struct {
	models.Patient

	SortKey string
}

// TableName is the patients' own table.
func (patientRecord) TableName() string { return "patients" }

// patientKey is a word by which a patient is found.
type patientKey struct {
	PatientID int64
	Word      string
}

// SavePatient adds a patient (ID 0) or changes one, with the keys by which the
// patient is found. A personal number that another patient has is the Problem
// "patient.exists"; a patient that changed meanwhile is models.ErrStale.
func (t *Tx) SavePatient(patient *models.Patient) error {
	record := patientRecord{Patient: *patient, SortKey: sortKey(*patient)}
	record.UpdatedAt = t.now()
	if record.ID == 0 {
		record.CreatedAt = record.UpdatedAt
	}
	err := t.keep(&record, record.ID, &record.Version)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return &models.Problem{Code: "patient.exists", Field: "personal-number"}
	}
	if err != nil {
		return err
	}
	if err := t.keepPatientKeys(record.Patient, patient.ID == 0); err != nil {
		return err
	}
	*patient = record.Patient
	return nil
}

func (t *Tx) keepPatientKeys(patient models.Patient, isNew bool) error {
	if !isNew {
		if err := t.db.Where("patient_id = ?", patient.ID).Delete(&patientKey{}).Error; err != nil {
			return err
		}
	}
	words, err := t.wordsOf(patient, isNew)
	if err != nil {
		return err
	}
	var keys []patientKey
	for _, word := range words {
		keys = append(keys, patientKey{PatientID: patient.ID, Word: word})
	}
	return addKeys(t, keys)
}

// wordsOf are the words by which a patient is found: also those of the records whose
// place it took.
func (t *Tx) wordsOf(patient models.Patient, isNew bool) ([]string, error) {
	words := patientWords(patient)
	if isNew {
		return words, nil
	}
	ids, err := t.RecordsOf(patient.ID)
	if err != nil || len(ids) == 1 {
		return words, err
	}
	replaced, err := list[models.Patient](t.db.Where("id IN ?", ids[1:]))
	for _, one := range replaced {
		words = append(words, patientWords(one)...)
	}
	slices.Sort(words)
	return slices.Compact(words), err
}

// Patient reads one patient. One of whom all was erased is models.ErrErased.
func (t *Tx) Patient(id int64) (models.Patient, error) {
	patient, err := one[models.Patient](t, id)
	if err == nil && patient.ErasedAt != nil {
		return models.Patient{}, models.ErrErased
	}
	return patient, err
}

// PatientByNumber reads the patient who has a personal number.
func (t *Tx) PatientByNumber(number models.PersonalNumber) (models.Patient, error) {
	if number == "" {
		return models.Patient{}, models.ErrNotFound
	}
	return first[models.Patient](t.db.Where("personal_number = ? AND personal_number <> ''", number))
}

// nextBooking finds the booking that a search result shows: the first one from
// today on, else the latest one; cancelled and missed ones are not shown.
const nextBooking = `SELECT next.id FROM bookings AS next
	WHERE next.patient_id = patients.id AND next.status IN ('booked', 'performed')
	ORDER BY CASE WHEN next.start >= ? THEN 0 ELSE 1 END,
		CASE WHEN next.start >= ? THEN next.start END, next.start DESC
	LIMIT 1`

// FindPatients finds patients by the beginnings of their names, of a personal
// number (12 or 10 digits) or of a telephone number, a relative's among them; every word must fit. They
// come in Swedish order of family and given name; an empty text finds everyone.
// Limit 0 sets no limit.
func (t *Tx) FindPatients(text string, limit int) ([]models.PatientRow, error) {
	words := searchWords(text)
	if len(words) == 0 && !blank(text) {
		return nil, nil
	}
	if many, err := t.manyHave(words, "patient_keys"); err != nil {
		return nil, err
	} else if many && limit > 0 {
		// Where the first rows of all hold enough with the words, these are the first with them.
		glance := t.db.Table("(?) AS patients", t.patientsInOrder().Limit(glanced(limit)))
		for _, word := range words {
			glance = glance.Where(t.has("patient_keys", "patient_id", "patients.id", word))
		}
		rows, err := t.patientRows(glance.Order("patients.sort_key, patients.id").Limit(limit))
		if err != nil || len(rows) == limit {
			return rows, err
		}
	}
	found := t.patientsWith(words)
	if limit > 0 {
		found = found.Limit(limit)
	}
	return t.patientRows(found)
}

// EachPatient is FindPatients without its limit, one by one.
func (t *Tx) EachPatient(text string, do func(models.PatientRow) error) error {
	words := searchWords(text)
	if len(words) == 0 && !blank(text) {
		return nil
	}
	return oneByOne(t, t.withNext(t.patientsWith(words)), do)
}

func (t *Tx) patientsWith(words []string) *gorm.DB {
	found := t.patientsInOrder()
	for _, word := range words {
		found = found.Where("patients.id IN (?)", t.having("patient_keys", "patient_id", word))
	}
	return found
}

// shownPhone is a patient's number as far as lists may have it, see models.Patient.Shown.
const shownPhone = `CASE WHEN patients.protected_identity THEN '' ELSE patients.phone END`

func (t *Tx) patientsInOrder() *gorm.DB {
	return t.db.Table("patients").Where("patients.replaced_by IS NULL AND patients.erased_at IS NULL").Order("patients.sort_key, patients.id")
}

// patientRows reads what the list shows of the patients that were found.
func (t *Tx) patientRows(found *gorm.DB) ([]models.PatientRow, error) {
	return list[models.PatientRow](t.withNext(found))
}

func (t *Tx) withNext(found *gorm.DB) *gorm.DB {
	today := utc(models.DateOf(t.now()).At(0, 0))
	return t.db.Table("(?) AS patients", found).
		Select(`patients.id, patients.personal_number, patients.given_name, patients.family_name, patients.created_at,
			`+shownPhone+` AS phone, patients.protected_identity AS protected,
			bookings.start AS next_start, bookings.procedure AS next_procedure`).
		Joins("LEFT JOIN bookings ON bookings.id = ("+nextBooking+")", today, today).
		Order("patients.sort_key, patients.id")
}
