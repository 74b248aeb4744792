package migrations

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// ownTasks lets a task be about no patient, and keeps what is noted for the next
// shift. SQLite can't drop NOT NULL from a column; its documentation has the table's
// words changed in place, since no row is kept otherwise by it.
func ownTasks() *Step {
	return &Step{
		ID: "0017-own-tasks",
		Migrate: func(tx *gorm.DB) error {
			if err := patientless0017(tx); err != nil {
				return err
			}
			return tx.Migrator().CreateTable(&shiftNote0017{})
		},
	}
}

func patientless0017(tx *gorm.DB) error {
	if tx.Name() == "postgres" {
		return tx.Exec(`ALTER TABLE tasks ALTER COLUMN patient_id DROP NOT NULL`).Error
	}
	var sql string
	if err := tx.Raw(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'tasks'`).Scan(&sql).Error; err != nil {
		return err
	}
	const column = "`patient_id` integer NOT NULL"
	if strings.Count(sql, column) != 1 {
		return fmt.Errorf("migrations: the table of tasks is not as it was made: %q is not in it once", column)
	}
	sql = strings.Replace(sql, column, "`patient_id` integer", 1)
	for _, statement := range []string{`PRAGMA writable_schema = ON`, "", `PRAGMA writable_schema = RESET`} {
		var err error
		if statement == "" {
			err = tx.Exec(`UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'tasks'`, sql).Error
		} else {
			err = tx.Exec(statement).Error
		}
		if err != nil {
			return err
		}
	}
	var version int
	if err := tx.Raw(`PRAGMA schema_version`).Scan(&version).Error; err != nil {
		return err
	}
	return tx.Exec(fmt.Sprintf(`PRAGMA schema_version = %d`, version+1)).Error // other connections read the table's words again
}

type shiftNote0017 struct {
	ID        int64
	Text      string     `gorm:"not null"`
	By        string     `gorm:"not null"`
	SignedAt  *time.Time `gorm:"index:idx_shift_notes_signed_at"`
	Version   int        `gorm:"not null"`
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (shiftNote0017) TableName() string { return "shift_notes" }
