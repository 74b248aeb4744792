package migrations

import "gorm.io/gorm"

type clinic0024 struct {
	ID           int64
	ApprovedOnly bool `gorm:"not null;default:false"`
}

func (clinic0024) TableName() string { return "clinic" }

// approvedOnly keeps whether the clinic lets rules propose that no doctor has approved.
func approvedOnly() *Step {
	return &Step{
		ID:      "0024-approved-only",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().AddColumn(&clinic0024{}, "ApprovedOnly") },
	}
}
