package migrations

import "gorm.io/gorm"

type clinic0014 struct {
	ID       int64
	Turnover int `gorm:"not null;default:0"`
}

func (clinic0014) TableName() string { return "clinic" }

// turnover keeps how long the clinic needs between two procedures.
func turnover() *Step {
	return &Step{
		ID:      "0014-turnover",
		Migrate: func(tx *gorm.DB) error { return tx.Migrator().AddColumn(&clinic0014{}, "Turnover") },
	}
}
