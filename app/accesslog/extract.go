package accesslog

import (
	"cmp"
	"context"
	"slices"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

const (
	mayRead   = "may.read-log"
	extracted = "log.extracted"
)

// ExtractWords says in words what an extract tells.
type ExtractWords interface {
	// Extract sets who saw a patient's record, for the patient to read; looks come the newest first.
	Extract(patient models.Patient, clinic models.Clinic, looks []models.LookRow) sheet.ListingInput
}

// Extract writes for a patient, as PDF, each time that somebody saw their record: when, at which unit, somebody of
// which role, and how. It names nobody of the staff: the law asks for unit and time, so that the patient can judge
// whether it was warranted; names are for the care giver to hand out.
func (s *Service) Extract(ctx context.Context, patientID int64, words ExtractWords) (sheet.Document, error) {
	var in sheet.ListingInput
	err := s.office.ReadAs(ctx, mayRead, func(tx *office.Tx) error {
		patient, err := tx.Named(patientID) // the extract tells who looked, and nothing of what they saw
		if err != nil {
			return err
		}
		looks, err := looksAt(tx, patient.ID)
		if err != nil {
			return err
		}
		clinic, err := s.office.ClinicIn(tx)
		in = words.Extract(patient, clinic, looks)
		in.Kind, in.Clinic, in.At = sheet.LogExtract, clinic, tx.Now
		return err
	})
	if err != nil {
		return sheet.Document{}, err
	}
	return s.office.Rules.Sheets.Listing(in)
}

// looksAt reads the looks at a patient's record, and at those that gave way to it, the newest first.
func looksAt(tx *office.Tx, patientID int64) ([]models.LookRow, error) {
	merges, err := tx.MergesOf(patientID)
	if err != nil {
		return nil, err
	}
	records := []int64{patientID}
	for _, merge := range merges {
		if !slices.Contains(records, merge.GoneID) {
			records = append(records, merge.GoneID)
		}
	}
	var all []models.LookRow
	for _, record := range records {
		looks, err := tx.Looks(models.LookFilter{PatientID: record})
		if err != nil {
			return nil, err
		}
		all = append(all, looks...)
	}
	slices.SortFunc(all, func(a, b models.LookRow) int { return cmp.Compare(b.ID, a.ID) })
	return all, nil
}

// KeepExtract notes that a patient's extract leaves the desk by save, which is called at last: where it fails nothing
// is noted either.
func (s *Service) KeepExtract(ctx context.Context, patientID int64, save func() error) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := s.office.Permit(tx, extracted); err != nil { // before the file is there
			return models.AuditEntry{}, err
		}
		patient, err := tx.Named(patientID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{Action: extracted, PatientID: &patient.ID}, save()
	})
}
