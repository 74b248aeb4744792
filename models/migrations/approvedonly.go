package migrations

import "gorm.io/gorm"

type clinic0021 struct {
	ID           int64
	ApprovedOnly bool `gorm:"not null;default:false"`
}

func (clinic0021) TableName() string { return "clinic" }

// approvedOnly keeps whether the clinic lets rules propose that no doctor has approved.
func approvedOnly() *Step {
	return &Step{
		ID:      "0021-approved-only",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().AddColumn(&clinic0021{}, "ApprovedOnly") },
	}
}
