package migrations

import (
	"time"

	"gorm.io/gorm"
)

type staff0014 struct {
	ID        int64
	Name      string  `gorm:"not null"`
	NameKey   string  `gorm:"not null;uniqueIndex:idx_staff_name_key"`
	Title     string  `gorm:"not null"`
	Roles     *string // JSON
	Account   string  `gorm:"not null"`
	Password  string  `gorm:"not null"`
	Left      bool    `gorm:"not null"`
	Version   int     `gorm:"not null"`
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (staff0014) TableName() string { return "staff" }

type signInTries0014 struct {
	Name  string    `gorm:"primaryKey"`
	Wrong int       `gorm:"not null"`
	Last  time.Time `gorm:"not null"`
}

func (signInTries0014) TableName() string { return "sign_in_tries" }

type look0014 struct {
	ID        int64
	At        time.Time `gorm:"not null;index:idx_looks_at"`
	By        string    `gorm:"not null"`
	StaffID   *int64
	Staff     *staff0014  `gorm:"constraint:OnDelete:RESTRICT"`
	Roles     string      `gorm:"not null"`
	PatientID int64       `gorm:"not null;index:idx_looks_patient"`
	Patient   patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Kind      string      `gorm:"not null"`
	Place     string      `gorm:"not null"`
	Why       string      `gorm:"not null"`
	Link      string      `gorm:"not null"`
}

func (look0014) TableName() string { return "looks" }

// staff makes room for who works at the desk, for wrong passwords, and for who saw
// which patient.
func staff() *Step {
	return &Step{
		ID: "0014-staff",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&staff0014{}, &signInTries0014{}, &look0014{}); err != nil {
				return err
			}
			if err := tx.Exec(`CREATE UNIQUE INDEX idx_staff_account ON staff (account) WHERE account <> ''`).Error; err != nil {
				return err
			}
			return keepLooks(tx)
		},
	}
}

// keepLooks has the database itself refuse to alter or remove a look.
func keepLooks(tx *gorm.DB) error {
	refuse := []string{
		`CREATE TRIGGER looks_unchanged BEFORE UPDATE ON looks
			BEGIN SELECT RAISE(ABORT, 'the access log is never altered'); END`,
		`CREATE TRIGGER looks_not_removed BEFORE DELETE ON looks
			BEGIN SELECT RAISE(ABORT, 'the access log is never altered'); END`,
	}
	if tx.Name() == "postgres" {
		refuse = []string{
			`CREATE TRIGGER looks_unchanged BEFORE UPDATE OR DELETE ON looks
				FOR EACH ROW EXECUTE FUNCTION refuse_altered_history()`,
		}
	}
	for _, statement := range refuse {
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return nil
}
