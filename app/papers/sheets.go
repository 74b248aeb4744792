package papers

import (
	"context"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Wanted is how a sheet is wanted.
type Wanted struct {
	Language models.Language  // "" takes the patient's
	Form     models.SheetForm // "" is the usual one
}

// Sheet writes a booking's instruction sheet as PDF. It keeps nothing: see [Service.KeepSheet].
func (s *Service) Sheet(ctx context.Context, bookingID int64, wanted Wanted) (sheet.Document, error) {
	input, paper, err := s.sheetInput(ctx, bookingID, wanted.Language, false)
	if err != nil {
		return sheet.Document{}, err
	}
	input.Form = wanted.Form
	document, err := s.office.Rules.Sheets.Build(input)
	document.PlanHash = paper
	return document, err
}

// sheetInput reads what a booking's sheet and calendar are written from, and the
// fingerprint of its dates; over takes a booking that is cancelled, too.
func (s *Service) sheetInput(ctx context.Context, bookingID int64, language models.Language, over bool) (input sheet.Input, paper string, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		file, err := s.office.BookingFile(tx, bookingID)
		if err != nil {
			return err
		}
		if !over && !file.Booking.Open() {
			return &models.Problem{Code: "booking.closed"}
		}
		clinic, err := s.office.ClinicIn(tx)
		if err != nil {
			return err
		}
		if language == "" {
			language = file.Patient.Language
		}
		input = SheetInput(s.office.Rules.Medicines, file, language)
		input.Clinic, input.PrintedOn = clinic, s.office.Today()
		paper = file.PlanHash
		return nil
	})
	return input, paper, err
}

// SheetInput is what a booking's sheet says in a language; the clinic and the day
// that it is printed on are left to add.
func SheetInput(medicines *medication.Catalogue, file care.BookingFile, language models.Language) sheet.Input {
	day := care.DayMedicinesOf(medicines, file.Booking, file.Holds)
	return sheet.Input{
		Patient: file.Patient, Booking: file.Booking, Plan: file.Plan, Tasks: file.Tasks,
		Title: file.Protocol.Title, Language: language, Given: len(file.Sheets) > 0,
		Facts: care.Facts(medicines, file.Booking, file.Holds), Medicines: medicineLines(file.Holds, language),
		Morning: dayLines(medicines, day.Morning, language), Pressure: day.Pressure,
		DayAsked: dayLines(medicines, day.Asked, language),
	}
}

// dayLines are what the sheet says of medicines for the day of the procedure.
func dayLines(medicines *medication.Catalogue, holds []care.HoldFile, language models.Language) []sheet.DayMedicine {
	const such = 4 // enough for a patient to recognise a class by
	var lines []sheet.DayMedicine
	for _, hold := range holds {
		known := medicines.Conditions([]string{hold.Taken.ATC})
		line := sheet.DayMedicine{
			Name:       hold.Name.In(language),
			DaysBefore: slices.Contains(known, models.SGLT2) || slices.Contains(known, models.GLP1),
		}
		if !hold.Medicine.OneSubstance() {
			line.Such = hold.Medicine.Names[:min(such, len(hold.Medicine.Names))]
		}
		lines = append(lines, line)
	}
	return lines
}

// medicineLines are what the sheet says of each medicine that a doctor decides about.
func medicineLines(holds []care.HoldFile, language models.Language) []sheet.Medicine {
	var lines []sheet.Medicine
	for _, hold := range holds {
		if !hold.Asked {
			continue
		}
		line := sheet.Medicine{Name: hold.Name.In(language)}
		if hold.Decision != nil {
			dates := hold.Dates()
			line.Decided, line.Continues = true, hold.Decision.Continues
			line.LastDose = careplan.Moment{Date: dates.LastDose, At: dates.LastDoseAt}
			line.Dose, line.FirstDoseAgain = string(dates.Dose), dates.FirstDoseAgain
		}
		lines = append(lines, line)
	}
	return lines
}

// KeepSheet keeps a sheet that was handed out, the very file with all that was
// said in it, so that it can be opened again as it was and the desk knows when
// it is no longer true. A file that is not what its hash says is "sheet.damaged".
func (s *Service) KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error {
	return s.SaveSheet(ctx, bookingID, document, func() error { return nil })
}

// SaveSheet is [Service.KeepSheet] for a sheet that leaves the desk by save, which
// is called at last: where it fails nothing is kept either.
func (s *Service) SaveSheet(ctx context.Context, bookingID int64, document sheet.Document, save func() error) error {
	if !intact(document.PDF, document.Hash) {
		return &models.Problem{Code: "sheet.damaged"}
	}
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(bookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		kept := models.Sheet{
			BookingID: bookingID, Language: document.Language, Form: document.Form, Texts: document.Texts,
			Hash: document.Hash, PlanHash: document.PlanHash, Lines: document.Lines, Pages: document.Pages,
			How: document.Way(), By: tx.By,
		}
		if err := tx.SaveSheet(&kept, document.PDF); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: office.SheetWritten, PatientID: &booking.PatientID, BookingID: &bookingID,
			Details: map[string]string{"language": string(document.Language), "form": string(document.Form), "how": string(kept.How)},
		}, save()
	})
}
