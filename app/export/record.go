package export

import (
	"context"
	"errors"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// recordExported is what the history calls it, and what somebody may do or not.
const recordExported = "patient.exported"

// SheetFile reads the PDF of a sheet that was handed out, nil for one from before
// files were kept.
type SheetFile func(kept models.Sheet) ([]byte, error)

// Record reads all that is kept of a patient and hands it to write, with what reads
// the sheets one by one: all of them at once need not fit into memory. What is
// typed and not saved yet belongs to no patient.
func (s *Service) Record(ctx context.Context, patientID int64, write func(care.Record, SheetFile) error) error {
	return s.office.ReadAs(ctx, recordExported, func(tx *office.Tx) error {
		record, err := s.record(tx, patientID)
		if err != nil {
			return err
		}
		return write(record, func(kept models.Sheet) ([]byte, error) {
			pdf, err := tx.SheetFile(kept.Hash)
			if errors.Is(err, models.ErrNotFound) {
				return nil, nil
			}
			return pdf, err
		})
	})
}

func (s *Service) record(tx *office.Tx, patientID int64) (record care.Record, err error) {
	record.At, record.By = tx.Now, tx.By
	if record.PatientFile, err = s.office.PatientFile(tx, patientID); err != nil {
		return record, err
	}
	patientID = record.Patient.ID
	if record.History, err = tx.History(patientID, 0); err != nil {
		return record, err
	}
	slices.Reverse(record.History)
	if record.Clinic, err = s.office.ClinicIn(tx); err != nil {
		return record, err
	}
	if record.Decisions, err = tx.HoldDecisionsOf(patientID); err != nil {
		return record, err
	}
	slices.Reverse(record.Decisions)
	for _, call := range slices.Backward(record.Calls) {
		file, err := tx.CallFile(call.ID)
		if err != nil {
			return record, err
		}
		record.CallFiles = append(record.CallFiles, file)
	}
	for _, file := range record.Bookings {
		given, err := tx.GivenCalendar(file.Booking.ID)
		if err != nil {
			return record, err
		}
		if given.ID != 0 {
			record.Calendars = append(record.Calendars, given)
		}
	}
	if record.Merges, err = tx.MergesOf(patientID); err != nil {
		return record, err
	}
	if record.Restrictions, err = tx.RestrictionsOf(patientID); err != nil {
		return record, err
	}
	if record.Openings, err = tx.OpeningsOf(patientID); err != nil {
		return record, err
	}
	var tasks []int64
	for _, task := range record.Tasks() {
		tasks = append(tasks, task.ID)
	}
	record.Attempts, err = tx.AttemptsOf(tasks...)
	protect(&record)
	return record, err
}

// protect leaves out how somebody with a protected identity is reached: a file goes
// where nobody sees who reads it.
func protect(record *care.Record) {
	if !record.Patient.ProtectedIdentity {
		return
	}
	record.Patient = record.Patient.Shown()
	for i := range record.Calls {
		record.Calls[i].Phone = ""
	}
	for i := range record.CallFiles {
		record.CallFiles[i].Call.Phone = ""
		record.CallFiles[i].Patient = record.Patient
	}
	for i := range record.Attempts {
		record.Attempts[i].Phone = ""
	}
	for i := range record.Merges {
		before := &record.Merges[i].Before
		before.Kept.ProtectedIdentity, before.Gone.ProtectedIdentity = true, true // of either, it hides both
		before.Kept, before.Gone = before.Kept.Shown(), before.Gone.Shown()
	}
}

// Form is what a file with all that is kept of a patient is written in.
type Form string

// The forms: to read, and for other systems to read.
const (
	PDF  Form = "pdf"
	JSON Form = "json"
	FHIR Form = "fhir" // a FHIR R4 bundle
)

// KeepRecord notes in the patient's history that all that is kept of them leaves the
// desk by save, which is called at last: where it fails nothing is noted either.
func (s *Service) KeepRecord(ctx context.Context, patientID int64, form Form, save func() error) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := s.office.Permit(tx, recordExported); err != nil { // before the file is there
			return models.AuditEntry{}, err
		}
		patient, err := tx.Present(patientID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: recordExported, PatientID: &patient.ID, Details: map[string]string{"file": string(form)},
		}, save()
	})
}

// RecordPaper sets all that is kept of a patient, in words already, as PDF.
func (s *Service) RecordPaper(in sheet.RecordInput) (sheet.Document, error) {
	return s.office.Rules.Sheets.Record(in)
}
