package bookings

import (
	"slices"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// dangerous are the warnings that somebody has to have accepted before a booking that
// nobody looked at is kept: two with one surgeon, a pause that began too late, another
// person. A theatre that is taken needs more, a reason.
var dangerous = []string{
	"warning.surgeon-taken", "warning.patient-taken", "warning.hold-begun",
	"warning.import.other-name", "warning.import.maybe-same",
}

// Dangerous tells whether a warning has to be accepted.
func Dangerous(warning *models.Problem) bool { return slices.Contains(dangerous, warning.Code) }

// warnings looks at a booking before it is saved.
func (s *Service) warnings(
	tx *office.Tx, protocol *careplan.Protocol, booking models.Booking, holds []care.HoldFile, plan careplan.Plan,
) ([]*models.Problem, error) {
	clinic, err := s.office.ClinicIn(tx)
	if err != nil {
		return nil, err
	}
	var patient models.Patient
	if booking.PatientID != 0 {
		if patient, err = tx.Patient(booking.PatientID); err != nil {
			return nil, err
		}
	}
	around, err := s.neighbours(tx, booking, protocol.Length)
	return s.bookingWarnings(protocol, patient, booking, holds, plan, clinic, around), err
}

// bookingWarnings are what there is to be said of a booking among its neighbours; a new
// patient has no ID.
func (s *Service) bookingWarnings(
	protocol *careplan.Protocol, patient models.Patient, booking models.Booking, holds []care.HoldFile, plan careplan.Plan,
	clinic models.Clinic, around neighbours,
) []*models.Problem {
	if len(booking.Factors) == 0 {
		holds = care.HoldsIfNothingElse(s.office.Rules.Medicines, protocol, booking)
	}
	warnings := append(care.HoldWarnings(booking, holds, s.office.Today()), care.PlanWarnings(booking, plan)...)
	warnings = append(warnings, unlisted(booking, clinic)...)
	if patient.ID != 0 {
		warnings = append(warnings, care.RecordWarnings(s.office.Rules.Medicines, patient, booking)...)
	}
	own := occupied{
		booking: booking.ID, start: booking.Start, length: protocol.Length, theatre: booking.Theatre, surgeon: booking.Surgeon,
	}
	return append(warnings, around.clashes(own, clinic)...)
}

// theatreTaken is the refusal that follows from a warning about the theatre, nil without one.
func theatreTaken(warnings []*models.Problem) *models.Problem {
	for _, warning := range warnings {
		if warning.Code == "warning.theatre-taken" {
			return &models.Problem{Code: "theatre.taken", Field: "theatre-reason", Values: warning.Values}
		}
	}
	return nil
}

// mayShare refuses a theatre that is taken, unless it is said why two are to have it.
func mayShare(taken *models.Problem, reason string) error {
	if taken == nil {
		return nil
	}
	if strings.TrimSpace(reason) == "" {
		return taken
	}
	var problems models.Problems
	problems.Add("theatre-reason", models.CheckNote(reason))
	return problems.OrNil()
}

// noteShared writes into an entry of the history why two have one theatre.
func noteShared(details map[string]string, taken *models.Problem, reason string) {
	if taken != nil {
		details["theatre"] = strings.TrimSpace(reason)
	}
}

// theatreOf tells whether the theatre of a booking is taken.
func (s *Service) theatreOf(tx *office.Tx, booking models.Booking) (*models.Problem, error) {
	if booking.Theatre == "" || booking.Start.IsZero() {
		return nil, nil //nolint:nilnil // none is taken
	}
	clinic, err := s.office.ClinicIn(tx)
	if err != nil {
		return nil, err
	}
	around, err := s.neighbours(tx, booking, s.length(booking.Procedure))
	own := s.occupied(booking.ID, booking.Procedure, booking.Start, booking.Theatre, booking.Surgeon, "")
	return theatreTaken(around.clashes(own, clinic)), err
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
