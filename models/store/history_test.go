package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// told is a closed database with five entries in its history, a minute apart.
func told(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	s, err := Open(t.Context(), path, at(noon))
	require.NoError(t, err)
	tell(t, s, 5)
	require.NoError(t, s.Close())
	return path
}

func tell(t *testing.T, s *Store, entries int) {
	t.Helper()
	for i := range entries {
		write(t, s, func(tx *Tx) error {
			return tx.Audit(models.AuditEntry{
				At: noon.Add(time.Duration(i) * time.Minute), By: "Sköterska A", Action: "booking.moved",
				Details: map[string]string{"reason": "Ä\xff\x00", "to": fmt.Sprint(i)},
			})
		})
	}
}

func historyOf(t *testing.T, path string) models.DatabaseHealth {
	t.Helper()
	health, err := reopen(t, path, at(noon)).Check(t.Context())
	require.NoError(t, err)
	return health
}

// Whoever goes round the program and alters the history is found out, and where.
func TestAlteredHistoryIsFound(t *testing.T) {
	const keep = `DROP TRIGGER audit_entries_unchanged; DROP TRIGGER audit_entries_not_removed;`
	cases := map[string]struct {
		statement string
		kind      models.HistoryFaultKind
		entry     int64
	}{
		"nothing":           {``, "", 0},
		"another author":    {`UPDATE audit_entries SET "by" = 'Sköterska B' WHERE id = 3`, models.HistoryAltered, 3},
		"another time":      {`UPDATE audit_entries SET at = '2026-11-23 11:01:30+00:00' WHERE id = 3`, models.HistoryAltered, 3},
		"another action":    {`UPDATE audit_entries SET action = 'booking.created' WHERE id = 3`, models.HistoryAltered, 3},
		"another reason":    {`UPDATE audit_entries SET details = '{"reason":"b"}' WHERE id = 3`, models.HistoryAltered, 3},
		"the first removed": {`DELETE FROM audit_entries WHERE id = 1`, models.HistoryAltered, 2},
		"one removed":       {`DELETE FROM audit_entries WHERE id = 3`, models.HistoryAltered, 4},
		"the tail cut":      {`DELETE FROM audit_entries WHERE id > 3`, models.HistoryCut, 3},
		"all removed":       {`DELETE FROM audit_entries`, models.HistoryCut, 0},
		"two swapped": {`UPDATE audit_entries SET id = 99 WHERE id = 2; UPDATE audit_entries SET id = 2 WHERE id = 3;
			UPDATE audit_entries SET id = 3 WHERE id = 99`, models.HistoryAltered, 2},
		"one slipped in": {`INSERT INTO audit_entries (at, "by", action, link) VALUES ('2026-11-23 11:10:00+00:00', 'x', 'y', 'z')`, models.HistoryAltered, 6},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			path := told(t)
			alter(t, path, keep+test.statement)
			health := historyOf(t, path)
			if test.kind == "" {
				require.Empty(t, health.History)
				require.True(t, health.OK())
				require.Equal(t, int64(5), health.Head.Entry)
				return
			}
			require.NotEmpty(t, health.History)
			require.Equal(t, test.kind, health.History[0].Kind)
			require.Equal(t, test.entry, health.History[0].Entry)
			require.False(t, health.OK())
		})
	}
}

// The database itself refuses to alter or remove an entry.
func TestHistoryIsAppendOnly(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		tell(t, s, 2)
		for _, statement := range []string{`UPDATE audit_entries SET "by" = 'x'`, `DELETE FROM audit_entries`} {
			err := s.Write(t.Context(), func(tx *Tx) error { return tx.db.Exec(statement).Error })
			require.ErrorContains(t, err, "never altered", statement)
		}
		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.Empty(t, health.History)
	})
}

// A clock that was set back while the desk worked shows, except where times are made up.
func TestClockSetBackIsFound(t *testing.T) {
	for name, test := range map[string]struct {
		back   time.Duration
		madeUp bool
		faults int
	}{
		"a year":                    {365 * 24 * time.Hour, false, 1},
		"eleven minutes":            {11 * time.Minute, false, 1},
		"a time server's step":      {9 * time.Minute, false, 0},
		"a year in a test database": {365 * 24 * time.Hour, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			options := at(noon)
			options.MadeUpTime = test.madeUp
			s := openFile(t, options)
			for _, moment := range []time.Time{noon, noon.Add(-test.back)} {
				write(t, s, func(tx *Tx) error { return tx.Audit(models.AuditEntry{At: moment, Action: "a"}) })
			}
			health, err := s.Check(t.Context())
			require.NoError(t, err)
			require.Len(t, health.History, test.faults)
			for _, fault := range health.History {
				require.Equal(t, models.HistoryBackdated, fault.Kind)
				require.EqualValues(t, 2, fault.Entry)
			}
		})
	}
}

// The history of an older program's file is chained when it is upgraded.
func TestOlderHistoryIsChained(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	var before []*migrations.Step
	for _, step := range migrations.Steps() {
		if step.ID < "0009" {
			before = append(before, step)
		}
	}
	older := migrations.Step{ID: "0008-z-origin", Migrate: func(tx *gorm.DB) error {
		return tx.Exec(`CREATE TABLE origin (id integer, test numeric, at datetime)`).Error
	}}
	s, err := open(t.Context(), path, at(noon), append(before, &older))
	require.NoError(t, err)
	require.NoError(t, s.Close())
	alter(t, path,
		`DROP TABLE origin`, `DELETE FROM nursedesk_migrations WHERE id = '0008-z-origin'`, fmt.Sprintf(`PRAGMA user_version = %d`, len(before)),
		`INSERT INTO audit_entries (at, "by", action, details) VALUES ('2026-11-23 11:01:30.000123+00:00', 'Å', 'a', '{"b":"c","a":"d"}')`,
		`INSERT INTO audit_entries (at, "by", action, details) VALUES ('2026-11-23 11:02:00+00:00', 'Å', 'a', 'null')`)
	s = reopen(t, path, at(noon))
	require.False(t, s.Test())
	tell(t, s, 1)
	health, err := s.Check(t.Context())
	require.NoError(t, err)
	require.True(t, health.OK(), "%v %v", health.Faults, health.History)
	require.EqualValues(t, 3, health.Head.Entry)
}

// Under a made-up time only a database that was made under one is written to.
func TestMadeUpTime(t *testing.T) {
	madeUp := at(noon)
	madeUp.MadeUpTime = true
	real, test := filepath.Join(t.TempDir(), "real.db"), filepath.Join(t.TempDir(), "test.db")
	require.False(t, reopen(t, real, at(noon)).Test())
	require.True(t, reopen(t, test, madeUp).Test())
	require.True(t, reopen(t, test, at(noon)).Test(), "it stays one")
	save := func(path string, o Options) error {
		return reopen(t, path, o).Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&models.Patient{GivenName: "Tolvan"}) })
	}
	require.ErrorIs(t, save(real, madeUp), models.ErrNotTestDatabase)
	require.Empty(t, got(t, reopen(t, real, madeUp), everyone), "it can be read")
	require.NoError(t, save(real, at(noon)))
	require.NoError(t, save(test, madeUp))
	require.NoError(t, save(test, at(noon)))
}

// The access log is kept as the history is.
func TestAlteredLooksAreFound(t *testing.T) {
	const keep = `DROP TRIGGER looks_unchanged; DROP TRIGGER looks_not_removed;`
	for name, test := range map[string]struct {
		statement string
		fault     models.HistoryFault
	}{
		"another patient": {`UPDATE looks SET patient_id = 2 WHERE id = 2`, models.HistoryFault{Kind: models.HistoryAltered, Entry: 2}},
		"another person":  {`UPDATE looks SET "by" = 'Sköterska B' WHERE id = 2`, models.HistoryFault{Kind: models.HistoryAltered, Entry: 2}},
		"no reason":       {`UPDATE looks SET why = '' WHERE id = 2`, models.HistoryFault{Kind: models.HistoryAltered, Entry: 2}},
		"one removed":     {`DELETE FROM looks WHERE id = 2`, models.HistoryFault{Kind: models.HistoryAltered, Entry: 3}},
		"the tail cut":    {`DELETE FROM looks WHERE id = 3`, models.HistoryFault{Kind: models.HistoryCut, Entry: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "desk.db")
			s := reopen(t, path, at(noon))
			write(t, s, func(tx *Tx) error {
				for range 2 {
					if err := tx.SavePatient(&models.Patient{GivenName: "Tolvan"}); err != nil {
						return err
					}
				}
				for range 3 {
					if err := tx.SaveLook(models.Look{At: noon, By: "Sköterska A", PatientID: 1, Kind: models.LookOpened, Why: "w"}); err != nil {
						return err
					}
				}
				return nil
			})
			require.Empty(t, historyOf(t, path).History)
			require.Error(t, s.Write(t.Context(), func(tx *Tx) error { return tx.db.Exec(`DELETE FROM looks`).Error }))
			alter(t, path, keep+test.statement)
			health := historyOf(t, path)
			require.NotEmpty(t, health.History)
			test.fault.Of, test.fault.At = models.ChainLooks, noon
			require.Equal(t, test.fault, health.History[0])
		})
	}
}
