package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// next is a step as a later release may bring it.
func next() *migrations.Step {
	return &migrations.Step{ID: "0099-test", Migrate: func(tx *gorm.DB) error {
		return tx.Exec("ALTER TABLE calls ADD COLUMN extra integer NOT NULL DEFAULT 7").Error
	}}
}

func copies(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(path + ".v*Z")
	require.NoError(t, err)
	return found
}

// A newer program changes the tables of an older one's file: first it copies
// the file beside itself, and afterwards everything is still there.
func TestUpgrade(t *testing.T) {
	path := filled(t)
	steps := append(migrations.Steps(), next())
	s, err := open(t.Context(), path, at(noon), steps)
	require.NoError(t, err)
	require.Len(t, got(t, s, everyone), 500)
	require.True(t, s.writer.Migrator().HasColumn("calls", "extra"))
	require.NoError(t, s.Close())

	require.Equal(t, []string{fmt.Sprintf("%s.v%d-20261123T110000Z", path, len(migrations.Steps()))}, copies(t, path))
	info, err := os.Stat(copies(t, path)[0])
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	before := reopen(t, copies(t, path)[0], at(noon))
	require.Len(t, got(t, before, everyone), 500, "the copy opens in the older program")

	s, err = open(t.Context(), path, at(noon), steps)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.Len(t, copies(t, path), 1, "nothing to do, nothing copied")
	_, err = Open(t.Context(), path, at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseNewer, "the older program leaves the changed file alone")
}

// A step that fails, or that would lose what others refer to, leaves the
// database as it was.
func TestFailedUpgrade(t *testing.T) {
	fault := errors.New("no")
	for name, step := range map[string]func(tx *gorm.DB) error{
		"fails": func(tx *gorm.DB) error {
			if err := tx.Exec("DELETE FROM patient_keys").Error; err != nil {
				return err
			}
			return fault
		},
		"unknown table": func(tx *gorm.DB) error { return tx.Exec("ALTER TABLE nothing ADD COLUMN a").Error },
	} {
		t.Run(name, func(t *testing.T) {
			path := filled(t)
			_, err := open(t.Context(), path, at(noon), append(migrations.Steps(), &migrations.Step{ID: "0099-test", Migrate: step}))
			require.Error(t, err)
			s := reopen(t, path, at(noon))
			require.Len(t, got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("tolvan", 0) }), 500)
		})
	}
}

// A newer program changes the tables while an older one has them open: the older one is told, and writes nothing more. What
// it wrote before is there.
func TestNewerProgramWhileAnOlderIsOpen(t *testing.T) {
	twoDesks(t, func(t *testing.T, older, another *Store) {
		addPatient(t, older, "Tolvan", "Tolvansson")
		h := listenTo(t, older)
		newer, err := open(t.Context(), another.location, at(noon), append(migrations.Steps(), next()))
		require.NoError(t, err)
		defer func() { require.NoError(t, newer.Close()) }()
		require.ErrorIs(t, <-h.contact, models.ErrDatabaseNewer, "it is told at once")
		for _, told := range []bool{false, true} {
			require.ErrorIs(t, older.Write(t.Context(), func(tx *Tx) error {
				if told {
					if err := tx.Audit(models.AuditEntry{At: noon, By: "Anna", Action: "patient.changed"}); err != nil {
						return err
					}
				}
				return tx.SavePatient(&models.Patient{GivenName: "Elvan", FamilyName: "Elvansson", Language: models.Swedish})
			}), models.ErrDatabaseNewer)
		}
		require.EqualValues(t, 1, countPatients(t, newer))
		addPatient(t, newer, "Elvan", "Elvansson")
		require.EqualValues(t, 2, countPatients(t, newer))
	})
}

// Every field of a model has its column: a field without a step would fail at
// the first save on a nurse's desk rather than here.
func TestModelsFitTheTables(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, model := range []any{
			patientRecord{},
			patientKey{},
			models.Booking{},
			bookingKey{},
			models.Task{},
			models.Call{},
			models.Sheet{},
			sheetFile{},
			models.AuditEntry{},
			models.Approval{},
			models.HoldDecision{},
			models.Complication{},
			callRecord{},
			models.CallAddition{},
			models.CallDraft{},
			models.BookingDraft{},
			models.Attempt{},
			clinicRecord{},
			FrozenProtocol{},
		} {
			statement := &gorm.Statement{DB: s.writer}
			require.NoError(t, statement.Parse(model))
			columns, err := s.writer.Migrator().ColumnTypes(statement.Schema.Table)
			require.NoError(t, err)
			have := []string{}
			for _, column := range columns {
				have = append(have, column.Name())
			}
			want := slices.Clone(statement.Schema.DBNames)
			slices.Sort(have)
			slices.Sort(want)
			require.Equal(t, want, have, reflect.TypeOf(model).Name())
		}
	})
}
