package app

import (
	"context"
	"strings"

	"nursedesk/models"
)

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
}

// DraftOf gives a patient as the form shows it.
func DraftOf(p models.Patient) PatientDraft {
	return PatientDraft{
		ID: p.ID, Version: p.Version,
		PersonalNumber: p.PersonalNumber.String(),
		GivenName:      p.GivenName, FamilyName: p.FamilyName,
		Phone: p.Phone.Format(), Email: p.Email,
		Language: p.Language, Note: p.Note,
	}
}

// Read reads the draft; the error is all that is wrong with it.
func (draft PatientDraft) Read(today models.Date) (models.Patient, error) {
	patient := models.Patient{
		ID: draft.ID, Version: draft.Version,
		GivenName:  strings.TrimSpace(draft.GivenName),
		FamilyName: strings.TrimSpace(draft.FamilyName),
		Email:      strings.TrimSpace(draft.Email),
		Language:   draft.Language,
		Note:       draft.Note,
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
	if text := strings.TrimSpace(draft.Phone); text != "" {
		phone, err := models.ParsePhone(text)
		problems.Add("phone", err)
		patient.Phone = phone
	}
	problems.Add("", patient.Validate())
	return patient, problems.OrNil()
}

// CheckPatient tells what is wrong with a draft, for the form as it is typed.
func (d *Desk) CheckPatient(draft PatientDraft) error {
	_, err := draft.Read(d.Today())
	return err
}

// SavePatient keeps a new or changed patient and gives it back as kept.
func (d *Desk) SavePatient(ctx context.Context, draft PatientDraft) (models.Patient, error) {
	patient, err := draft.Read(d.Today())
	if err != nil {
		return models.Patient{}, err
	}
	err = d.commit(ctx, func(tx *Tx) (models.AuditEntry, error) {
		action := "patient.changed"
		if patient.ID == 0 {
			action = "patient.registered"
		}
		if err := tx.KeepPatient(&patient); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{Action: action, PatientID: &patient.ID}, nil
	})
	return patient, err
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

// FindPatients finds by the beginnings of names, of a personal number or of a
// phone number; every word must fit. Swedish order.
func (d *Desk) FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error) {
	var rows []models.PatientRow
	err := d.Read(ctx, func(tx *Tx) error {
		var err error
		rows, err = tx.FindPatients(text, limit)
		return err
	})
	return rows, err
}

// PatientFile is everything the desk knows of one patient.
type PatientFile struct {
	Patient  models.Patient
	Bookings []BookingFile // newest start first
	Calls    []models.Call // newest first
	// Complications are all that were registered, withdrawn ones too, the latest onset first.
	Complications []models.Complication
	Other         []models.Task     // callbacks without a booking
	Calling       map[int64]Calling // what is to be said of the calls to make, by the task
	History       []models.AuditEntry
}

const historyLimit = 500

// Patient reads the whole file of one patient.
func (d *Desk) Patient(ctx context.Context, id int64) (PatientFile, error) {
	var file PatientFile
	err := d.Read(ctx, func(tx *Tx) error {
		var err error
		file, err = d.PatientFile(tx, id)
		return err
	})
	return file, err
}

// PatientFile reads the whole file of one patient.
func (d *Desk) PatientFile(tx *Tx, id int64) (file PatientFile, err error) {
	if file.Patient, err = tx.Patient(id); err != nil {
		return file, err
	}
	if file.Calls, err = tx.CallsOf(id); err != nil {
		return file, err
	}
	if file.Complications, err = tx.ComplicationsOf(id); err != nil {
		return file, err
	}
	if file.History, err = tx.History(id, historyLimit); err != nil {
		return file, err
	}
	return file, d.readBookings(tx, &file)
}

func (d *Desk) readBookings(tx *Tx, file *PatientFile) error {
	bookings, err := tx.BookingsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	tasks, err := tx.TasksOfPatient(file.Patient.ID)
	if err != nil {
		return err
	}
	sheets, err := tx.SheetsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	for _, booking := range bookings {
		one := BookingFile{Booking: booking, Patient: file.Patient}
		for _, task := range tasks {
			if task.BookingID != nil && *task.BookingID == booking.ID {
				one.Tasks = append(one.Tasks, task)
			}
		}
		for _, kept := range sheets {
			if kept.BookingID == booking.ID {
				one.Sheets = append(one.Sheets, kept)
			}
		}
		if err := d.complete(tx, &one); err != nil {
			return err
		}
		file.Bookings = append(file.Bookings, one)
	}
	for _, task := range tasks {
		if task.BookingID == nil {
			file.Other = append(file.Other, task)
		}
	}
	file.Calling, err = tx.Calling(tasks)
	return err
}
