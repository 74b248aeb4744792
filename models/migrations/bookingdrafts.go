package migrations

import (
	"time"

	"gorm.io/gorm"
)

type bookingDraft0006 struct {
	ID        int64
	Started   time.Time `gorm:"not null"`
	By        string    `gorm:"not null"`
	Body      []byte    `gorm:"not null"` // JSON
	Version   int       `gorm:"not null"`
	UpdatedAt time.Time
}

func (bookingDraft0006) TableName() string { return "booking_drafts" }

// bookingDrafts makes room for bookings that are typed and not saved yet.
func bookingDrafts() *Step {
	return &Step{
		ID:      "0006-booking-drafts",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().CreateTable(&bookingDraft0006{}) },
	}
}
