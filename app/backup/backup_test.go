package backup

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/storetest"
)

var noon = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// desk is an open database with backups, and a clock that the test sets.
type desk struct {
	t       *testing.T
	now     time.Time
	store   *store.Store
	backups *Backups
}

func (d *desk) Now() time.Time { return d.now }

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: noon}
	d.start(filepath.Join(t.TempDir(), "nursedesk.db"))
	return d
}

func (d *desk) start(path string) {
	d.t.Helper()
	var err error
	d.store, err = store.Open(d.t.Context(), path, store.Options{Now: d.Now})
	require.NoError(d.t, err)
	opened := d.store
	d.t.Cleanup(func() { _ = opened.Close() })
	d.backups, err = Of(path, office.Clock(d))
	require.NoError(d.t, err)
}

func (d *desk) close() { require.NoError(d.t, d.store.Close()) }

func (d *desk) add(names ...string) {
	d.t.Helper()
	for _, name := range names {
		require.NoError(d.t, d.store.Write(d.t.Context(), func(tx *store.Tx) error {
			patient := models.Patient{GivenName: "Tolvan", FamilyName: name}
			if err := tx.SavePatient(&patient); err != nil {
				return err
			}
			return tx.Audit(models.AuditEntry{At: d.now, By: "Sköterska A", Action: "patient.created", PatientID: &patient.ID})
		}))
	}
}

func (d *desk) take() Backup {
	d.t.Helper()
	taken, err := d.backups.Take(d.t.Context(), Daily, d.store.Copy)
	require.NoError(d.t, err)
	return taken
}

func (d *desk) patients() int64 {
	d.t.Helper()
	health, err := d.store.Check(d.t.Context())
	require.NoError(d.t, err)
	require.True(d.t, health.OK(), "%v %v %v", health.Faults, health.Orphans, health.History)
	return Backup{Counts: health.Counts}.Rows("patients")
}

func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, entry := range entries {
		info, err := entry.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), entry.Name())
		names = append(names, entry.Name())
	}
	return names
}

// A backup holds what was there when it was taken, was opened and counted, and
// is its owner's alone.
func TestTake(t *testing.T) {
	d := open(t)
	d.add("Ett", "Två")
	taken := d.take()
	require.True(t, taken.Sound)
	require.EqualValues(t, 2, taken.Rows("patients"))
	require.EqualValues(t, 2, taken.Head.Entry)
	require.Equal(t, []string{"20261123T110000.000Z-daily.db", "20261123T110000.000Z-daily.json", "notes.settings"}, files(t, d.backups.Folder()))
	info, err := os.Stat(d.backups.Folder())
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	all, err := d.backups.List()
	require.NoError(t, err)
	require.Equal(t, []Backup{taken}, all)
}

// What goes wrong while a backup is taken leaves nothing behind, and is told of.
func TestFailedBackup(t *testing.T) {
	d := open(t)
	d.take()
	before := files(t, d.backups.Folder())
	d.now = noon.Add(time.Hour)
	_, err := d.backups.Take(t.Context(), Daily, func(_ context.Context, path string) error {
		require.NoError(t, os.WriteFile(path, []byte("half"), 0o600))
		return models.ErrDatabaseFull.With("path", path)
	})
	require.ErrorIs(t, err, models.ErrDatabaseFull)
	require.Equal(t, before, files(t, d.backups.Folder()))
	state, err := d.backups.State()
	require.NoError(t, err)
	require.Equal(t, &Failure{At: d.now, Code: "database.full"}, state.Failed)
	_, err = d.backups.Take(t.Context(), Daily, func(_ context.Context, path string) error {
		return os.WriteFile(path, []byte(strings.Repeat("no database", 1000)), 0o600)
	})
	require.Error(t, err, "a copy that can't be opened is no backup")
	require.Equal(t, before, files(t, d.backups.Folder()))
	d.now = noon.Add(2 * time.Hour)
	d.take()
	state, err = d.backups.State()
	require.NoError(t, err)
	require.Nil(t, state.Failed)
}

// One a day, and after two days without a good one somebody has to act.
func TestDueAndOld(t *testing.T) {
	d := open(t)
	due := func() bool {
		t.Helper()
		due, err := d.backups.Due()
		require.NoError(t, err)
		return due
	}
	old := func() bool {
		t.Helper()
		state, err := d.backups.State()
		require.NoError(t, err)
		return state.Old
	}
	require.True(t, due())
	require.True(t, old(), "there is none")
	d.take()
	require.False(t, due())
	require.False(t, old())
	d.now = time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)
	require.True(t, due(), "in Stockholm it is the next day")
	d.now = noon.Add(48*time.Hour - time.Minute)
	require.False(t, old())
	d.now = noon.Add(48 * time.Hour)
	require.True(t, old())
}

// A backup that was cut, changed by one byte or lost is refused, and what is
// there stays as it is.
func TestDamagedBackup(t *testing.T) {
	for name, damage := range map[string]func(path string, body []byte) error{
		"cut in half":     func(path string, body []byte) error { return os.Truncate(path, int64(len(body)/2)) },
		"one byte":        func(path string, body []byte) error { body[len(body)/2] ^= 1; return os.WriteFile(path, body, 0o600) },
		"the last byte":   func(path string, body []byte) error { body[len(body)-1] ^= 1; return os.WriteFile(path, body, 0o600) },
		"empty":           func(path string, _ []byte) error { return os.Truncate(path, 0) },
		"removed":         func(path string, _ []byte) error { return os.Remove(path) },
		"another program": func(path string, _ []byte) error { return os.WriteFile(path, []byte("PDF"), 0o600) },
	} {
		for _, encrypted := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				d := open(t)
				key := d.sendElsewhere(t)
				d.add("Ett")
				d.take()
				d.close()
				all, err := d.backups.List()
				require.NoError(t, err)
				for _, one := range all {
					if one.Encrypted() != encrypted {
						continue
					}
					body, err := os.ReadFile(one.Path())
					require.NoError(t, err)
					require.NoError(t, damage(one.Path(), body))
					before, err := os.ReadFile(d.backups.database)
					require.NoError(t, err)
					_, err = d.backups.Restore(t.Context(), one, key)
					var problem *models.Problem
					require.ErrorAs(t, err, &problem)
					after, err := os.ReadFile(d.backups.database)
					require.NoError(t, err)
					require.Equal(t, before, after)
					require.NoFileExists(t, d.backups.database+".restoring")
				}
			})
		}
	}
}

func (d *desk) sendElsewhere(t *testing.T) (key string) {
	t.Helper()
	key, err := d.backups.NewKey()
	require.NoError(t, err)
	require.NoError(t, d.backups.SetFolder(t.TempDir()))
	return key
}

// Nothing leaves the data folder unless it is encrypted, and only the clinic's
// key opens what did.
func TestSecondPlace(t *testing.T) {
	d := open(t)
	require.ErrorIs(t, d.backups.SetFolder(t.TempDir()), models.ErrBackupKeyMissing)
	key := d.sendElsewhere(t)
	d.add("Kanariefågel")
	d.take()
	target := d.backups.Target()
	require.Equal(t, []string{"20261123T110000.000Z-daily.db.age", "20261123T110000.000Z-daily.json"}, files(t, target.Folder))
	for _, name := range files(t, target.Folder) {
		body, err := os.ReadFile(filepath.Join(target.Folder, name))
		require.NoError(t, err)
		require.NotContains(t, string(body), "Kanariefågel")
		require.NotContains(t, string(body), "SQLite format")
	}
	for _, name := range files(t, d.backups.Folder()) {
		body, err := os.ReadFile(filepath.Join(d.backups.Folder(), name))
		require.NoError(t, err)
		require.NotContains(t, string(body), key, "the key is on paper only")
	}
	sent, err := Find(filepath.Join(target.Folder, "20261123T110000.000Z-daily.db.age"))
	require.NoError(t, err)
	d.close()
	_, err = d.backups.Restore(t.Context(), sent, "AGE-SECRET-KEY-1FEL")
	require.ErrorIs(t, err, models.ErrBackupKeyWrong)
	other := open(t)
	otherKey, err := other.backups.NewKey()
	require.NoError(t, err)
	_, err = d.backups.Restore(t.Context(), sent, otherKey)
	require.ErrorIs(t, err, models.ErrBackupKeyWrong)

	elsewhere := filepath.Join(t.TempDir(), "nursedesk.db") // a new PC
	d.backups, err = Of(elsewhere, d)
	require.NoError(t, err)
	kept, err := d.backups.Restore(t.Context(), sent, " "+strings.ToLower(key)+"\n")
	require.NoError(t, err)
	require.Empty(t, kept)
	d.start(elsewhere)
	require.EqualValues(t, 1, d.patients())
}

// A target that can't be reached is told of; the backup beside the database is there.
func TestSecondPlaceIsGone(t *testing.T) {
	d := open(t)
	d.sendElsewhere(t)
	require.NoError(t, os.Remove(d.backups.Target().Folder))
	_, err := d.backups.Take(t.Context(), Daily, d.store.Copy)
	require.ErrorIs(t, err, models.ErrBackupFailed)
	newest, ok, err := d.backups.Newest()
	require.NoError(t, err)
	require.True(t, ok)
	require.False(t, newest.Encrypted())
	state, err := d.backups.State()
	require.NoError(t, err)
	require.Equal(t, "backup.failed", state.Failed.Code)
}

// Restoring brings back what the backup holds; what was there is kept, its
// newest rows too, and the backup's own history is no fault of it.
func TestRestore(t *testing.T) {
	d := open(t)
	d.add("Ett")
	first := d.take()
	d.now = noon.Add(time.Hour)
	d.add("Två", "Tre")
	d.take()
	d.now = noon.Add(2 * time.Hour)
	present, err := d.backups.Present(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 3, present.Rows("patients"))
	d.close()

	kept, err := d.backups.Restore(t.Context(), first, "")
	require.NoError(t, err)
	d.start(d.backups.database)
	require.EqualValues(t, 1, d.patients())
	fault, err := d.backups.Compare(t.Context(), d.store)
	require.NoError(t, err)
	require.Empty(t, fault, "the newer backup's history is gone on purpose")
	d.close()
	d.start(kept)
	require.EqualValues(t, 3, d.patients())
}

// After the file is gone, or ruined with a log beside it, a backup brings the desk back.
func TestRestoreOverDamage(t *testing.T) {
	for name, ruin := range map[string]func(path string) error{
		"gone":    os.Remove,
		"0 bytes": func(path string) error { return os.Truncate(path, 0) },
		"garbage with a log": func(path string) error {
			if err := os.WriteFile(path+"-wal", []byte(strings.Repeat("w", 50_000)), 0o600); err != nil {
				return err
			}
			return os.WriteFile(path, []byte(strings.Repeat("garbage", 10_000)), 0o600)
		},
		"cut": func(path string) error { return os.Truncate(path, 30*4096) },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			d.add("Ett")
			taken := d.take()
			d.close()
			require.NoError(t, ruin(d.backups.database))
			_, err := d.backups.Present(t.Context())
			require.Error(t, err)
			_, err = d.backups.Restore(t.Context(), taken, "")
			require.NoError(t, err)
			d.start(d.backups.database)
			require.EqualValues(t, 1, d.patients())
		})
	}
}

// A tail that was cut from the history, number and all, is found against the
// newest backup.
func TestCutTailIsFoundAgainstTheBackup(t *testing.T) {
	d := open(t)
	d.add("Ett", "Två", "Tre")
	early, err := d.backups.Take(t.Context(), Asked, d.store.Copy)
	require.NoError(t, err)
	require.EqualValues(t, 3, early.Head.Entry)
	faults, err := d.backups.Compare(t.Context(), d.store)
	require.NoError(t, err)
	require.Empty(t, faults)

	other := open(t) // a desk with the same first entry, and nothing after it
	other.add("Ett")
	faults, err = d.backups.Compare(t.Context(), other.store)
	require.NoError(t, err)
	require.Equal(t, []models.HistoryFault{{Of: models.ChainHistory, Kind: models.HistoryUnlikeBackup, Entry: 3, At: noon}}, faults)
}

// A tail that was cut from the access log, and the number that SQLite remembers put back with it, is found against
// any backup, also where a newer one was taken after the cut.
func TestCutLooksAreFoundAgainstABackup(t *testing.T) {
	d := open(t)
	d.add("Ett")
	for range 3 {
		require.NoError(t, d.store.Write(t.Context(), func(tx *store.Tx) error {
			return tx.SaveLook(models.Look{At: d.now, By: "Sköterska A", PatientID: 1, Kind: models.LookOpened})
		}))
	}
	taken := d.take()
	require.EqualValues(t, 3, taken.Looks.Entry)
	require.NotEmpty(t, taken.Looks.Link)
	d.close()
	for _, statement := range []string{
		"DROP TRIGGER looks_not_removed", "DELETE FROM looks WHERE id > 1", "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'looks'",
	} {
		storetest.Run(t, d.backups.database, statement)
	}
	d.start(d.backups.database)
	found, err := d.store.CheckHistory(t.Context())
	require.NoError(t, err)
	require.Empty(t, found, "the database by itself knows nothing of it")
	d.now = noon.Add(time.Hour)
	d.take()
	faults, err := d.backups.Compare(t.Context(), d.store)
	require.NoError(t, err)
	require.Equal(t, []models.HistoryFault{{Of: models.ChainLooks, Kind: models.HistoryUnlikeBackup, Entry: 3, At: noon}}, faults)
}

// The drill tries the newest backup out, once a week, and tells what it found.
func TestDrill(t *testing.T) {
	d := open(t)
	require.True(t, d.backups.DrillDue())
	require.ErrorIs(t, d.backups.Drill(t.Context()), models.ErrBackupNone)
	d.add("Ett")
	taken := d.take()
	require.NoError(t, d.backups.Drill(t.Context()))
	state, err := d.backups.State()
	require.NoError(t, err)
	require.Equal(t, noon, state.Drill)
	require.Nil(t, state.DrillFailed)
	require.False(t, d.backups.DrillDue())
	require.Len(t, files(t, d.backups.Folder()), 3, "what was tried is thrown away")

	d.now = noon.Add(7 * 24 * time.Hour)
	require.True(t, d.backups.DrillDue())
	require.NoError(t, os.Truncate(taken.Path(), 5*4096))
	require.ErrorIs(t, d.backups.Drill(t.Context()), models.ErrBackupDamaged)
	state, err = d.backups.State()
	require.NoError(t, err)
	require.Equal(t, "backup.damaged", state.DrillFailed.Code)
	d.now = noon.Add(-365 * 24 * time.Hour)
	require.True(t, d.backups.DrillDue(), "a clock that was set back does not put it off for a year")
}

// Wrong passwords are counted for each name, are forgotten, and name nobody; other notes stay.
func TestTriesBesideTheBackups(t *testing.T) {
	d := open(t)
	d.take()
	require.NoError(t, d.backups.Drill(t.Context()))
	long := noon.Add(-time.Hour)
	for _, one := range []models.SignInTries{{Name: "kanarie", Wrong: 3, Last: noon}, {Name: "bo", Wrong: 1, Last: long}} {
		require.NoError(t, d.backups.SaveSignInTries(one, long))
	}
	kept := func(name string) models.SignInTries {
		again, err := Of(d.backups.database, d)
		require.NoError(t, err)
		tries, err := again.SignInTries(name)
		require.NoError(t, err)
		return tries
	}
	require.Equal(t, models.SignInTries{Name: "kanarie", Wrong: 3, Last: noon}, kept("kanarie"))
	require.Equal(t, 1, kept("bo").Wrong)
	require.Zero(t, kept("åsa").Wrong)
	body, err := os.ReadFile(d.backups.notesFile())
	require.NoError(t, err)
	require.NotContains(t, string(body), "kanarie")
	require.NoError(t, d.backups.SaveSignInTries(models.SignInTries{Name: "kanarie"}, noon))
	require.Zero(t, kept("kanarie").Wrong, "the right one begins anew")
	require.Zero(t, kept("bo").Wrong, "that was too long ago")
	require.Equal(t, noon, d.backups.notes().Drill)
}
