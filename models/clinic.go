package models

import (
	"slices"
	"time"
)

// Clinic is what the clinic says of itself; it is shared by all its desks.
type Clinic struct {
	Name        string
	Phone       string // as it is written on paper
	Email       string
	Theatres    []string `gorm:"serializer:json"`
	Surgeons    []string `gorm:"serializer:json"`
	Units       []string `gorm:"serializer:json"` // the care units, where there are several, see UnitOf
	Opens       string   // earliest start of a procedure, "07:00" wall clock in Stockholm
	Closes      string   // latest start of a procedure
	PhoneOpens  string   `yaml:"phone_opens"`  // from when the phone is answered on working days, wall clock in Stockholm
	PhoneCloses string   `yaml:"phone_closes"` // until when, not included
	Turnover    int      // minutes that a theatre, a surgeon and a patient need between two procedures; 0 until the clinic says otherwise
	// ApprovedOnly says that no hold and no level of urgency is proposed by a rule that no doctor has approved.
	ApprovedOnly bool `yaml:"approved_only"`
	Version      int
}

// Validate tells everything that keeps the settings from being kept.
func (c Clinic) Validate() error {
	var problems Problems
	problems.Add("clinic-name", checkText(c.Name, true, MaxLine))
	problems.Add("clinic-phone", checkText(c.Phone, true, MaxLine))
	problems.Add("clinic-email", checkEmail(c.Email))
	problems.Add("", checkHours("opens", c.Opens, "closes", c.Closes))
	problems.Add("", checkHours("phone-opens", c.PhoneOpens, "phone-closes", c.PhoneCloses))
	if c.Turnover < 0 || c.Turnover > MaxTurnover {
		problems.Add("turnover", &Problem{Code: "turnover.range", Values: map[string]any{"most": MaxTurnover}})
	}
	for _, name := range c.Theatres {
		problems.Add("theatres", checkText(name, true, MaxLine))
	}
	for _, name := range c.Surgeons {
		problems.Add("surgeons", checkText(name, true, MaxLine))
	}
	for i, name := range c.Units {
		problems.Add("units", checkText(name, true, MaxLine))
		if slices.ContainsFunc(c.Units[:i], func(other string) bool { return SameName(other, name) }) {
			problems.Add("units", &Problem{Code: "clinic.unit-twice", Values: map[string]any{"unit": name}})
		}
	}
	if len(c.Units) == 1 {
		problems.Add("units", &Problem{Code: "clinic.unit-alone"})
	}
	return problems.OrNil()
}

// UnitOf is the care unit that a name stands for. "" is the first one: what the clinic was before it had several.
func (c Clinic) UnitOf(name string) string {
	switch {
	case len(c.Units) == 0:
		return c.Name
	case name == "":
		return c.Units[0]
	}
	return name
}

// HasUnit tells whether a care unit is one of the clinic's.
func (c Clinic) HasUnit(name string) bool {
	return slices.ContainsFunc(c.Units, func(unit string) bool { return SameName(unit, name) })
}

// SeveralUnits tells whether a restricted record is closed to anybody who works here.
func (c Clinic) SeveralUnits() bool { return len(c.Units) > 1 }

// MaxTurnover bounds the minutes between two procedures: more is a slip of the pen.
const MaxTurnover = 240

// Between is the time that is needed between two procedures.
func (c Clinic) Between() time.Duration { return time.Duration(c.Turnover) * time.Minute }

// checkHours refuses a time that cannot be read, and an end that is not after its beginning.
func checkHours(fromField, from, untilField, until string) error {
	var problems Problems
	begin, err := ParseTimeOfDay(from)
	problems.Add(fromField, err)
	end, err2 := ParseTimeOfDay(until)
	problems.Add(untilField, err2)
	if err == nil && err2 == nil && end <= begin {
		problems.Add(untilField, &Problem{Code: "hours.order"})
	}
	return problems.OrNil()
}

// IsOpen tells whether a procedure may start at that instant's time of day.
func (c Clinic) IsOpen(at time.Time) bool {
	opens, err := ParseTimeOfDay(c.Opens)
	closes, err2 := ParseTimeOfDay(c.Closes)
	if err != nil || err2 != nil {
		return true // unreadable hours must not stop a booking
	}
	now := TimeOfDayOf(at)
	return now >= opens && now <= closes
}

// PhoneHours are the hours in which the phone is answered on working days; ok
// is false where none are kept.
func (c Clinic) PhoneHours() (opens, closes TimeOfDay, ok bool) {
	opens, err := ParseTimeOfDay(c.PhoneOpens)
	closes, err2 := ParseTimeOfDay(c.PhoneCloses)
	return opens, closes, err == nil && err2 == nil
}

// InPhoneHours tells whether that instant's time of day lies within the phone
// hours. Whether the day is a working day is not asked here. Without hours
// nobody answers: a caller is then sent where somebody does.
func (c Clinic) InPhoneHours(at time.Time) bool {
	opens, closes, ok := c.PhoneHours()
	now := TimeOfDayOf(at)
	return ok && now >= opens && now < closes
}
