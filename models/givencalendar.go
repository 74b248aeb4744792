package models

import "time"

// GivenCalendar is what the last calendar file of a booking said that the patient was
// given: what has gone since has to be taken back from the phone.
type GivenCalendar struct {
	ID        int64
	BookingID int64
	Sequence  int         // rises with every change of what the file says
	Dates     []GivenDate `gorm:"serializer:json"`
	Version   int
	UpdatedAt time.Time
}

// GivenDate is one whole day in a calendar file.
type GivenDate struct {
	ID    string // the same for the same date of a booking, wherever it is moved
	Date  Date
	Title string
	Place string
}
