package migrations

import "gorm.io/gorm"

type booking0009 struct {
	ID         int64
	ExternalID string `gorm:"not null;default:''"`
}

func (booking0009) TableName() string { return "bookings" }

// externalID lets a booking be found by what the system that sent it calls it, so that
// one that was moved here is known when its file comes again.
func externalID() *Step {
	return &Step{
		ID: "0009-external-id",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().AddColumn(&booking0009{}, "ExternalID"); err != nil {
				return err
			}
			return tx.Exec(`CREATE UNIQUE INDEX idx_bookings_external ON bookings (external_id) WHERE external_id <> ''`).Error
		},
	}
}
