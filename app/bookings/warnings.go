package bookings

import (
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// bookingWarnings looks at a booking before it is saved.
func (s *Service) bookingWarnings(
	tx *office.Tx, protocol *careplan.Protocol, booking models.Booking, holds []care.HoldFile, plan careplan.Plan,
) ([]*models.Problem, error) {
	warnings := append(care.HoldWarnings(booking, holds, s.office.Today()), care.PlanWarnings(booking, plan)...)
	clashes, err := s.clashes(tx, protocol, booking)
	return append(warnings, clashes...), err
}

// patientHorizon is how near two bookings of the same patient may lie before
// the desk asks whether the second is meant.
const patientHorizon = 180 * 24 * time.Hour

// clashes finds the same patient, theatre or surgeon in other open bookings.
func (s *Service) clashes(tx *office.Tx, protocol *careplan.Protocol, booking models.Booking) ([]*models.Problem, error) {
	var warnings []*models.Problem
	length := protocol.Length
	near, err := tx.BookingsAround(booking.Start.Add(-length), booking.Start.Add(length+time.Minute))
	if err != nil {
		return nil, err
	}
	for _, other := range near {
		if other.ID == booking.ID || !overlaps(other.Start, booking.Start, length) {
			continue
		}
		values := map[string]any{"name": other.Name(), "time": models.TimeOfDayOf(other.Start).String()}
		if booking.Theatre != "" && other.Theatre == booking.Theatre {
			warnings = append(warnings, models.Warning("theatre-taken", "theatre", values))
		}
		if booking.Surgeon != "" && other.Surgeon == booking.Surgeon {
			warnings = append(warnings, models.Warning("surgeon-taken", "surgeon", values))
		}
	}
	if booking.PatientID == 0 {
		return warnings, nil
	}
	bookings, err := tx.BookingsOf(booking.PatientID)
	if err != nil {
		return nil, err
	}
	for _, other := range bookings {
		if other.ID != booking.ID && other.Status == models.StatusBooked &&
			other.Start.Sub(booking.Start).Abs() < patientHorizon {
			warnings = append(warnings, models.Warning("patient-booked", "patient", map[string]any{
				"date": models.DateOf(other.Start), "time": models.TimeOfDayOf(other.Start).String(),
			}))
		}
	}
	return warnings, nil
}

// overlaps tells whether two procedures of a length would overlap; without a
// known length only the same start counts.
func overlaps(a, b time.Time, length time.Duration) bool {
	return a.Equal(b) || a.Sub(b).Abs() < length
}
