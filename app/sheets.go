package app

import (
	"context"

	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Sheet writes a booking's instruction sheet as PDF, in the patient's language
// or another. It keeps nothing: see [Desk.KeepSheet].
func (d *Desk) Sheet(ctx context.Context, bookingID int64, language models.Language) (sheet.Document, error) {
	var input sheet.Input
	err := d.store.Read(ctx, func(tx *store.Tx) error {
		file, err := d.bookingFile(tx, bookingID)
		if err != nil {
			return err
		}
		if !file.Booking.Open() {
			return &models.Problem{Code: "booking.closed"}
		}
		clinic, err := d.clinic(tx)
		if err != nil {
			return err
		}
		if language == "" {
			language = file.Patient.Language
		}
		input = sheet.Input{
			Patient: file.Patient, Booking: file.Booking, Plan: file.Plan, Tasks: file.Tasks,
			Title: file.Protocol.Title, Clinic: clinic, Language: language, PrintedOn: d.Today(),
			Facts: d.rules.facts(file.Booking.Medicines, file.Booking.Conditions),
		}
		return nil
	})
	if err != nil {
		return sheet.Document{}, err
	}
	return d.rules.Sheets.Build(input)
}

// KeepSheet notes that a sheet was written for a patient, so that the desk
// knows when the dates in it are no longer true.
func (d *Desk) KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error {
	return d.change(ctx, func(tx *store.Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(bookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		kept := models.Sheet{
			BookingID: bookingID, Language: document.Language, Hash: document.Hash, PlanHash: document.PlanHash,
			Pages: document.Pages, By: d.author(),
		}
		return models.AuditEntry{
			Action: "sheet.written", PatientID: &booking.PatientID, BookingID: &bookingID,
			Details: map[string]string{"language": string(document.Language)},
		}, tx.SaveSheet(&kept)
	})
}
