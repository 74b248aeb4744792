package migrations

import (
	"errors"
	"fmt"
	"slices"

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
	return []*Step{
		start(), approvals(), complications(), handedOut(), calls(), bookingDrafts(), dialledAbroad(), answers(), externalID(), givenCalendars(), known(),
		numberEnds(), history(), staff(), patientRecord(), turnover(), ownTasks(), taskHistory(), patientMerges(), presences(),
		changeDrafts(), waysIn(), erasures(), approvedOnly(), restrictions(), secondNumbers(),
	}
}

// Run runs the steps that have not run yet, all or none. Where all have run it
// only reads, so that a desk opens while another one writes.
func Run(db *gorm.DB, steps []*Step) error {
	ran, err := allRan(db, steps)
	if err != nil || ran {
		return err
	}
	// The transaction is ours: the library's own panics where it can't begin one.
	return db.Transaction(func(tx *gorm.DB) error {
		err := gormigrate.New(tx, &gormigrate.Options{TableName: Table, IDColumnName: "id", IDColumnSize: 255}, steps).Migrate()
		if err != nil {
			return fmt.Errorf("migrations: %w", err)
		}
		return nil
	})
}

// allRan tells whether every step has run, and gives ErrUnknown where one has that is not among them.
func allRan(db *gorm.DB, steps []*Step) (bool, error) {
	if !db.Migrator().HasTable(Table) {
		return false, nil
	}
	var ran []string
	if err := db.Table(Table).Pluck("id", &ran).Error; err != nil {
		return false, fmt.Errorf("migrations: %w", err)
	}
	for _, id := range ran {
		if !slices.ContainsFunc(steps, func(s *Step) bool { return s.ID == id }) {
			return false, ErrUnknown
		}
	}
	return len(ran) == len(steps), nil
}
