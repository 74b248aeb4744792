package migrations

import (
	"time"

	"gorm.io/gorm"
)

type approval0002 struct {
	ID              int64
	Row             string  `gorm:"not null"`
	Hash            string  `gorm:"not null"`
	Doctor          string  `gorm:"not null"`
	ApprovedOn      ordered `gorm:"not null"`
	EnteredBy       string  `gorm:"not null"`
	CreatedAt       time.Time
	WithdrawnBy     string `gorm:"not null"`
	WithdrawnReason string `gorm:"not null"`
	WithdrawnAt     *time.Time
}

func (approval0002) TableName() string { return "approvals" }

// approvals makes the table of the rules that a doctor has approved.
func approvals() *Step {
	return &Step{
		ID: "0002-approvals",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&approval0002{}); err != nil {
				return err
			}
			// Of two desks that approve the same row at once, one is told.
			return tx.Exec(`CREATE UNIQUE INDEX idx_approvals_row ON approvals ("row", hash) WHERE withdrawn_at IS NULL`).Error
		},
	}
}
