package migrations

import "gorm.io/gorm"

// changeDrafts makes room for changes of bookings that are typed and not saved yet. They go
// with their booking.
func changeDrafts() *Step {
	return &Step{
		ID: "0021-change-drafts",
		Migrate: func(tx *gorm.DB) error {
			column := "integer"
			if tx.Name() == "postgres" {
				column = "bigint"
			}
			return tx.Exec("ALTER TABLE booking_drafts ADD COLUMN booking_id " + column + " REFERENCES bookings (id) ON DELETE CASCADE").Error
		},
	}
}
