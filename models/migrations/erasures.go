package migrations

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

type patient0023 struct {
	ID       int64
	ErasedAt *time.Time
}

func (patient0023) TableName() string { return "patients" }

// erasures lets what is kept of a patient be erased: their row stays as a number alone, and
// of the history and the access log the words may be taken out, which names whose erasure did.
func erasures() *Step {
	return &Step{
		ID: "0023-erasures",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().AddColumn(&patient0023{}, "ErasedAt"); err != nil {
				return err
			}
			for _, table := range []string{"audit_entries", "looks"} {
				if err := tx.Exec(`ALTER TABLE ` + table + ` ADD COLUMN erasure bigint`).Error; err != nil {
					return err
				}
			}
			for _, one := range []struct {
				table, empty string
				stays        []string
			}{
				{"audit_entries", `NEW.details IS NULL AND NEW.booking_id IS NULL AND NEW.task_id IS NULL`, []string{`"by"`, "action", "patient_id"}},
				{"looks", `NEW.why = ''`, []string{`"by"`, "staff_id", "roles", "patient_id", "kind", "place"}},
			} {
				if err := onlyEmptied(tx, one.table, one.empty, one.stays); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// onlyEmptied has the database refuse every change of a row but the one that takes its words out.
func onlyEmptied(tx *gorm.DB, table, empty string, stays []string) error {
	allowed := `OLD.erasure IS NULL AND NEW.erasure IS NOT NULL AND ` + empty
	for _, column := range append([]string{"id", "at", "link"}, stays...) {
		allowed += fmt.Sprintf(` AND NEW.%s IS NOT DISTINCT FROM OLD.%s`, column, column)
	}
	statements := []string{
		`DROP TRIGGER ` + table + `_unchanged`,
		`CREATE TRIGGER ` + table + `_unchanged BEFORE UPDATE ON ` + table + ` WHEN NOT (` + allowed + `)
			BEGIN SELECT RAISE(ABORT, 'the history is never altered'); END`,
	}
	if tx.Name() == "postgres" {
		statements = []string{
			`DROP TRIGGER ` + table + `_unchanged ON ` + table,
			`CREATE TRIGGER ` + table + `_unchanged BEFORE UPDATE ON ` + table + ` FOR EACH ROW WHEN (NOT (` + allowed + `))
				EXECUTE FUNCTION refuse_altered_history()`,
			`CREATE TRIGGER ` + table + `_not_removed BEFORE DELETE ON ` + table + ` FOR EACH ROW EXECUTE FUNCTION refuse_altered_history()`,
		}
	}
	for _, statement := range statements {
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return nil
}
