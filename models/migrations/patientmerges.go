package migrations

import (
	"time"

	"gorm.io/gorm"
)

type patientMerge0019 struct {
	ID       int64
	KeptID   int64       `gorm:"not null;index:idx_patient_merges_kept"`
	GoneID   int64       `gorm:"not null;index:idx_patient_merges_gone"`
	Kept     patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Gone     patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Reason   string      `gorm:"not null"`
	By       string      `gorm:"not null"`
	At       time.Time   `gorm:"not null"`
	Before   string      `gorm:"not null"` // JSON
	UndoneBy string      `gorm:"not null"`
	UndoneAt *time.Time
}

func (patientMerge0019) TableName() string { return "patient_merges" }

// patientMerges keeps what was made one, and finds quickly whose place a patient took.
func patientMerges() *Step {
	return &Step{
		ID: "0019-patient-merges",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&patientMerge0019{}); err != nil {
				return err
			}
			return tx.Exec(`CREATE INDEX idx_patients_replaced_by ON patients (replaced_by) WHERE replaced_by IS NOT NULL`).Error
		},
	}
}
