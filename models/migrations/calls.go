package migrations

import (
	"time"

	"gorm.io/gorm"
)

// patient0005 is what a patient got: the record that took the place of one made
// for a caller nobody knew.
type patient0005 struct {
	ID         int64
	ReplacedBy *int64
}

func (patient0005) TableName() string { return "patients" }

type call0005 struct {
	ID         int64
	FollowsID  *int64
	EndedAt    *time.Time
	Outgoing   bool   `gorm:"not null;default:false"`
	Topic      string `gorm:"not null;default:''"`
	Procedure  string `gorm:"not null;default:''"`
	Day        *int
	Level      string  `gorm:"not null;default:''"`
	Suspected  *string // JSON
	Unfinished bool    `gorm:"not null;default:false"`
}

func (call0005) TableName() string { return "calls" }

type callRecord0005 struct {
	CallID int64    `gorm:"primaryKey;autoIncrement:false"`
	Call   call0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Record string   `gorm:"not null"` // JSON
}

func (callRecord0005) TableName() string { return "call_records" }

type callAddition0005 struct {
	ID        int64
	CallID    int64    `gorm:"not null;index:idx_call_additions_call"`
	Call      call0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Text      string   `gorm:"not null"`
	Contact   *string  // JSON
	By        string   `gorm:"not null"`
	CreatedAt time.Time
}

func (callAddition0005) TableName() string { return "call_additions" }

type callDraft0005 struct {
	ID        int64
	PatientID *int64
	Patient   *patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Started   time.Time    `gorm:"not null"`
	By        string       `gorm:"not null"`
	Body      []byte       `gorm:"not null"`
	Version   int          `gorm:"not null"`
	UpdatedAt time.Time
}

func (callDraft0005) TableName() string { return "call_drafts" }

type attempt0005 struct {
	ID        int64
	TaskID    int64     `gorm:"not null;index:idx_attempts_task"`
	Task      task0001  `gorm:"constraint:OnDelete:RESTRICT"`
	At        time.Time `gorm:"not null"`
	Phone     string    `gorm:"not null"`
	Answered  bool      `gorm:"not null"`
	Note      string    `gorm:"not null"`
	By        string    `gorm:"not null"`
	CreatedAt time.Time
}

func (attempt0005) TableName() string { return "attempts" }

// calls makes room for what triage says of a call, for calls that go on, for
// what is added to a note and for tries to reach somebody.
func calls() *Step {
	return &Step{
		ID: "0005-calls",
		Migrate: func(tx *gorm.DB) error {
			for _, column := range []string{
				"FollowsID", "EndedAt", "Outgoing", "Topic", "Procedure", "Day", "Level", "Suspected", "Unfinished",
			} {
				if err := tx.Migrator().AddColumn(&call0005{}, column); err != nil {
					return err
				}
			}
			if err := tx.Migrator().AddColumn(&patient0005{}, "ReplacedBy"); err != nil {
				return err
			}
			return tx.Migrator().CreateTable(&callRecord0005{}, &callAddition0005{}, &callDraft0005{}, &attempt0005{})
		},
	}
}
