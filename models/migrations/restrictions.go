package migrations

import (
	"time"

	"gorm.io/gorm"
)

type clinic0025 struct {
	ID    int64
	Units *string // JSON
}

func (clinic0025) TableName() string { return "clinic" }

type staff0025 struct {
	ID   int64
	Unit string `gorm:"not null;default:''"`
}

func (staff0025) TableName() string { return "staff" }

type restriction0025 struct {
	ID         int64
	PatientID  int64       `gorm:"not null;index:idx_record_restrictions_patient"`
	Patient    patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Unit       string      `gorm:"not null"`
	Word       string      `gorm:"not null"`
	By         string      `gorm:"not null"`
	At         time.Time   `gorm:"not null"`
	LiftedWord string      `gorm:"not null"`
	LiftedBy   string      `gorm:"not null"`
	LiftedAt   *time.Time
}

func (restriction0025) TableName() string { return "record_restrictions" }

type opening0025 struct {
	ID            int64
	RestrictionID int64           `gorm:"not null;index:idx_restriction_openings_restriction"`
	Restriction   restriction0025 `gorm:"constraint:OnDelete:RESTRICT"`
	Grounds       string          `gorm:"not null"`
	How           string          `gorm:"not null"`
	Reason        string          `gorm:"not null"`
	By            string          `gorm:"not null"`
	StaffID       *int64
	At            time.Time `gorm:"not null"`
	Until         time.Time `gorm:"not null;index:idx_restriction_openings_until"`
}

func (opening0025) TableName() string { return "restriction_openings" }

// restrictions makes room for care units, and for records that are closed to all but one of them.
func restrictions() *Step {
	return &Step{
		ID: "0025-restrictions",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().AddColumn(&clinic0025{}, "Units"); err != nil {
				return err
			}
			if err := tx.Migrator().AddColumn(&staff0025{}, "Unit"); err != nil {
				return err
			}
			if err := tx.Migrator().CreateTable(&restriction0025{}, &opening0025{}); err != nil {
				return err
			}
			// Every look at a patient asks which restrictions hold: they are few.
			return tx.Exec(`CREATE INDEX idx_record_restrictions_held ON record_restrictions (id) WHERE lifted_at IS NULL`).Error
		},
	}
}
