package migrations

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"gorm.io/gorm"
)

// auditEntry0009 is an entry of the history as it is chained: everything in it
// that must not change.
type auditEntry0009 struct {
	ID        int64
	At        time.Time
	By        string
	Action    string
	PatientID *int64
	BookingID *int64
	TaskID    *int64
	Details   map[string]string `gorm:"serializer:json"`
}

func (auditEntry0009) TableName() string { return "audit_entries" }

// link0009 is models.AuditEntry.Link as it was when this step was written.
func (e auditEntry0009) link0009(previous string) (string, error) {
	if len(e.Details) == 0 {
		e.Details = nil
	}
	body, err := json.Marshal([]any{
		previous, e.At.UTC().Format(time.RFC3339Nano), e.By, e.Action, e.PatientID, e.BookingID, e.TaskID, e.Details,
	})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), nil
}

// origin0009 has one row only: how the database came to be.
type origin0009 struct {
	ID   int64     `gorm:"primaryKey;autoIncrement:false;check:origin_is_one,id = 1"`
	Test bool      `gorm:"not null"`
	At   time.Time `gorm:"not null"`
}

func (origin0009) TableName() string { return "origin" }

// history chains the entries of the history, those that are there too, and makes
// room for what the database says of its origin.
func history() *Step {
	return &Step{
		ID: "0013-history",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&origin0009{}); err != nil {
				return err
			}
			if err := tx.Exec(`ALTER TABLE audit_entries ADD COLUMN link text NOT NULL DEFAULT ''`).Error; err != nil {
				return err
			}
			previous := ""
			var entries []auditEntry0009
			err := tx.Model(&auditEntry0009{}).FindInBatches(&entries, 500, func(batch *gorm.DB, _ int) error {
				for _, entry := range entries {
					link, err := entry.link0009(previous)
					if err != nil {
						return err
					}
					if err := tx.Exec(`UPDATE audit_entries SET link = ? WHERE id = ?`, link, entry.ID).Error; err != nil {
						return err
					}
					previous = link
				}
				return nil
			}).Error
			if err != nil {
				return err
			}
			return keepHistory(tx)
		},
	}
}

// keepHistory has the database itself refuse to alter or remove an entry.
func keepHistory(tx *gorm.DB) error {
	refuse := []string{
		`CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries
			BEGIN SELECT RAISE(ABORT, 'the history is never altered'); END`,
		`CREATE TRIGGER audit_entries_not_removed BEFORE DELETE ON audit_entries
			BEGIN SELECT RAISE(ABORT, 'the history is never altered'); END`,
	}
	if tx.Name() == "postgres" {
		refuse = []string{
			`CREATE FUNCTION refuse_altered_history() RETURNS trigger LANGUAGE plpgsql
				AS $$ BEGIN RAISE EXCEPTION 'the history is never altered'; END $$`,
			`CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE OR DELETE ON audit_entries
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
