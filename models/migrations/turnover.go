package migrations

import "gorm.io/gorm"

type clinic0016 struct {
	ID       int64
	Turnover int `gorm:"not null;default:0"`
}

func (clinic0016) TableName() string { return "clinic" }

// turnover keeps how long the clinic needs between two procedures.
func turnover() *Step {
	return &Step{
		ID:      "0016-turnover",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().AddColumn(&clinic0016{}, "Turnover") },
	}
}
