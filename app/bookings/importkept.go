package bookings

import (
	"slices"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// keptRows is all that is kept and that some lines of an import have to be compared with,
// read by few queries.
type keptRows struct {
	byNumber map[models.PersonalNumber]models.Patient
	byName   map[string][]models.Patient // by [models.FoldedName]
	bookings map[int64][]models.Booking  // by patient
	moved    map[int64][]models.AuditEntry
	sent     map[string]models.Booking // by external ID
	near     []occupied
}

func (s *Service) lookUp(tx *office.Tx, lines []typedLine, options ImportOptions) (*keptRows, error) {
	kept := &keptRows{
		byNumber: map[models.PersonalNumber]models.Patient{}, byName: map[string][]models.Patient{},
		bookings: map[int64][]models.Booking{}, moved: map[int64][]models.AuditEntry{}, sent: map[string]models.Booking{},
	}
	if err := kept.readPatients(tx, lines); err != nil {
		return nil, err
	}
	if err := kept.readBookings(tx, lines); err != nil {
		return nil, err
	}
	rows, err := tx.BookingsDuring(s.spans(kept, lines, options)...)
	for _, row := range rows {
		kept.near = append(kept.near, s.occupied(row.ID, row.Procedure, row.Start, row.Theatre, row.Surgeon, row.Name()))
	}
	return kept, err
}

func (k *keptRows) readPatients(tx *office.Tx, lines []typedLine) error {
	var numbers []models.PersonalNumber
	for _, line := range lines {
		if line.patient.PersonalNumber != "" {
			numbers = append(numbers, line.patient.PersonalNumber)
		}
	}
	found, err := tx.PatientsByNumber(numbers)
	if err != nil {
		return err
	}
	for _, patient := range found {
		number := patient.PersonalNumber
		if patient.ReplacedBy != nil { // the other number of somebody who was here twice
			if patient, err = tx.Present(patient.ID); err != nil {
				return err
			}
		}
		k.byNumber[number] = patient
	}
	var others []models.Patient // those whom a number does not find
	for _, line := range lines {
		if _, known := k.byNumber[line.patient.PersonalNumber]; !known && line.unread == nil {
			others = append(others, line.patient)
		}
	}
	namesakes, err := tx.Namesakes(others)
	for _, patient := range namesakes {
		name := models.FoldedName(patient.Name())
		k.byName[name] = append(k.byName[name], patient)
	}
	return err
}

func (k *keptRows) readBookings(tx *office.Tx, lines []typedLine) error {
	var ids []int64
	for _, patient := range k.byNumber {
		ids = append(ids, patient.ID)
	}
	for _, line := range lines {
		for _, patient := range k.namesakes(line.patient) {
			if patient.Phone == line.patient.Phone {
				ids = append(ids, patient.ID)
			}
		}
	}
	bookings, err := tx.BookingsOfPatients(ids)
	if err != nil {
		return err
	}
	for _, booking := range bookings {
		k.bookings[booking.PatientID] = append(k.bookings[booking.PatientID], booking)
		if booking.ExternalID != "" {
			k.sent[booking.ExternalID] = booking
		}
	}
	entries, err := tx.EntriesOfPatients(office.BookingMoved, ids)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		k.moved[*entry.PatientID] = append(k.moved[*entry.PatientID], entry)
	}
	var sent []string // of bookings that none of these patients has
	for _, line := range lines {
		if _, known := k.sent[line.draft.ExternalID]; !known && line.draft.ExternalID != "" {
			sent = append(sent, line.draft.ExternalID)
		}
	}
	others, err := tx.BookingsByExternalID(sent)
	for _, booking := range others {
		k.sent[booking.ExternalID] = booking
	}
	return err
}

// spans are the times in which a booking may stand in the way of one of the lines. Those
// that are kept already stand in nobody's.
func (s *Service) spans(kept *keptRows, lines []typedLine, options ImportOptions) []models.Span {
	var all []models.Span
	for i := range lines {
		line := &lines[i]
		if line.unread != nil || line.unfit != nil {
			continue
		}
		if patient, known := kept.samePatient(line); known {
			_, finding, err := kept.sameBooking(patient, line.booking)
			if err != nil || finding != FoundNew && (finding != FoundCancelled || !options.Rebook) {
				continue
			}
		}
		from, until := s.reach(line.booking.Start, s.length(line.booking.Procedure))
		all = append(all, models.Span{From: from, Until: until})
	}
	slices.SortFunc(all, func(a, b models.Span) int { return a.From.Compare(b.From) })
	joined := all[:0]
	for _, span := range all {
		if last := len(joined) - 1; last >= 0 && !span.From.After(joined[last].Until) {
			joined[last].Until = later(joined[last].Until, span.Until)
		} else {
			joined = append(joined, span)
		}
	}
	return joined
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// namesakes are the patients of one name.
func (k *keptRows) namesakes(patient models.Patient) []models.Patient {
	return k.byName[models.FoldedName(patient.Name())]
}

// samePatient finds the patient of a line: by personal number or, without one, by the
// same name and phone. Where there is no phone either, a name is too little: only one
// who has the very same booking is the same.
func (k *keptRows) samePatient(line *typedLine) (models.Patient, bool) {
	if line.patient.PersonalNumber != "" {
		patient, known := k.byNumber[line.patient.PersonalNumber]
		return patient, known
	}
	for _, patient := range k.namesakes(line.patient) {
		if patient.PersonalNumber != "" || patient.Phone != line.patient.Phone {
			continue
		}
		if patient.Phone != "" || slices.ContainsFunc(k.bookings[patient.ID], func(b models.Booking) bool { return sameBooking(b, line.booking) }) {
			return patient, true
		}
	}
	return models.Patient{}, false
}

func sameBooking(a, b models.Booking) bool {
	return a.Procedure == b.Procedure && a.Start.Equal(b.Start)
}

// notSent refuses the ID that the sending system gave to a booking that is kept.
func (k *keptRows) notSent(id string) error {
	if _, taken := k.sent[id]; taken && id != "" {
		return &models.Problem{Code: "import.id-taken", Field: "external-id", Values: map[string]any{"text": id}}
	}
	return nil
}

// sameBooking finds the booking of a line among those of its patient: by the sending
// system's ID, else by procedure and start, also by the start from which it was moved
// here. An ID that another patient's booking has is "import.id-taken".
func (k *keptRows) sameBooking(patient models.Patient, booking models.Booking) (models.Booking, Finding, error) {
	none := models.Booking{}
	moved := k.movedFrom(patient.ID, booking.Start)
	var candidates []models.Booking
	if sent, ok := k.sent[booking.ExternalID]; ok && booking.ExternalID != "" {
		if sent.PatientID != patient.ID {
			return none, FoundNew, k.notSent(booking.ExternalID)
		}
		candidates = append(candidates, sent)
	} else {
		for _, other := range k.bookings[patient.ID] {
			if other.Procedure == booking.Procedure && (other.Start.Equal(booking.Start) || slices.Contains(moved, other.ID)) {
				candidates = append(candidates, other)
			}
		}
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
func (k *keptRows) movedFrom(patientID int64, start time.Time) []int64 {
	var moved []int64
	for _, entry := range k.moved[patientID] {
		if entry.BookingID != nil && entry.Details["from"] == formatInstant(start) {
			moved = append(moved, *entry.BookingID)
		}
	}
	return moved
}

// beside are the kept bookings that a procedure may run into.
func (k *keptRows) beside(s *Service, start time.Time, length time.Duration) []occupied {
	from, until := s.reach(start, length)
	first, _ := slices.BinarySearchFunc(k.near, from, func(o occupied, t time.Time) int { return o.start.Compare(t) })
	var all []occupied
	for _, one := range k.near[first:] {
		if !one.start.Before(until) {
			break
		}
		all = append(all, one)
	}
	return all
}

// maybeSame asks whether a new patient is one of others of the same name: with the same
// phone where only one of them has a number, or where neither has number or phone.
func maybeSame(patient models.Patient, others ...[]models.Patient) []*models.Problem {
	for _, other := range slices.Concat(others...) {
		switch {
		case other.Phone != patient.Phone:
		case other.Phone != "" && (other.PersonalNumber == "" || patient.PersonalNumber == ""):
			return []*models.Problem{models.Warning("import.maybe-same", "", map[string]any{"name": other.Name(), "phone": other.Shown().Phone.Format()})}
		case other.Phone == "" && other.PersonalNumber == "" && patient.PersonalNumber == "":
			return []*models.Problem{models.Warning("import.same-name", "", nil)}
		}
	}
	return nil
}
