package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// A file that goes away while the desk is open is noticed before anything is
// called saved, and once it is back the work goes on.
func TestMovedWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files where they are")
	}
	for _, ending := range []string{"", "-wal", "-shm"} {
		for name, gone := range map[string]func(path string) error{
			"moved": func(path string) error { return os.Rename(path, path+".away") },
			"replaced": func(path string) error {
				return errors.Join(os.Rename(path, path+".away"), os.WriteFile(path, []byte("x"), 0o600))
			},
		} {
			t.Run(name+" "+ending, func(t *testing.T) {
				s := openFile(t, at(noon))
				addPatient(t, s, "Tolvan", "Först")
				path := s.Location() + ending
				require.NoError(t, s.InPlace())
				require.NoError(t, gone(path))
				save := func(tx *Tx) error { return tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Sist"}) }
				require.ErrorIs(t, s.Write(t.Context(), save), models.ErrDatabaseMoved)
				require.ErrorIs(t, s.InPlace(), models.ErrDatabaseMoved)

				require.NoError(t, os.Rename(path+".away", path))
				require.NoError(t, s.InPlace())
				write(t, s, save)
				require.Len(t, got(t, s, everyone), 2, "nothing was kept meanwhile")
			})
		}
	}
	t.Run("removed", func(t *testing.T) {
		s := openFile(t, at(noon))
		require.NoError(t, os.Remove(s.Location()))
		err := s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&models.Patient{GivenName: "Tolvan"}) })
		require.ErrorIs(t, err, models.ErrDatabaseMoved)
	})
	t.Run("made read-only", func(t *testing.T) {
		s := openFile(t, at(noon))
		require.NoError(t, os.Chmod(s.Location(), 0o400))
		save := func(tx *Tx) error { return tx.SavePatient(&models.Patient{GivenName: "Tolvan"}) }
		require.ErrorIs(t, s.Write(t.Context(), save), models.ErrDatabaseReadOnly)
		require.NoError(t, os.Chmod(s.Location(), 0o600))
		write(t, s, save)
	})
}

// A database that was here is not made anew when it is gone.
func TestKnownDatabaseIsGone(t *testing.T) {
	path := filled(t)
	known := at(noon)
	known.Known = true
	require.Len(t, got(t, reopen(t, path, known), everyone), 500)
	gone := filepath.Join(t.TempDir(), "desk.db")
	_, err := Open(t.Context(), gone, known)
	require.ErrorIs(t, err, models.ErrDatabaseGone)
	require.NoFileExists(t, gone)
}

// By whatever link it is named, a file is one database.
func TestLinks(t *testing.T) {
	path := filled(t)
	link := filepath.Join(t.TempDir(), "link.db")
	require.NoError(t, os.Symlink(path, link))
	real, err := filepath.EvalSymlinks(path)
	require.NoError(t, err)
	require.Equal(t, real, reopen(t, link, at(noon)).Location())
	require.NoFileExists(t, link+"-wal")

	require.NoError(t, os.Link(path, filepath.Join(filepath.Dir(path), "second.db")))
	if runtime.GOOS != "windows" {
		_, err = Open(t.Context(), path, at(noon))
		require.ErrorIs(t, err, models.ErrDatabaseLinked)
	}
}

// A file that others could read is closed to them.
func TestRightsArePutRight(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing there")
	}
	path := filled(t)
	require.NoError(t, os.Chmod(path, 0o644))
	s := reopen(t, path, at(noon))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, os.Chmod(path, 0o644))
	health, err := s.Check(t.Context())
	require.NoError(t, err)
	require.True(t, health.Exposed)
	require.False(t, health.OK())
}

// A first start that fails leaves no empty file, which the next one would refuse.
func TestFailedFirstStartLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	fails := &migrations.Step{ID: "0001-fails", Migrate: func(*gorm.DB) error { return os.ErrInvalid }}
	_, err := open(t.Context(), path, at(noon), []*migrations.Step{fails})
	require.Error(t, err)
	addPatient(t, reopen(t, path, at(noon)), "Tolvan", "Tolvansson")
}

// A copy before an upgrade that finds no room leaves nothing behind.
func TestFailedCopyLeavesNothing(t *testing.T) {
	folder := tmpfs(t, "2m")
	path := filepath.Join(folder, "desk.db")
	body, err := os.ReadFile(filled(t))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, body, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "ballast"), make([]byte, 2<<20-len(body)-200_000), 0o600))
	_, err = open(t.Context(), path, at(noon), append(migrations.Steps(), next()))
	require.ErrorIs(t, err, models.ErrDatabaseFull)
	require.Empty(t, copies(t, path))
	require.NoError(t, os.Remove(filepath.Join(folder, "ballast")))
	require.Len(t, got(t, reopen(t, path, at(noon)), everyone), 500)
}

// A file of a trial version, whose tables lack what their step makes today, is
// refused with what to do, and left as it is.
func TestEarlyFile(t *testing.T) {
	path := filled(t)
	alter(t, path, "ALTER TABLE hold_decisions DROP COLUMN weighed")
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	_, err = open(t.Context(), path, at(noon), append(migrations.Steps(), next()))
	require.ErrorIs(t, err, models.ErrDatabaseEarly)
	require.ErrorContains(t, err, "hold_decisions.weighed")
	require.Empty(t, copies(t, path))
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after)
}
