package migrations

import (
	"time"

	"gorm.io/gorm"
)

type presence0020 struct {
	ID         int64
	Desk       string    `gorm:"not null;uniqueIndex:idx_presences_desk,priority:1"`
	Place      string    `gorm:"not null"`
	By         string    `gorm:"not null"`
	Kind       string    `gorm:"not null;uniqueIndex:idx_presences_desk,priority:2"`
	SubjectID  int64     `gorm:"not null;uniqueIndex:idx_presences_desk,priority:3"`
	Since      time.Time `gorm:"not null"`
	Seen       time.Time `gorm:"not null"`
	AskedBy    string    `gorm:"not null"`
	AskedDesk  string    `gorm:"not null"`
	AskedPlace string    `gorm:"not null"`
	AskedAt    *time.Time
	Answer     string `gorm:"not null"`
}

func (presence0020) TableName() string { return "presences" }

// presences makes room for what is open at which desk. A call is made at one desk, which
// the index holds whatever two desks do at the same instant.
func presences() *Step {
	return &Step{
		ID: "0020-presences",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&presence0020{}); err != nil {
				return err
			}
			return tx.Exec(`CREATE UNIQUE INDEX idx_presences_one ON presences (kind, subject_id) WHERE kind <> 'patient'`).Error
		},
	}
}
