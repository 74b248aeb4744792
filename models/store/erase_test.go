package store

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// erasing is a database with two patients, whose history and access log speak of both.
func erasing(t *testing.T, s *Store) (gone, stays models.Patient) {
	t.Helper()
	write(t, s, func(tx *Tx) error { return tx.FreezeProtocol("neurotomy", "1", []byte("a")) })
	gone, stays = addPatient(t, s, "Tolvan", "Tolvansson"), addPatient(t, s, "Åke", "Öberg")
	for _, patient := range []models.Patient{gone, stays, gone} {
		booking := addBooking(t, s, patient, noon)
		task := addTask(t, s, booking, models.Task{Due: models.DateOf(noon)})
		write(t, s, func(tx *Tx) error {
			entry := models.AuditEntry{
				At: noon, By: "Sköterska A", Action: "task.noted", PatientID: &patient.ID, BookingID: &booking.ID, TaskID: &task.ID,
				Details: map[string]string{"note": patient.GivenName + " ringde"},
			}
			if err := tx.Audit(entry); err != nil {
				return err
			}
			if err := tx.Audit(models.AuditEntry{At: noon, By: "Sköterska A", Action: "patient.revealed", PatientID: &patient.ID}); err != nil {
				return err
			}
			return tx.SaveLook(models.Look{At: noon, By: "Sköterska A", PatientID: patient.ID, Kind: models.LookProtected, Why: patient.GivenName})
		})
	}
	return gone, stays
}

func erase(t *testing.T, s *Store, patient int64) (done models.Erasure) {
	t.Helper()
	write(t, s, func(tx *Tx) (err error) {
		if done, err = tx.Erase(patient); err != nil {
			return err
		}
		return tx.Audit(models.AuditEntry{At: noon, By: "Admin", Action: models.PatientErased, PatientID: &patient, Details: done.Details()})
	})
	return done
}

// What is erased is gone, what somebody else has is not, and both logs are sound without the words.
func TestErased(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		gone, stays := erasing(t, s)
		done := erase(t, s, gone.ID)
		require.EqualValues(t, 2, done.History.Rows, "an entry without words stays as it is")
		require.EqualValues(t, 2, done.Looks.Rows)
		require.ElementsMatch(t, []models.RowCount{{Name: "tasks", Rows: 2}, {Name: "bookings", Rows: 2}}, done.Removed)
		require.ElementsMatch(t, []models.RowCount{{Name: "patients", Rows: 1}, {Name: "audit_entries", Rows: 4}, {Name: "looks", Rows: 2}}, done.Stays)

		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.True(t, health.OK(), "%v %v %v", health.Faults, health.Orphans, health.History)
		require.ErrorIs(t, s.Read(t.Context(), func(tx *Tx) error { _, err := tx.Patient(gone.ID); return err }), models.ErrErased)
		rows := got(t, s, everyone)
		require.Len(t, rows, 1)
		require.Equal(t, stays.ID, rows[0].ID)
		require.Len(t, got(t, s, func(tx *Tx) ([]models.Booking, error) { return tx.BookingsOf(stays.ID) }), 1)
		for _, entry := range got(t, s, func(tx *Tx) ([]models.AuditEntry, error) { return tx.History(gone.ID, 0) })[1:] {
			require.Empty(t, entry.Details)
			require.Equal(t, "Sköterska A", entry.By)
		}
		looks := got(t, s, func(tx *Tx) ([]models.LookRow, error) { return tx.Looks(models.LookFilter{}) })
		require.Len(t, looks, 3, "that somebody looked stays")
		require.Empty(t, looks[0].Name())

		typed := gone
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&typed) }), models.ErrStale, "a form that was open writes nothing back")
		require.NoError(t, s.Scrub(t.Context()))
		addPatient(t, s, "Ny", "Patient")
		require.NotContains(t, got(t, s, everyone)[0].Name(), "Tolvan")
	})
}

// Whoever takes words out of the logs without erasing, or alters what an erasure left, is found.
func TestForgedErasureIsFound(t *testing.T) {
	const keep = `DROP TRIGGER audit_entries_unchanged; DROP TRIGGER audit_entries_not_removed; DROP TRIGGER looks_unchanged; DROP TRIGGER looks_not_removed;`
	// A forger knows the program: the entry follows from the one before it.
	told := func(patient int64, erasure models.Erasure) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			s := reopen(t, path, at(noon))
			write(t, s, func(tx *Tx) error {
				return tx.Audit(models.AuditEntry{At: noon, By: "Admin", Action: models.PatientErased, PatientID: &patient, Details: erasure.Details()})
			})
			require.NoError(t, s.Close())
		}
	}
	for name, test := range map[string]struct {
		statement string
		told      func(t *testing.T, path string)
		chain     models.Chain
		kind      models.HistoryFaultKind
	}{
		"nothing": {},
		"words out of another's entry": {
			`UPDATE audit_entries SET details = NULL, booking_id = NULL, task_id = NULL, erasure = 2 WHERE id = 3`, nil, models.ChainHistory, models.HistoryEmptied,
		},
		"as if it belonged to the erased":  {`UPDATE audit_entries SET details = NULL, booking_id = NULL, task_id = NULL, erasure = 1 WHERE id = 3`, nil, models.ChainHistory, models.HistoryEmptied},
		"another's look":                   {`UPDATE looks SET why = '', erasure = 2 WHERE id = 2`, nil, models.ChainLooks, models.HistoryEmptied},
		"words out without a word":         {`UPDATE audit_entries SET details = NULL WHERE id = 3`, nil, models.ChainHistory, models.HistoryAltered},
		"another author of what is left":   {`UPDATE audit_entries SET "by" = 'Sköterska B' WHERE id = 1`, nil, models.ChainHistory, models.HistoryEmptied},
		"another time of what is left":     {`UPDATE audit_entries SET at = '2026-11-23 11:00:01+00:00' WHERE id = 1`, nil, models.ChainHistory, models.HistoryEmptied},
		"another action":                   {`UPDATE audit_entries SET action = 'task.done' WHERE id = 1`, nil, models.ChainHistory, models.HistoryEmptied},
		"another who looked":               {`UPDATE looks SET "by" = 'Sköterska B' WHERE id = 1`, nil, models.ChainLooks, models.HistoryEmptied},
		"what is left removed":             {`DELETE FROM audit_entries WHERE id = 5`, nil, models.ChainHistory, models.HistoryEmptied},
		"a look that is left removed":      {`DELETE FROM looks WHERE id = 1`, nil, models.ChainLooks, models.HistoryEmptied},
		"new words in what is left":        {`UPDATE audit_entries SET details = '{"note":"x"}' WHERE id = 1`, nil, models.ChainHistory, models.HistoryEmptied},
		"the erasure's own entry altered":  {`UPDATE audit_entries SET "by" = 'Sköterska B' WHERE id = 7`, nil, models.ChainHistory, models.HistoryAltered},
		"the erasure's own entry cut":      {`DELETE FROM audit_entries WHERE id = 7`, nil, models.ChainHistory, models.HistoryEmptied},
		"a second entry for the same":      {``, told(1, models.Erasure{}), models.ChainHistory, models.HistoryEmptied},
		"an entry for one who is all here": {``, told(2, models.Erasure{}), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "desk.db")
			s, err := Open(t.Context(), path, at(noon))
			require.NoError(t, err)
			gone, _ := erasing(t, s)
			erase(t, s, gone.ID)
			for _, statement := range []string{
				`UPDATE audit_entries SET "by" = 'x' WHERE id = 1`, `UPDATE audit_entries SET details = NULL WHERE id = 3`, `DELETE FROM looks`,
				`UPDATE audit_entries SET details = NULL, booking_id = NULL, task_id = NULL, erasure = 2, "by" = 'x' WHERE id = 3`,
				`UPDATE looks SET why = '', erasure = 2, patient_id = 1 WHERE id = 2`, `UPDATE looks SET why = 'x', erasure = 2 WHERE id = 2`,
			} {
				require.ErrorContains(t, s.Write(t.Context(), func(tx *Tx) error { return tx.db.Exec(statement).Error }), "never altered", statement)
			}
			require.NoError(t, s.Close())
			alter(t, path, keep+test.statement)
			if test.told != nil {
				test.told(t, path)
			}
			health := historyOf(t, path)
			switch {
			case name == "nothing":
				require.True(t, health.OK(), "%v", health.History)
			case test.kind == "":
				require.EqualValues(t, 1, countOf(health.Orphans, "told-unerased"))
			default:
				require.False(t, health.OK())
				require.True(t, slices.ContainsFunc(health.History, func(fault models.HistoryFault) bool {
					return fault.Of == test.chain && fault.Kind == test.kind
				}), "%v", health.History)
			}
		})
	}
}

// No table speaks of a patient without being erased or knowing why it stays.
func TestErasingKnowsEveryTable(t *testing.T) {
	s := openFile(t, at(noon))
	stay := []string{"audit_entries", "looks", "patient_merges"}
	names, err := s.writer.Migrator().GetTables()
	require.NoError(t, err)
	for _, table := range names {
		var parents []string
		require.NoError(t, s.writer.Raw(`SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)`, table).Scan(&parents).Error)
		refers := slices.ContainsFunc(parents, func(parent string) bool {
			return slices.Contains([]string{"patients", "bookings", "tasks", "calls", "record_restrictions"}, parent)
		})
		known := slices.Contains(stay, table) || slices.ContainsFunc(ofPatient, func(one belongs) bool { return one.table == table })
		require.Equal(t, refers, known, table)
	}
}
