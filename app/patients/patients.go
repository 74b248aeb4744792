package patients

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// CheckPatient tells what is wrong with a draft, for the form as it is typed.
func (s *Service) CheckPatient(draft office.PatientDraft) error {
	_, err := draft.Read(s.office.Today())
	return err
}

// SavePatient keeps a new or changed patient and gives it back as kept.
func (s *Service) SavePatient(ctx context.Context, draft office.PatientDraft) (models.Patient, error) {
	patient, err := draft.Read(s.office.Today())
	if err != nil {
		return models.Patient{}, err
	}
	err = s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		action := "patient.changed"
		if patient.ID == 0 {
			action = "patient.registered"
		}
		if err := tx.KeepPatient(&patient); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.CheckRecord(patient); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{Action: action, PatientID: &patient.ID}, nil
	})
	return patient, err
}

// FindPatients finds by the beginnings of names, of a personal number or of a
// phone number; every word must fit. Swedish order.
func (s *Service) FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error) {
	var rows []models.PatientRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		rows, err = tx.FindPatients(text, limit)
		return err
	})
	return rows, err
}

// Patient reads the whole file of one patient.
func (s *Service) Patient(ctx context.Context, id int64) (care.PatientFile, error) {
	var file care.PatientFile
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		file, err = s.office.PatientFile(tx, id)
		return err
	})
	return file, err
}

// Reveal reads a patient with what a protected identity hides, and notes in the history
// that somebody asked for it.
func (s *Service) Reveal(ctx context.Context, id int64) (models.Patient, error) {
	var patient models.Patient
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		var err error
		patient, err = tx.Present(id)
		return models.AuditEntry{Action: "patient.revealed", PatientID: &patient.ID}, err
	})
	return patient, err
}
