package migrations

import (
	"time"

	"gorm.io/gorm"
)

type complication0003 struct {
	ID              int64
	PatientID       int64       `gorm:"not null;index:idx_complications_patient"`
	Patient         patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	BookingID       int64       `gorm:"not null"`
	Booking         booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	CallID          *int64
	Call            *call0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Kind            string    `gorm:"not null"`
	OnsetOn         ordered   `gorm:"not null"`
	Found           string    `gorm:"not null"`
	FoundText       string    `gorm:"not null"`
	ConfirmedBy     string    `gorm:"not null"`
	ConfirmedOn     ordered   `gorm:"not null"`
	Note            string    `gorm:"not null"`
	RegisteredBy    string    `gorm:"not null"`
	CreatedAt       time.Time
	WithdrawnBy     string `gorm:"not null"`
	WithdrawnReason string `gorm:"not null"`
	WithdrawnAt     *time.Time
}

func (complication0003) TableName() string { return "complications" }

// complications makes the register of complications that a doctor has confirmed.
func complications() *Step {
	return &Step{
		ID: "0003-complications",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&complication0003{}); err != nil {
				return err
			}
			for _, index := range []string{
				// The same complication written down at two desks would count twice.
				`CREATE UNIQUE INDEX idx_complications_once ON complications (booking_id, kind, onset_on) WHERE withdrawn_at IS NULL`,
				// Rates read the procedures that were performed in a period.
				`CREATE INDEX idx_bookings_performed ON bookings (performed_at) WHERE status = 'performed'`,
			} {
				if err := tx.Exec(index).Error; err != nil {
					return err
				}
			}
			return nil
		},
	}
}
