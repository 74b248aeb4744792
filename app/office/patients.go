package office

import (
	"reflect"
	"strings"

	"nursedesk/models"
)

// Present reads a patient, or the one that has taken the place of a record made
// for a caller whom nobody knew, where their record is open to who acts.
func (tx *Tx) Present(id int64) (models.Patient, error) {
	patient, err := tx.Named(id)
	return allowed(tx, patient, patient.ID, err)
}

// Named is Present for what shows no more of a patient than name and number.
func (tx *Tx) Named(id int64) (models.Patient, error) {
	patient, err := tx.Tx.Patient(id)
	for err == nil && patient.ReplacedBy != nil {
		patient, err = tx.Tx.Patient(*patient.ReplacedBy)
	}
	return patient, err
}

// PatientDraft is a patient as typed: numbers in any written form.
type PatientDraft struct {
	ID             int64 // 0 for a new patient
	Version        int
	PersonalNumber string // empty: unknown identity, with a warning
	GivenName      string
	FamilyName     string
	Phone          string
	Email          string
	Language       models.Language
	Note           string

	Record                    models.Record // without the numbers
	OtherPhone, RelativePhone string
}

// Empty tells whether nothing is written; a language is always chosen.
func (draft PatientDraft) Empty() bool {
	draft.Language = ""
	return reflect.DeepEqual(draft, PatientDraft{})
}

// DraftOf gives a patient as the form shows it.
func DraftOf(p models.Patient) PatientDraft {
	return PatientDraft{
		ID: p.ID, Version: p.Version,
		PersonalNumber: p.PersonalNumber.String(),
		GivenName:      p.GivenName, FamilyName: p.FamilyName,
		Phone: p.Phone.Format(), Email: p.Email,
		Language: p.Language, Note: p.Note,
		Record: p.Record, OtherPhone: p.OtherPhone.Format(), RelativePhone: p.RelativePhone.Format(),
	}
}

// Read reads the draft; the error is all that is wrong with it.
func (draft PatientDraft) Read(today models.Date) (models.Patient, error) {
	patient := models.Patient{
		ID: draft.ID, Version: draft.Version,
		GivenName:  models.TidyName(draft.GivenName),
		FamilyName: models.TidyName(draft.FamilyName),
		Email:      strings.TrimSpace(draft.Email),
		Language:   draft.Language,
		Note:       draft.Note,
		Record:     draft.Record,
	}
	for _, text := range []*string{
		&patient.Allergies, &patient.Interpreter, &patient.NoPhone, &patient.RelativeName, &patient.RelativeMayKnow,
	} {
		*text = strings.TrimSpace(*text)
	}
	if patient.Language == "" {
		patient.Language = models.Swedish
	}
	var problems models.Problems
	if text := strings.TrimSpace(draft.PersonalNumber); text != "" {
		number, err := models.ParsePersonalNumber(text, today)
		problems.Add("personal-number", err)
		patient.PersonalNumber = number
	}
	for _, number := range []struct {
		field, text string
		into        *models.Phone
	}{
		{"phone", draft.Phone, &patient.Phone},
		{"other-phone", draft.OtherPhone, &patient.OtherPhone},
		{"relative-phone", draft.RelativePhone, &patient.RelativePhone},
	} {
		*number.into = ""
		if text := strings.TrimSpace(number.text); text != "" {
			phone, err := models.ParsePhone(text)
			problems.Add(number.field, err)
			*number.into = phone
		}
	}
	if patient.Phone != "" {
		patient.NoPhone = "" // there is one by now
	}
	problems.Add("", patient.Validate())
	return patient, problems.OrNil()
}

// KeepPatient saves the draft's fields onto what is kept already.
func (tx *Tx) KeepPatient(patient *models.Patient) error {
	if patient.ID != 0 {
		kept, err := tx.Patient(patient.ID)
		if err != nil {
			return err
		}
		patient.CreatedAt = kept.CreatedAt
	}
	return tx.SavePatient(patient)
}
