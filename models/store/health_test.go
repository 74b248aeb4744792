package store

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

func countOf(counts []models.RowCount, name string) int64 {
	for _, count := range counts {
		if count.Name == name {
			return count.Rows
		}
	}
	return -1
}

// The health check finds what should not be there, and says how much there is.
func TestCheck(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		write(t, s, func(tx *Tx) error { return tx.FreezeProtocol("neurotomy", "1", []byte("a")) })
		patient, other := addPatient(t, s, "Tolvan", "Tolvansson"), addPatient(t, s, "Åke", "Öberg")
		booking := addBooking(t, s, patient, noon)
		task := addTask(t, s, booking, models.Task{Due: models.DateOf(noon)})
		called := addBooking(t, s, patient, noon)
		call := models.Call{PatientID: patient.ID, BookingID: &called.ID, At: noon, Reason: "a"}
		write(t, s, func(tx *Tx) error { return tx.SaveCall(&call) })
		called.Status = models.StatusCancelled
		write(t, s, func(tx *Tx) error { return tx.SaveBooking(&called) })
		addTask(t, s, called, models.Task{Kind: models.Appointment, State: models.ToBook, CallID: &call.ID, Due: models.DateOf(noon)}) // outlives it
		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.True(t, health.OK(), "%v %v", health.Faults, health.Orphans)
		require.Equal(t, migrations.Steps()[len(migrations.Steps())-1].ID, health.Schema)
		require.Equal(t, s.Location(), health.Location)
		require.Contains(t, health.Engine, string(s.engine)+" ")
		require.Positive(t, health.Size)
		require.EqualValues(t, 2, countOf(health.Counts, "patients"))
		require.EqualValues(t, 2, countOf(health.Counts, "tasks"))
		require.EqualValues(t, 0, countOf(health.Counts, "attempts"))
		every, err := s.writer.Migrator().GetTables()
		require.NoError(t, err)
		for _, table := range every {
			if table != migrations.Table && !strings.HasPrefix(table, "sqlite_") {
				require.NotEqualValues(t, -1, countOf(health.Counts, table), "%s is not counted", table)
			}
		}

		require.NoError(t, s.writer.Exec("DELETE FROM patient_keys WHERE patient_id = ?", other.ID).Error)
		require.NoError(t, s.writer.Exec("UPDATE tasks SET patient_id = ? WHERE id = ?", other.ID, task.ID).Error)
		booking.Status, booking.ProtocolVersion = models.StatusCancelled, "9"
		write(t, s, func(tx *Tx) error { return tx.SaveBooking(&booking) })
		health, err = s.Check(t.Context())
		require.NoError(t, err)
		require.False(t, health.OK())
		require.Equal(t, []models.RowCount{
			{Name: "patients-without-keys", Rows: 1}, {Name: "bookings-without-protocol", Rows: 1}, {Name: "tasks-of-another-patient", Rows: 1}, {Name: "open-tasks-of-cancelled", Rows: 1},
		}, health.Orphans)
	})
}

// Rows that lost what they refer to, and damage beyond what the start looks at,
// are found.
func TestCheckFindsFaults(t *testing.T) {
	t.Run("a lost patient", func(t *testing.T) {
		s := openFile(t, at(noon))
		addBooking(t, s, addPatient(t, s, "Tolvan", "Tolvansson"), noon)
		for _, statement := range []string{"PRAGMA foreign_keys = 0", "DELETE FROM patients", "PRAGMA foreign_keys = 1"} {
			require.NoError(t, s.writer.Exec(statement).Error)
		}
		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.Contains(t, health.Faults, "bookings 1 refers to a missing row of patients")
	})
	t.Run("an index that lost a row", func(t *testing.T) {
		path := filled(t)
		alter(t, path, "PRAGMA writable_schema = 1",
			`UPDATE sqlite_schema SET sql = 'CREATE INDEX idx_patients_sort_key ON patients (note)' WHERE name = 'idx_patients_sort_key'`)
		health, err := reopen(t, path, at(noon)).Check(t.Context())
		require.NoError(t, err)
		require.False(t, health.OK())
	})
	t.Run("a damaged file", func(t *testing.T) {
		path := filled(t)
		s := reopen(t, path, at(noon))
		body, err := os.ReadFile(path)
		require.NoError(t, err)
		clear(body[20*4096:])
		require.NoError(t, os.WriteFile(path, body, 0o600))
		health, err := s.Check(t.Context())
		if err == nil {
			require.False(t, health.OK())
			return
		}
		require.ErrorIs(t, err, models.ErrDatabaseDamaged)
	})
}

// Nothing that others refer to can be removed, by whatever road.
func TestForeignKeysHold(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "Tolvan", "Tolvansson"), noon)
		addTask(t, s, booking, models.Task{Due: models.DateOf(noon)})
		for _, table := range []string{"patients", "bookings"} {
			err := s.Write(t.Context(), func(tx *Tx) error { return tx.db.Exec("DELETE FROM " + table).Error })
			require.Error(t, err, table)
		}
	})
}

// A table that a new step makes is counted, moved and named, too.
func TestEveryTableIsCounted(t *testing.T) {
	s := openFile(t, at(noon))
	there, err := s.writer.Migrator().GetTables()
	require.NoError(t, err)
	there = slices.DeleteFunc(there, func(name string) bool { return name == migrations.Table || strings.HasPrefix(name, "sqlite_") })
	require.ElementsMatch(t, there, tables)
}
