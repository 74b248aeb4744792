package bookings

import (
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// patientHorizon is how near two bookings of the same patient may lie before
// the desk asks whether the second is meant.
const patientHorizon = 180 * 24 * time.Hour

// occupied is a theatre, a surgeon and a patient for as long as a procedure takes.
type occupied struct {
	booking int64 // 0: not kept yet
	start   time.Time
	length  time.Duration // 0 where no rule says
	theatre string
	surgeon string
	name    string // of the patient
}

func (s *Service) occupied(id int64, procedure string, start time.Time, theatre, surgeon, name string) occupied {
	return occupied{booking: id, start: start, length: s.length(procedure), theatre: theatre, surgeon: surgeon, name: name}
}

// overlaps tells whether two procedures overlap, each with the time that the clinic needs
// between two; where neither length nor that time is known, only the same start does.
func (o occupied) overlaps(other occupied, clinic models.Clinic) bool {
	between := clinic.Between()
	return o.start.Equal(other.start) ||
		o.start.Before(other.start.Add(other.length+between)) && other.start.Before(o.start.Add(o.length+between))
}

func (o occupied) sameTheatre(other occupied) bool {
	return o.theatre != "" && models.SameName(o.theatre, other.theatre)
}

func (o occupied) sameSurgeon(other occupied) bool {
	return o.surgeon != "" && models.SameName(o.surgeon, other.surgeon)
}

// neighbours are the bookings that another may run into.
type neighbours struct {
	beside []occupied // at about the same time
	own    []occupied // of the same patient, at any time
}

// neighbours reads what a booking may run into.
func (s *Service) neighbours(tx *office.Tx, booking models.Booking, length time.Duration) (around neighbours, err error) {
	from, until := s.reach(booking.Start, length)
	rows, err := tx.BookingsDuring(models.Span{From: from, Until: until})
	if err != nil {
		return around, err
	}
	for _, row := range rows {
		around.beside = append(around.beside, s.occupied(row.ID, row.Procedure, row.Start, row.Theatre, row.Surgeon, row.Name()))
	}
	if booking.PatientID == 0 {
		return around, nil
	}
	own, err := tx.BookingsOf(booking.PatientID)
	around.own = s.occupiedBy(own)
	return around, err
}

// occupiedBy are the bookings of one patient that are still to come about.
func (s *Service) occupiedBy(bookings []models.Booking) []occupied {
	var all []occupied
	for _, booking := range bookings {
		if booking.Status == models.StatusBooked {
			all = append(all, s.occupied(booking.ID, booking.Procedure, booking.Start, booking.Theatre, booking.Surgeon, ""))
		}
	}
	return all
}

// mostNamed is how many clashes of a kind are named: at a desk there is one or two.
const mostNamed = 3

// clashes say who is where already.
func (n neighbours) clashes(one occupied, clinic models.Clinic) []*models.Problem {
	var warnings []*models.Problem
	named := map[string]int{}
	warn := func(code, field string, values map[string]any) {
		if named[code]++; named[code] <= mostNamed {
			warnings = append(warnings, models.Warning(code, field, values))
		}
	}
	for _, other := range n.beside {
		if other.is(one) || !one.overlaps(other, clinic) {
			continue
		}
		values := map[string]any{"name": other.name, "time": models.TimeOfDayOf(other.start).String()}
		if one.sameTheatre(other) {
			warn("theatre-taken", "theatre", values)
		}
		if one.sameSurgeon(other) {
			warn("surgeon-taken", "surgeon", values)
		}
	}
	for _, other := range n.own {
		if other.is(one) || other.start.Sub(one.start).Abs() >= patientHorizon {
			continue
		}
		code := "patient-booked"
		if one.overlaps(other, clinic) {
			code = "patient-taken"
		}
		warn(code, "patient", map[string]any{"date": models.DateOf(other.start), "time": models.TimeOfDayOf(other.start).String()})
	}
	return warnings
}

// is tells whether two are the same booking.
func (o occupied) is(other occupied) bool { return o.booking != 0 && o.booking == other.booking }

// reach is the time in which another procedure has to start to run into one.
func (s *Service) reach(start time.Time, length time.Duration) (from, until time.Time) {
	const between = models.MaxTurnover * time.Minute // whatever the clinic says
	return start.Add(-s.longest() - between), start.Add(length + between + time.Minute)
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
