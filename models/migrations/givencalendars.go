package migrations

import (
	"time"

	"gorm.io/gorm"
)

type givenCalendar0010 struct {
	ID        int64
	BookingID int64       `gorm:"not null;uniqueIndex:idx_given_calendars_booking"`
	Booking   booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Sequence  int         `gorm:"not null"`
	Dates     *string     // JSON
	Version   int         `gorm:"not null"`
	UpdatedAt time.Time
}

func (givenCalendar0010) TableName() string { return "given_calendars" }

// givenCalendars keeps what the last calendar file of a booking said.
func givenCalendars() *Step {
	return &Step{
		ID:      "0010-given-calendars",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().CreateTable(&givenCalendar0010{}) },
	}
}
