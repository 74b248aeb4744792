package migrations

import (
	"errors"
	"fmt"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

// Table is where the steps that have run are written down.
const Table = "nursedesk_migrations"

// ErrUnknown means that a step has run which this program does not know: the
// database belongs to a newer program.
var ErrUnknown = errors.New("migrations: the database has a step that this program does not know")

// Step is one change of the tables, known by its ID.
type Step = gormigrate.Migration

// Steps lists every step in the order in which they run.
func Steps() []*Step {
	return []*Step{start(), approvals(), complications(), handedOut(), calls(), bookingDrafts(), dialledAbroad(), history()}
}

// Run runs the steps that have not run yet, all or none.
func Run(db *gorm.DB, steps []*Step) error {
	err := gormigrate.New(db, &gormigrate.Options{
		TableName:                 Table,
		IDColumnName:              "id",
		IDColumnSize:              255,
		UseTransaction:            true,
		ValidateUnknownMigrations: true,
	}, steps).Migrate()
	if errors.Is(err, gormigrate.ErrUnknownPastMigration) {
		return ErrUnknown
	}
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return nil
}
