package bookings

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// sameImported finds the patient of a line: by personal number or, without one, by the
// same name and phone. Where there is no phone either, a name is too little: only one
// who has the very same booking is the same.
func sameImported(tx *office.Tx, patient models.Patient, booking models.Booking) (models.Patient, bool, error) {
	if patient.PersonalNumber != "" {
		kept, err := tx.PatientByNumber(patient.PersonalNumber)
		if errors.Is(err, models.ErrNotFound) {
			return models.Patient{}, false, nil
		}
		return kept, err == nil, err
	}
	rows, err := namesakes(tx, patient)
	if err != nil {
		return models.Patient{}, false, err
	}
	for _, row := range rows {
		if row.PersonalNumber != "" || row.Phone != patient.Phone {
			continue
		}
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

// namesakes finds the patients of one name.
func namesakes(tx *office.Tx, patient models.Patient) ([]models.PatientRow, error) {
	if patient.Name() == "" {
		return nil, nil
	}
	rows, err := tx.FindPatients(patient.Name(), 0)
	rows = slices.DeleteFunc(rows, func(row models.PatientRow) bool { return !models.SameName(row.Name(), patient.Name()) })
	for i := range rows {
		if rows[i].Protected { // lists do not have it
			kept, err := tx.Patient(rows[i].ID)
			if err != nil {
				return nil, err
			}
			rows[i].Phone = kept.Phone
		}
	}
	return rows, err
}

// maybeSame asks whether a new patient is one who is kept already: of the same name
// and phone where only one of them has a number, and of the same name where neither
// has number or phone.
func maybeSame(tx *office.Tx, patient models.Patient) ([]*models.Problem, error) {
	rows, err := namesakes(tx, patient)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		switch {
		case row.Phone != patient.Phone:
		case row.Phone != "" && (row.PersonalNumber == "" || patient.PersonalNumber == ""):
			return []*models.Problem{models.Warning("import.maybe-same", "", map[string]any{"name": row.Name(), "phone": row.Phone.Format()})}, nil
		case row.Phone == "" && row.PersonalNumber == "" && patient.PersonalNumber == "":
			return []*models.Problem{models.Warning("import.same-name", "", nil)}, nil
		}
	}
	return nil, nil
}

func isBooked(tx *office.Tx, patientID int64, booking models.Booking) (bool, error) {
	bookings, err := tx.BookingsOf(patientID)
	return slices.ContainsFunc(bookings, func(other models.Booking) bool { return sameBooking(other, booking) }), err
}

func sameBooking(a, b models.Booking) bool {
	return a.Procedure == b.Procedure && a.Start.Equal(b.Start)
}

// importKnown tells of a line whose booking is kept, and writes what has changed where
// that is wanted. told is false where the booking is to be registered.
func (s *Service) importKnown(
	tx *office.Tx, line csvLine, patient, typed models.Patient, booking models.Booking, report *ImportReport,
) (told bool, err error) {
	kept, finding, err := findImported(tx, patient, booking)
	if err != nil || finding == FoundNew {
		return false, err
	}
	if finding == FoundCancelled && report.Rebook {
		if kept.ExternalID != "" { // it goes over to the new booking
			kept.ExternalID = ""
			err = tx.SaveBooking(&kept)
		}
		return false, err
	}
	row := ImportRow{Line: line.number, Finding: finding, Name: patient.Name(), Start: kept.Start}
	if finding != FoundSame {
		report.found(row)
		return true, nil
	}
	changed, change := patient, Change{BookingID: kept.ID, Version: kept.Version}
	ofPatient := patientDifferences(line, &changed, typed)
	row.Differences = slices.Concat(ofPatient, bookingDifferences(kept, booking, &change))
	if len(row.Differences) == 0 {
		report.found(row)
		return true, nil
	}
	row.Finding = FoundChanged
	report.found(row)
	if !report.Update {
		return true, nil
	}
	if len(ofPatient) > 0 {
		if err := tx.KeepPatient(&changed); err != nil {
			return true, err
		}
		report.entries = append(report.entries, models.AuditEntry{Action: "patient.changed", PatientID: &changed.ID})
	}
	difference, entry, err := s.keepChange(tx, change)
	if err != nil {
		return true, err
	}
	report.warn(line.number, difference.Warnings...)
	report.entries = append(report.entries, entry)
	return true, nil
}

// sentAs finds the booking that the sending system calls by an ID; one of another
// patient is "import.id-taken".
func sentAs(tx *office.Tx, id string, patient models.Patient) (models.Booking, error) {
	booking, err := tx.BookingByExternalID(id)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return models.Booking{}, nil
	case err == nil && booking.PatientID != patient.ID:
		return booking, &models.Problem{Code: "import.id-taken", Field: "external-id", Values: map[string]any{"text": id}}
	}
	return booking, err
}

// findImported finds the booking of a line among those of its patient: by the sending
// system's ID, else by procedure and start, also by the start from which it was moved here.
func findImported(tx *office.Tx, patient models.Patient, booking models.Booking) (models.Booking, Finding, error) {
	none := models.Booking{}
	sent, err := sentAs(tx, booking.ExternalID, patient)
	if err != nil {
		return none, FoundNew, err
	}
	moved, err := movedFrom(tx, patient.ID, booking.Start)
	if err != nil {
		return none, FoundNew, err
	}
	candidates := []models.Booking{sent}
	if sent.ID == 0 {
		if candidates, err = tx.BookingsOf(patient.ID); err != nil {
			return none, FoundNew, err
		}
		candidates = slices.DeleteFunc(candidates, func(other models.Booking) bool {
			return other.Procedure != booking.Procedure || !other.Start.Equal(booking.Start) && !slices.Contains(moved, other.ID)
		})
	}
	found, finding := none, FoundNew
	for _, other := range candidates {
		switch {
		case !other.Open():
			if finding == FoundNew {
				found, finding = other, FoundCancelled
			}
		case !other.Start.Equal(booking.Start) && slices.Contains(moved, other.ID):
			found, finding = other, FoundMoved
		default:
			return other, FoundSame, nil
		}
	}
	return found, finding, nil
}

// movedFrom lists the patient's bookings that were moved here away from a start.
func movedFrom(tx *office.Tx, patientID int64, start time.Time) ([]int64, error) {
	entries, err := tx.History(patientID, 0)
	var moved []int64
	for _, entry := range entries {
		if entry.Action == "booking.moved" && entry.BookingID != nil && entry.Details["from"] == formatInstant(start) {
			moved = append(moved, *entry.BookingID)
		}
	}
	return moved, err
}

// patientDifferences writes onto a patient what a line says differently. An empty
// field says nothing.
func patientDifferences(line csvLine, patient *models.Patient, typed models.Patient) []Difference {
	var told []Difference
	if typed.Phone != "" && typed.Phone != patient.Phone {
		told = append(told, Difference{"phone", patient.Shown().Phone.Format(), typed.Phone.Format()})
		patient.Phone = typed.Phone
	}
	if typed.Email != "" && !strings.EqualFold(typed.Email, patient.Email) {
		told = append(told, Difference{"email", patient.Shown().Email, typed.Email})
		patient.Email = typed.Email
	}
	if line.get("language") != "" && typed.Language != patient.Language {
		told = append(told, Difference{"language", string(patient.Language), string(typed.Language)})
		patient.Language = typed.Language
	}
	return told
}

// bookingDifferences writes into a change what a line says differently of a booking.
func bookingDifferences(kept, line models.Booking, change *Change) []Difference {
	var told []Difference
	text := func(column, old, now string, into **string) {
		if now != "" && !models.SameName(old, now) {
			told = append(told, Difference{column, old, now})
			*into = &now
		}
	}
	if !kept.Start.Equal(line.Start) {
		told = append(told, Difference{"start", wallClock(kept.Start), wallClock(line.Start)})
		change.Start = &line.Start
	}
	text("surgeon", kept.Surgeon, line.Surgeon, &change.Surgeon)
	text("theatre", kept.Theatre, line.Theatre, &change.Theatre)
	text("external_id", kept.ExternalID, line.ExternalID, &change.ExternalID)
	if medicines := merged(kept.Medicines, line.Medicines); len(line.Medicines) > 0 && !sameMedicines(kept.Medicines, medicines) {
		told = append(told, Difference{"medicines", listMedicines(kept.Medicines), listMedicines(medicines)})
		change.Medicines = &medicines
	}
	if conditions := slices.Sorted(slices.Values(line.Conditions)); len(conditions) > 0 &&
		!slices.Equal(slices.Sorted(slices.Values(kept.Conditions)), conditions) {
		told = append(told, Difference{"conditions", listConditions(kept.Conditions), listConditions(conditions)})
		change.Conditions = &conditions
	}
	return told
}

// merged are a line's medicines with what is known of them here and the line does not say.
func merged(kept, line models.Medicines) models.Medicines {
	all := slices.Clone(line)
	for i, medicine := range all {
		at := slices.IndexFunc(kept, func(m models.Medicine) bool { return m.Key() == medicine.Key() })
		if at < 0 {
			continue
		}
		all[i] = kept[at]
		all[i].Form = cmp.Or(medicine.Form, kept[at].Form)
		all[i].DoseTime = cmp.Or(medicine.DoseTime, kept[at].DoseTime)
	}
	return all
}

func sameMedicines(a, b models.Medicines) bool {
	sorted := func(all models.Medicines) models.Medicines {
		return slices.SortedFunc(slices.Values(all), func(a, b models.Medicine) int { return cmp.Compare(a.Key(), b.Key()) })
	}
	return slices.Equal(sorted(a), sorted(b))
}

func listMedicines(medicines models.Medicines) string {
	names := make([]string, len(medicines))
	for i, medicine := range medicines {
		names[i] = cmp.Or(medicine.ATC, medicine.FreeText)
		if medicine.Form != "" {
			names[i] += ":" + medicine.Form
		}
		if medicine.DoseTime != "" {
			names[i] += ":" + medicine.DoseTime
		}
	}
	return strings.Join(names, ", ")
}

func listConditions(conditions []models.Condition) string {
	names := make([]string, len(conditions))
	for i, condition := range conditions {
		names[i] = string(condition)
	}
	return strings.Join(names, ", ")
}

func wallClock(t time.Time) string { return t.In(models.Stockholm).Format("2006-01-02 15:04") }
