package bookings

import (
	"slices"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// examineLine notes what a line is to what is kept and to the lines before it, and what
// is to be written of it. An error ends the import.
func (s *Service) examineLine(tx *office.Tx, x *examination, kept *keptRows, line *typedLine) error {
	if line.unread != nil {
		x.report.add(line.number, line.unread)
		if line.broken == nil {
			_, patientErr := line.draft.Patient.Read(s.office.Today())
			x.report.add(line.number, patientErr) // all that is wrong with the line, at once
		}
		return nil
	}
	if err := x.refused(tx, kept, line); err != nil {
		return x.report.take(line.number, err)
	}
	person, known := kept.samePatient(line)
	patient, warnings, rebooked := who(person.ID), line.warnings, int64(0)
	if known {
		booking, finding, err := kept.sameBooking(person, line.booking)
		if err != nil {
			x.report.add(line.number, err)
			return nil
		}
		if finding == FoundCancelled && x.report.Rebook {
			rebooked = booking.ID
		} else if finding != FoundNew {
			return s.examineKnown(tx, x, line, person, booking, finding)
		}
		if !models.SameName(person.Name(), line.patient.Name()) {
			warnings = append(warnings, models.Warning("import.other-name", "", map[string]any{"name": person.Name()}))
		}
	} else {
		patient = x.seen.samePatient(line)
	}
	if before, ok := x.seen.sameBooking(patient, line); ok {
		s.examineTwice(x, line, before)
		return nil
	}
	if line.unfit != nil {
		x.report.add(line.number, line.unfit)
		return nil
	}
	if !known {
		if err := kept.notSent(line.draft.ExternalID); err != nil {
			x.report.add(line.number, err)
			return nil
		}
	}
	if patient == nobody {
		warnings = append(warnings, maybeSame(line.patient, kept.namesakes(line.patient), x.seen.namesakes(line.patient))...)
	}
	return s.examineNew(x, kept, line, person, patient, rebooked, warnings)
}

// refused refuses an external ID that stands on two lines, and a patient whose record is closed to who imports.
func (x *examination) refused(tx *office.Tx, kept *keptRows, line *typedLine) error {
	if person, known := kept.samePatient(line); known {
		if err := tx.Allow(person.ID); err != nil {
			return err
		}
	}
	id := line.draft.ExternalID
	if id == "" {
		return nil
	}
	if first, twice := x.ids[id]; twice {
		return &models.Problem{Code: "import.id-twice", Field: "external-id", Values: map[string]any{"text": id, "line": first}}
	}
	x.ids[id] = line.number
	return nil
}

// examineTwice is for a line whose booking an earlier line of the file has, too.
func (s *Service) examineTwice(x *examination, line *typedLine, before *seenBooking) {
	earlier := typedLine{importLine: importLine{number: before.line, fields: before.fields(), columns: line.columns}}
	s.typed(&earlier, x.clinic)
	same := earlier.patient
	row := ImportRow{Line: line.number, Finding: FoundSame, Name: line.patient.Name(), Start: line.booking.Start}
	if _, row.Differences, _ = line.changes(&same, earlier.booking); len(row.Differences) > 0 {
		x.report.add(line.number, &models.Problem{Code: "import.booking-twice", Values: map[string]any{
			"line": before.line, "columns": strings.Join(row.Columns(), ", "),
		}})
		return
	}
	x.report.found(row)
}

// examineNew notes a line whose booking is to be registered, with the warnings that the form shows.
func (s *Service) examineNew(
	x *examination, kept *keptRows, line *typedLine, person models.Patient, patient who, rebooked int64, warnings []*models.Problem,
) error {
	protocol, err := s.office.Rules.Protocol(line.booking.Procedure)
	if err != nil {
		return err
	}
	if patient == nobody {
		patient = x.seen.addPatient(line)
	}
	booking := line.booking
	holds, plan := care.Plan(s.office.Rules.Medicines, protocol, booking, nil)
	beside := append(kept.beside(s, booking.Start, protocol.Length), x.seen.beside(booking.Start, protocol.Length, x.clinic)...)
	own := append(s.occupiedBy(kept.bookings[int64(patient)]), x.seen.of(patient)...)
	seen := s.bookingWarnings(protocol, person, booking, holds, plan, x.clinic, neighbours{beside, own})
	x.report.warn(line.number, append(warnings, seen...)...)
	taken := theatreTaken(seen)
	x.shares(line, taken)
	x.seen.addBooking(patient, line, protocol.Length)
	x.writings = append(x.writings, writing{
		line: line.number, finding: FoundNew, patient: patient, booking: rebooked, row: len(x.report.Rows), taken: taken,
	})
	x.report.found(ImportRow{Line: line.number, Finding: FoundNew, Name: line.patient.Name(), Start: booking.Start, Patient: person.ID})
	return nil
}

// shares counts a line that comes to a theatre that is taken and says no reason.
func (x *examination) shares(line *typedLine, taken *models.Problem) {
	if taken != nil && line.draft.TheatreReason == "" {
		x.report.Shared++
	}
}

// examineKnown tells of a line whose booking is kept, and what of it would change.
func (s *Service) examineKnown(
	tx *office.Tx, x *examination, line *typedLine, patient models.Patient, booking models.Booking, finding Finding,
) error {
	x.seen.kept[who(patient.ID)] = true
	row := ImportRow{
		Line: line.number, Finding: finding, Name: patient.Name(), Start: booking.Start, Patient: patient.ID, Booking: booking.ID,
	}
	var change Change
	if finding == FoundSame {
		if change, row.Differences, _ = line.changes(&patient, booking); len(row.Differences) > 0 {
			row.Finding = FoundChanged
		}
	}
	if row.Finding != FoundChanged || !x.report.Update {
		x.report.found(row)
		return nil
	}
	if change.anything() {
		difference, _, err := s.propose(tx, change)
		if err != nil {
			return x.report.take(line.number, err)
		}
		x.report.warn(line.number, difference.Warnings...)
		x.shares(line, difference.Taken)
	}
	x.writings = append(x.writings, writing{
		line: line.number, finding: FoundChanged, patient: who(patient.ID), booking: booking.ID, version: booking.Version,
		row: len(x.report.Rows),
	})
	x.report.found(row)
	return nil
}

// changes are what a line says differently of a patient and a booking that are kept, and
// whether the patient is among it.
func (l *typedLine) changes(patient *models.Patient, booking models.Booking) (change Change, told []Difference, ofPatient bool) {
	change = Change{BookingID: booking.ID, Version: booking.Version}
	differences := patientDifferences(l.importLine, patient, l.patient)
	return change, slices.Concat(differences, bookingDifferences(booking, l.booking, &change)), len(differences) > 0
}
