package calls

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Calls lists calls, the newest first.
func (s *Service) Calls(ctx context.Context, filter models.CallFilter) ([]models.CallRow, error) {
	var rows []models.CallRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		rows, err = tx.Calls(filter)
		return err
	})
	return rows, err
}

// CallFile is a call with all that belongs to it.
type CallFile = care.CallFile

// Call reads one call with its record.
func (s *Service) Call(ctx context.Context, id int64) (CallFile, error) {
	var file CallFile
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		file, err = tx.CallFile(id)
		return err
	})
	return file, err
}

// AddToCall adds to a signed note: a correction in words, or someone who was
// told. The note itself stays as it was.
func (s *Service) AddToCall(ctx context.Context, callID int64, text string, contact *models.Contact) error {
	addition := models.CallAddition{CallID: callID, Text: text, Contact: contact, By: office.Actor(ctx)}
	if contact != nil && contact.At.IsZero() {
		contact.At = s.office.Now()
	}
	if err := addition.Validate(); err != nil {
		return err
	}
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		call, err := tx.Call(callID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: "call.added-to", PatientID: &call.PatientID, BookingID: call.BookingID,
		}, tx.AddToCall(&addition)
	})
}

// NoteCallCopied notes in the patient's history that a call's note was copied.
func (s *Service) NoteCallCopied(ctx context.Context, call models.Call) error {
	return s.office.Change(ctx, func(*office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "call.copied", PatientID: &call.PatientID}, nil
	})
}

// AssignCall gives a call, with what it led to, to the patient it turned out to
// be about. A record that was made for a caller nobody knew gives way to the
// right one, once nothing else is kept in it.
func (s *Service) AssignCall(ctx context.Context, callID, patientID int64) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := tx.CallFile(callID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		right, err := tx.Present(patientID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		patientID := right.ID
		entry := models.AuditEntry{Action: "call.assigned", PatientID: &patientID}
		if file.Call.PatientID == patientID {
			return entry, nil
		}
		if file.Call.BookingID != nil {
			return entry, &models.Problem{Code: "call.has-booking"}
		}
		file.Call.PatientID = patientID
		if err := tx.SaveCall(&file.Call); err != nil {
			return entry, err
		}
		for i := range file.Tasks {
			file.Tasks[i].PatientID = patientID
			if err := tx.SaveTask(&file.Tasks[i]); err != nil {
				return entry, err
			}
		}
		from := models.AuditEntry{Action: "call.taken-away", PatientID: &file.Patient.ID}
		if err := tx.Audit(from); err != nil {
			return entry, err
		}
		return entry, giveWay(tx, file.Patient, patientID)
	})
}

// giveWay lets a record without a personal number point to another, if nothing
// is kept in it any more.
func giveWay(tx *office.Tx, patient models.Patient, to int64) error {
	bookings, err := tx.BookingsOf(patient.ID)
	if err != nil {
		return err
	}
	calls, err := tx.CallsOf(patient.ID)
	if err != nil {
		return err
	}
	tasks, err := tx.TasksOfPatient(patient.ID)
	if err != nil {
		return err
	}
	if patient.PersonalNumber != "" || len(bookings)+len(calls)+len(tasks) > 0 {
		return nil
	}
	patient.ReplacedBy = &to
	return tx.SavePatient(&patient)
}
