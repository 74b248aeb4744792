package models

import "time"

// Clinic is what the clinic says of itself; it is shared by all its desks.
type Clinic struct {
	Name     string
	Phone    string // as it is written on paper
	Email    string
	Theatres []string `gorm:"serializer:json"`
	Surgeons []string `gorm:"serializer:json"`
	Opens    string   // earliest start of a procedure, "07:00" wall clock in Stockholm
	Closes   string   // latest start of a procedure
	Version  int
}

// Validate tells everything that keeps the settings from being kept.
func (c Clinic) Validate() error {
	var problems Problems
	problems.Add("clinic-name", checkText(c.Name, true, MaxLine))
	problems.Add("clinic-phone", checkText(c.Phone, true, MaxLine))
	problems.Add("clinic-email", checkEmail(c.Email))
	opens, err := ParseTimeOfDay(c.Opens)
	problems.Add("opens", err)
	closes, err2 := ParseTimeOfDay(c.Closes)
	problems.Add("closes", err2)
	if err == nil && err2 == nil && closes <= opens {
		problems.Add("closes", &Problem{Code: "hours.order"})
	}
	for _, name := range c.Theatres {
		problems.Add("theatres", checkText(name, true, MaxLine))
	}
	for _, name := range c.Surgeons {
		problems.Add("surgeons", checkText(name, true, MaxLine))
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
