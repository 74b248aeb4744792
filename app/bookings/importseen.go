package bookings

import (
	"strings"
	"time"

	"nursedesk/models"
)

// who is a patient of an import: above 0 the ID of one who is kept, below 0 one whom the
// file brings.
type who int64

const nobody who = 0

// index is the place of one whom the file brings.
func (w who) index() int { return int(-w) - 1 }

// seenLines is what the lines so far would add. It is all that an import holds of a line,
// so it holds little of each.
type seenLines struct {
	people   []seenPatient
	byNumber map[models.PersonalNumber]who
	byName   map[string][]who // by [models.FoldedName]
	kept     map[who]bool     // the patients who are kept and have lines
	bookings map[who][]seenBooking
	slots    map[int64][]occupied // by the hour in which they start
	longest  time.Duration
}

type seenPatient struct {
	id     int64 // once written
	number models.PersonalNumber
	phone  models.Phone
	name   string
}

// seenBooking is a booking as its line says it.
type seenBooking struct {
	line      int
	procedure string
	start     time.Time
	length    time.Duration
	text      string // its fields
}

// betweenFields cannot stand in a field: it is refused there as a control character.
const betweenFields = "\x1f"

func (b *seenBooking) fields() []string { return strings.Split(b.text, betweenFields) }

func newSeenLines() *seenLines {
	return &seenLines{
		byNumber: map[models.PersonalNumber]who{}, byName: map[string][]who{}, kept: map[who]bool{},
		bookings: map[who][]seenBooking{}, slots: map[int64][]occupied{},
	}
}

// samePatient finds the patient of a line among those whom earlier lines bring, by what
// [keptRows.samePatient] goes by.
func (s *seenLines) samePatient(line *typedLine) who {
	if line.patient.PersonalNumber != "" {
		return s.byNumber[line.patient.PersonalNumber]
	}
	for _, one := range s.byName[models.FoldedName(line.patient.Name())] {
		person := s.people[one.index()]
		if person.number != "" || person.phone != line.patient.Phone {
			continue
		}
		if _, same := s.sameBooking(one, line); same || person.phone != "" {
			return one
		}
	}
	return nobody
}

// sameBooking finds the booking of a line among those that earlier lines bring.
func (s *seenLines) sameBooking(patient who, line *typedLine) (*seenBooking, bool) {
	all := s.bookings[patient]
	for i := range all {
		if all[i].procedure == line.booking.Procedure && all[i].start.Equal(line.booking.Start) {
			return &all[i], true
		}
	}
	return nil, false
}

// namesakes are the patients of one name whom earlier lines bring.
func (s *seenLines) namesakes(patient models.Patient) []models.Patient {
	var all []models.Patient
	for _, one := range s.byName[models.FoldedName(patient.Name())] {
		person := s.people[one.index()]
		all = append(all, models.Patient{PersonalNumber: person.number, Phone: person.phone, FamilyName: person.name})
	}
	return all
}

func (s *seenLines) addPatient(line *typedLine) who {
	patient := line.patient
	s.people = append(s.people, seenPatient{number: patient.PersonalNumber, phone: patient.Phone, name: patient.Name()})
	added := who(-len(s.people))
	if patient.PersonalNumber != "" {
		s.byNumber[patient.PersonalNumber] = added
	}
	name := models.FoldedName(patient.Name())
	s.byName[name] = append(s.byName[name], added)
	return added
}

func (s *seenLines) addBooking(patient who, line *typedLine, length time.Duration) {
	booking := line.booking
	if patient > nobody {
		s.kept[patient] = true
	}
	s.bookings[patient] = append(s.bookings[patient], seenBooking{
		line: line.number, procedure: booking.Procedure, start: booking.Start, length: length, text: strings.Join(line.fields, betweenFields),
	})
	hour := hourOf(booking.Start)
	s.slots[hour] = append(s.slots[hour], occupied{
		start: booking.Start, length: length, theatre: booking.Theatre, surgeon: booking.Surgeon, name: line.patient.Name(),
	})
	s.longest = max(s.longest, length)
}

func hourOf(t time.Time) int64 { return t.Unix() / 3600 }

// beside are the bookings of earlier lines that a procedure may run into.
func (s *seenLines) beside(start time.Time, length time.Duration, clinic models.Clinic) []occupied {
	between := clinic.Between()
	var all []occupied
	for hour := hourOf(start.Add(-s.longest - between)); hour <= hourOf(start.Add(length+between)); hour++ {
		all = append(all, s.slots[hour]...)
	}
	return all
}

// of are the bookings of a patient that earlier lines bring.
func (s *seenLines) of(patient who) []occupied {
	var all []occupied
	for _, booking := range s.bookings[patient] {
		all = append(all, occupied{start: booking.start, length: booking.length})
	}
	return all
}

// clashing are the bookings of lines that one of somebody else's runs into.
func (s *seenLines) clashing(one occupied, clinic models.Clinic) []occupied {
	var all []occupied
	for _, other := range s.beside(one.start, one.length, clinic) {
		if one.overlaps(other, clinic) && (one.sameTheatre(other) || one.sameSurgeon(other)) {
			all = append(all, other)
		}
	}
	return all
}

// concerns tells whether a line is about a patient, or may be.
func (s *seenLines) concerns(patient models.Patient) bool {
	_, number := s.byNumber[patient.PersonalNumber]
	_, name := s.byName[models.FoldedName(patient.Name())]
	return s.kept[who(patient.ID)] || number || name
}
