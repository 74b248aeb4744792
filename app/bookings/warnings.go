package bookings

import (
	"slices"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
)

// dangerous are the warnings that somebody has to have accepted before a booking that
// nobody looked at is kept: two at one place, a pause that began too late, another person.
var dangerous = []string{
	"warning.theatre-taken", "warning.surgeon-taken", "warning.patient-taken", "warning.hold-begun",
	"warning.import.other-name", "warning.import.maybe-same",
}

// Dangerous tells whether a warning has to be accepted.
func Dangerous(warning *models.Problem) bool { return slices.Contains(dangerous, warning.Code) }

// bookingWarnings looks at a booking before it is saved.
func (s *Service) bookingWarnings(
	tx *office.Tx, protocol *careplan.Protocol, booking models.Booking, holds []care.HoldFile, plan careplan.Plan,
) ([]*models.Problem, error) {
	if len(booking.Factors) == 0 {
		holds = s.holdsIfNothingElse(protocol, booking)
	}
	warnings := append(care.HoldWarnings(booking, holds, s.office.Today()), care.PlanWarnings(booking, plan)...)
	clinic, err := s.office.ClinicIn(tx)
	if err != nil {
		return nil, err
	}
	warnings = append(warnings, unlisted(booking, clinic)...)
	if booking.PatientID != 0 {
		patient, err := tx.Patient(booking.PatientID)
		if err != nil {
			return nil, err
		}
		warnings = append(warnings, care.RecordWarnings(s.office.Rules.Medicines, patient, booking)...)
	}
	clashes, err := s.clashes(tx, protocol, booking)
	return append(warnings, clashes...), err
}

// holdsIfNothingElse are the holds where nothing of what the form asks speaks against
// them: until it is asked, the days that a pause takes at least are what may be too few.
func (s *Service) holdsIfNothingElse(protocol *careplan.Protocol, booking models.Booking) []care.HoldFile {
	booking.Factors = map[string]string{}
	for _, factor := range medication.Factors {
		booking.Factors[string(factor)] = string(medication.No)
	}
	holds, _ := care.Plan(s.office.Rules.Medicines, protocol, booking, nil)
	return holds
}

// writeAsListed writes theatre and surgeon as the clinic's lists have them.
func writeAsListed(booking *models.Booking, clinic models.Clinic) {
	booking.Theatre, _ = models.Listed(booking.Theatre, clinic.Theatres)
	booking.Surgeon, _ = models.Listed(booking.Surgeon, clinic.Surgeons)
}

// unlisted says which names the clinic's lists lack; an empty list lacks none.
func unlisted(booking models.Booking, clinic models.Clinic) []*models.Problem {
	var warnings []*models.Problem
	for _, one := range []struct {
		field, name string
		list        []string
	}{{"theatre", booking.Theatre, clinic.Theatres}, {"surgeon", booking.Surgeon, clinic.Surgeons}} {
		if _, known := models.Listed(one.name, one.list); one.name != "" && len(one.list) > 0 && !known {
			warnings = append(warnings, models.Warning(one.field+"-unlisted", one.field, map[string]any{"name": one.name}))
		}
	}
	return warnings
}

// patientHorizon is how near two bookings of the same patient may lie before
// the desk asks whether the second is meant.
const patientHorizon = 180 * 24 * time.Hour

// clashes finds the same patient, theatre or surgeon in other open bookings, each
// with the length of its own procedure.
func (s *Service) clashes(tx *office.Tx, protocol *careplan.Protocol, booking models.Booking) ([]*models.Problem, error) {
	var warnings []*models.Problem
	near, err := tx.BookingsAround(booking.Start.Add(-s.longest()), booking.Start.Add(protocol.Length+time.Minute))
	if err != nil {
		return nil, err
	}
	for _, other := range near {
		if other.ID == booking.ID || !overlap(booking.Start, protocol.Length, other.Start, s.length(other.Procedure)) {
			continue
		}
		values := map[string]any{"name": other.Name(), "time": models.TimeOfDayOf(other.Start).String()}
		if booking.Theatre != "" && models.SameName(other.Theatre, booking.Theatre) {
			warnings = append(warnings, models.Warning("theatre-taken", "theatre", values))
		}
		if booking.Surgeon != "" && models.SameName(other.Surgeon, booking.Surgeon) {
			warnings = append(warnings, models.Warning("surgeon-taken", "surgeon", values))
		}
	}
	own, err := s.patientClashes(tx, protocol, booking)
	return append(warnings, own...), err
}

// patientClashes finds other bookings of the same patient, and whether they overlap.
func (s *Service) patientClashes(tx *office.Tx, protocol *careplan.Protocol, booking models.Booking) ([]*models.Problem, error) {
	if booking.PatientID == 0 {
		return nil, nil
	}
	bookings, err := tx.BookingsOf(booking.PatientID)
	if err != nil {
		return nil, err
	}
	var warnings []*models.Problem
	for _, other := range bookings {
		if other.ID == booking.ID || other.Status != models.StatusBooked || other.Start.Sub(booking.Start).Abs() >= patientHorizon {
			continue
		}
		code := "patient-booked"
		if overlap(booking.Start, protocol.Length, other.Start, s.length(other.Procedure)) {
			code = "patient-taken"
		}
		warnings = append(warnings, models.Warning(code, "patient", map[string]any{
			"date": models.DateOf(other.Start), "time": models.TimeOfDayOf(other.Start).String(),
		}))
	}
	return warnings, nil
}

// length is how long a procedure takes at most; 0 where no rule says.
func (s *Service) length(procedure string) time.Duration {
	protocol, err := s.office.Rules.Protocol(procedure)
	if err != nil {
		return 0
	}
	return protocol.Length
}

func (s *Service) longest() time.Duration {
	var longest time.Duration
	for _, protocol := range s.office.Protocols() {
		longest = max(longest, protocol.Length)
	}
	return longest
}

// overlap tells whether two procedures overlap; without a known length only the same
// start does.
func overlap(a time.Time, lengthA time.Duration, b time.Time, lengthB time.Duration) bool {
	return a.Equal(b) || a.Before(b.Add(lengthB)) && b.Before(a.Add(lengthA))
}
