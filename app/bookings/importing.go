package bookings

import (
	"context"
	"errors"
	"fmt"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// errNothingKept rolls an import back without being a fault.
var errNothingKept = errors.New("import: nothing kept")

// Import registers the bookings of a CSV file, all or nothing: one bad line keeps the
// whole file out, as a dangerous warning does that nobody has accepted, and all are
// reported. Each line passes the form's own checks. A booking that is kept already is
// not doubled, also where it was moved here meanwhile; what a line says differently of
// it is told, and written where options ask for it. progress is told after each line.
func (s *Service) Import(
	ctx context.Context, file []byte, options ImportOptions, progress func(done, total int),
) (ImportReport, error) {
	lines, err := readCSV(file)
	if err != nil {
		return ImportReport{}, err
	}
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return ImportReport{}, err
	}
	report := ImportReport{Lines: len(lines), ImportOptions: options, ids: map[string]int{}}
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		for i, line := range lines {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := s.importLine(tx, line, clinic, &report); err != nil {
				return nil, report.take(line.number, err)
			}
			progress(i+1, len(lines))
		}
		if !report.Kept() {
			return nil, errNothingKept
		}
		return report.entries, nil
	})
	if errors.Is(err, errNothingKept) {
		err = nil
	}
	if err != nil {
		return ImportReport{}, err
	}
	if !report.Kept() && !options.DryRun {
		report.Booked = 0
	}
	return report, nil
}

// take notes a problem of the line, which ends the import since the transaction is
// spoilt by it; a fault comes back.
func (r *ImportReport) take(number int, err error) error {
	var problem *models.Problem
	if errors.As(err, &problem) && problem.Cause == nil {
		r.add(number, problem)
		return errNothingKept
	}
	return fmt.Errorf("line %d: %w", number, err)
}

// importLine registers one line, or notes in the report why it can't be.
// An error ends the import.
func (s *Service) importLine(tx *office.Tx, line csvLine, clinic models.Clinic, report *ImportReport) error {
	draft, warnings, err := s.draftOf(line)
	if err != nil {
		report.add(line.number, err)
		_, patientErr := draft.Patient.Read(s.office.Today())
		report.add(line.number, patientErr) // all that is wrong with the line, at once
		return nil
	}
	if first, twice := report.ids[draft.ExternalID]; twice && draft.ExternalID != "" {
		report.add(line.number, &models.Problem{Code: "import.id-twice", Field: "external-id", Values: map[string]any{
			"text": draft.ExternalID, "line": first,
		}})
		return nil
	}
	report.ids[draft.ExternalID] = line.number
	patient, booking, draftErr := s.readDraft(draft, clinic)
	kept, known, err := sameImported(tx, patient, booking)
	if err != nil {
		return err
	}
	if known {
		told, err := s.importKnown(tx, line, kept, patient, booking, report)
		if told || err != nil {
			return err
		}
		if !models.SameName(kept.Name(), patient.Name()) {
			warnings = append(warnings, models.Warning("import.other-name", "", map[string]any{"name": kept.Name()}))
		}
		patient = kept
	}
	if draftErr != nil {
		report.add(line.number, draftErr)
		return nil
	}
	if !known {
		if _, err := sentAs(tx, draft.ExternalID, patient); err != nil {
			return err
		}
		asked, err := maybeSame(tx, patient)
		if err != nil {
			return err
		}
		warnings = append(warnings, asked...)
	}
	return s.importNew(tx, line.number, patient, booking, warnings, report)
}

// importNew registers the booking of a line, with the warnings that the form shows.
func (s *Service) importNew(
	tx *office.Tx, number int, patient models.Patient, booking models.Booking, warnings []*models.Problem, report *ImportReport,
) error {
	if patient.ID == 0 {
		if err := tx.SavePatient(&patient); err != nil {
			return err
		}
	}
	booking.PatientID = patient.ID
	protocol, err := s.office.Rules.Protocol(booking.Procedure)
	if err != nil {
		return err
	}
	holds, plan := care.Plan(s.office.Rules.Medicines, protocol, booking, nil)
	seen, err := s.bookingWarnings(tx, protocol, booking, holds, plan)
	if err != nil {
		return err
	}
	report.warn(number, append(warnings, seen...)...)
	entry, err := s.keepBooking(tx, patient, &booking)
	if err != nil {
		return err
	}
	entry.Details["import"] = "csv"
	report.entries = append(report.entries, entry)
	report.found(ImportRow{Line: number, Finding: FoundNew, Name: patient.Name(), Start: booking.Start})
	return nil
}
