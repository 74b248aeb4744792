package bookings

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// ImportReport is what an import found and did.
type ImportReport struct {
	Lines    int // bookings in the file
	Booked   int // new bookings; with a dry run those that would be
	Known    int // lines whose booking was there already
	Problems []LineProblem
	Warnings []LineProblem
	DryRun   bool

	entries []models.AuditEntry // what the history will say of the new bookings
}

// LineProblem is a problem with one line of a file.
type LineProblem struct {
	Line int // as an editor counts, the heading is line 1
	*models.Problem
}

// errNothingKept rolls an import back without being a fault.
var errNothingKept = errors.New("import: nothing kept")

// Import registers the bookings of a CSV file, all or nothing: one bad line
// keeps the whole file out, and every bad line is reported. A booking that is
// kept already (same patient, procedure and start) is passed over, so that the
// same file can be imported twice. progress is told after each line.
func (s *Service) Import(ctx context.Context, file []byte, dryRun bool, progress func(done, total int)) (ImportReport, error) {
	lines, err := readCSV(file)
	if err != nil {
		return ImportReport{}, err
	}
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return ImportReport{}, err
	}
	report := ImportReport{Lines: len(lines), DryRun: dryRun}
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		for i, line := range lines {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := s.importLine(tx, line, clinic, &report); err != nil {
				return nil, err
			}
			progress(i+1, len(lines))
		}
		if dryRun || len(report.Problems) > 0 {
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
	if len(report.Problems) > 0 && !dryRun {
		report.Booked = 0
	}
	return report, nil
}

// importLine registers one line, or notes in the report why it can't be.
// An error is a fault that ends the import.
func (s *Service) importLine(tx *office.Tx, line csvLine, clinic models.Clinic, report *ImportReport) error {
	draft, err := s.draftOf(line)
	if err != nil {
		report.add(line.number, err)
		_, patientErr := draft.Patient.Read(s.office.Today())
		report.add(line.number, patientErr) // all that is wrong with the line, at once
		return nil
	}
	patient, booking, err := s.readDraft(draft, clinic)
	kept, knownPatient, findErr := sameImported(tx, patient, booking)
	if findErr != nil {
		return findErr
	}
	if knownPatient {
		known, err := isBooked(tx, kept.ID, booking)
		if err != nil {
			return err
		}
		if known {
			report.Known++
			return nil
		}
		if kept.Name() != patient.Name() {
			report.Warnings = append(report.Warnings, LineProblem{line.number, models.Warning("import.other-name", "", nil)})
		}
		patient = kept
	}
	if err != nil {
		report.add(line.number, err)
		return nil
	}
	if !knownPatient && patient.PersonalNumber == "" && patient.Phone == "" {
		namesakes, err := withoutNumber(tx, patient)
		if err != nil {
			return err
		}
		if len(namesakes) > 0 {
			report.Warnings = append(report.Warnings, LineProblem{line.number, models.Warning("import.same-name", "", nil)})
		}
	}
	return s.keepImported(tx, line.number, patient, booking, report)
}

func (s *Service) keepImported(
	tx *office.Tx, number int, patient models.Patient, booking models.Booking, report *ImportReport,
) error {
	if patient.ID == 0 {
		if err := tx.SavePatient(&patient); err != nil {
			return report.take(number, err)
		}
	}
	entry, err := s.keepBooking(tx, patient, &booking)
	if err != nil {
		return report.take(number, err)
	}
	entry.Details["import"] = "csv"
	report.Booked++
	report.entries = append(report.entries, entry)
	return nil
}

// add notes what is wrong with a line.
func (r *ImportReport) add(number int, err error) {
	var problems models.Problems
	problems.Add("", err)
	for _, problem := range problems {
		r.Problems = append(r.Problems, LineProblem{number, problem})
	}
}

// take notes a problem of the line and swallows it; a fault comes back.
func (r *ImportReport) take(number int, err error) error {
	var problem *models.Problem
	if errors.As(err, &problem) && problem.Cause == nil {
		r.add(number, problem)
		return nil
	}
	return fmt.Errorf("line %d: %w", number, err)
}

// sameImported finds the patient of a line: by personal number or, without one,
// by exactly the same name and phone. Where there is no phone either, a name is
// too little: only one who has the very same booking is the same.
func sameImported(tx *office.Tx, patient models.Patient, booking models.Booking) (models.Patient, bool, error) {
	if patient.PersonalNumber != "" {
		kept, err := tx.PatientByNumber(patient.PersonalNumber)
		if errors.Is(err, models.ErrNotFound) {
			return models.Patient{}, false, nil
		}
		return kept, err == nil, err
	}
	rows, err := withoutNumber(tx, patient)
	if err != nil {
		return models.Patient{}, false, err
	}
	for _, row := range rows {
		same := patient.Phone != ""
		if !same {
			if same, err = isBooked(tx, row.ID, booking); err != nil {
				return models.Patient{}, false, err
			}
		}
		if same {
			kept, err := tx.Patient(row.ID)
			return kept, err == nil, err
		}
	}
	return models.Patient{}, false, nil
}

// withoutNumber finds those who have no personal number, and the same name and
// phone (or no phone) as a patient.
func withoutNumber(tx *office.Tx, patient models.Patient) ([]models.PatientRow, error) {
	if patient.Name() == "" {
		return nil, nil
	}
	rows, err := tx.FindPatients(patient.Name(), 0)
	return slices.DeleteFunc(rows, func(row models.PatientRow) bool {
		return row.PersonalNumber != "" || row.Name() != patient.Name() || row.Phone != patient.Phone
	}), err
}

func isBooked(tx *office.Tx, patientID int64, booking models.Booking) (bool, error) {
	bookings, err := tx.BookingsOf(patientID)
	if err != nil {
		return false, err
	}
	for _, other := range bookings {
		if other.Procedure == booking.Procedure && other.Start.Equal(booking.Start) {
			return true, nil
		}
	}
	return false, nil
}

// draftOf reads one line's fields.
func (s *Service) draftOf(line csvLine) (Draft, error) {
	var problems models.Problems
	language, err := s.office.Rules.Languages.Parse(strings.ToLower(line.get("language")))
	problems.Add("language", err)
	start, err := ParseStart(line.get("start"))
	problems.Add("start", err)
	draft := Draft{
		Patient: office.PatientDraft{
			PersonalNumber: line.get("personal_number"),
			GivenName:      line.get("given_name"), FamilyName: line.get("family_name"),
			Phone: line.get("phone"), Email: line.get("email"), Language: language,
		},
		Procedure: strings.ToLower(line.get("procedure")),
		Surgeon:   line.get("surgeon"), Theatre: line.get("theatre"),
	}
	for _, written := range splitList(line.get("medicines")) {
		draft.Medicines = append(draft.Medicines, s.importedMedicine(written))
	}
	if err == nil {
		draft.Date = models.DateOf(start)
		draft.Time = models.TimeOfDayOf(start).String()
	}
	for _, id := range splitList(strings.ToLower(line.get("conditions"))) {
		condition, err := models.ParseCondition(id)
		problems.Add("conditions", err)
		draft.Conditions = append(draft.Conditions, condition)
	}
	return draft, problems.OrNil()
}

// importedMedicine reads a code or name, with the dose form where that is known:
// B01AB04:treatment. A name that only sounds like a blood thinner's is kept as it is
// written, and the doctor has to decide about it.
func (s *Service) importedMedicine(written string) models.Medicine {
	name, form, _ := strings.Cut(written, ":")
	medicine := models.Medicine{Form: strings.ToLower(form)}
	taken, err := s.office.Rules.Medicines.Read(name)
	if err != nil && taken.FreeText == "" {
		medicine.ATC = strings.ToUpper(name) // no code at all: it is refused with the rest of the line
		return medicine
	}
	medicine.ATC, medicine.FreeText = taken.ATC, taken.FreeText
	return medicine
}

// splitList splits a list of codes; ";" is the rule, and what a spreadsheet
// makes of it is understood too.
func splitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '|' })
}
