package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/driver/sqlite"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// refused opens a file that must be refused, and sees to it that not one byte
// of it has changed.
func refused(t *testing.T, path string, want *models.Problem) {
	t.Helper()
	before, _ := os.ReadFile(path)
	opened, err := Open(t.Context(), path, at(noon))
	if err == nil {
		err = opened.Verify(t.Context())
		for _, act := range []func(context.Context, func(*Tx) error) error{opened.Read, opened.Write, opened.WithClock(later).Write} {
			require.ErrorIs(t, act(t.Context(), func(*Tx) error { panic("a damaged database is touched") }), want)
		}
		require.NoError(t, opened.Close())
	}
	require.ErrorIs(t, err, want)
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, path, problem.Values["path"])
	after, _ := os.ReadFile(path)
	require.Equal(t, before, after, "a refused file is left as it is")
}

func later() time.Time { return noon.AddDate(0, 0, 1) }

// filled is a closed database with enough in it to be damaged.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	s, err := Open(t.Context(), path, at(noon))
	require.NoError(t, err)
	write(t, s, func(tx *Tx) error {
		for i := range 500 {
			if err := tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: fmt.Sprint(i), Note: strings.Repeat("n", 200)}); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, s.Close())
	return path
}

// alter runs SQL on a file without the store.
func alter(t *testing.T, path string, statements ...string) {
	t.Helper()
	connection, err := sql.Open(sqlite.DriverName, path)
	require.NoError(t, err)
	for _, statement := range statements {
		_, err := connection.Exec(statement)
		require.NoError(t, err)
	}
	require.NoError(t, connection.Close())
}

// The first start makes the folder and the file, for its owner's eyes only.
func TestNewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Nurse desk ÅÄÖ", "100 % #1?", "desk.db")
	s := reopen(t, path, at(noon))
	require.Equal(t, path, s.Location())
	addPatient(t, s, "Tolvan", "Tolvansson")
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		if runtime.GOOS != "windows" {
			require.Equal(t, fs.FileMode(0o600), info.Mode().Perm(), file)
		}
	}
	info, err := os.Stat(filepath.Dir(path))
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".nursedesk-*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

// What was kept is there the next time, also when the file was left by a program
// that stopped without closing it.
func TestReopen(t *testing.T) {
	path := filled(t)
	first := reopen(t, path, at(noon))
	addPatient(t, first, "Tolvan", "Sist")
	second := reopen(t, path, at(noon))
	require.Len(t, got(t, second, everyone), 501)
}

func TestSettings(t *testing.T) {
	s := openFile(t, at(noon))
	for query, want := range map[string]string{
		"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2", "PRAGMA foreign_keys": "1", "PRAGMA busy_timeout": "5000",
		"PRAGMA application_id": fmt.Sprint(applicationID), "PRAGMA user_version": fmt.Sprint(len(migrations.Steps())),
	} {
		var have string
		require.NoError(t, s.writer.Raw(query).Scan(&have).Error)
		require.Equal(t, want, have, query)
	}
}

func TestBadFiles(t *testing.T) {
	t.Run("a file without a byte", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "desk.db")
		require.NoError(t, os.WriteFile(path, nil, 0o600))
		refused(t, path, models.ErrDatabaseEmpty)
	})
	t.Run("another program's database with our mark", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "photos.db")
		alter(t, path, "CREATE TABLE photos (id)", fmt.Sprintf("PRAGMA application_id = %d", applicationID))
		refused(t, path, models.ErrDatabaseForeign)
	})
	t.Run("a start that stopped half-way goes on", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "desk.db")
		alter(t, path, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
		addPatient(t, reopen(t, path, at(noon)), "Tolvan", "Tolvansson")
	})
	t.Run("random bytes", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "desk.db")
		noise := make([]byte, 30*4096)
		_, _ = rand.Read(noise)
		require.NoError(t, os.WriteFile(path, noise, 0o600))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("a text file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "desk.db")
		require.NoError(t, os.WriteFile(path, []byte("personal_number,given_name\n"), 0o600))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("30 garbage pages in the middle", func(t *testing.T) {
		path := filled(t)
		body, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Greater(t, len(body), 45*4096)
		_, _ = rand.Read(body[10*4096 : 40*4096])
		require.NoError(t, os.WriteFile(path, body, 0o600))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("30 garbage pages after the header", func(t *testing.T) {
		path := filled(t)
		body, err := os.ReadFile(path)
		require.NoError(t, err)
		_, _ = rand.Read(body[4096 : 31*4096])
		require.NoError(t, os.WriteFile(path, body, 0o600))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("one damaged page", func(t *testing.T) {
		path := filled(t)
		body, err := os.ReadFile(path)
		require.NoError(t, err)
		page := body[len(body)/2/4096*4096:][:4096]
		clear(page)
		require.NoError(t, os.WriteFile(path, body, 0o600))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("cut off", func(t *testing.T) {
		path := filled(t)
		require.NoError(t, os.Truncate(path, 20*4096))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("cut off within the header", func(t *testing.T) {
		path := filled(t)
		require.NoError(t, os.Truncate(path, 60))
		refused(t, path, models.ErrDatabaseDamaged)
	})
	t.Run("another program's database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "photos.db")
		alter(t, path, "CREATE TABLE photos (id)")
		refused(t, path, models.ErrDatabaseForeign)
	})
	t.Run("another program's mark", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "map.gpkg")
		alter(t, path, "PRAGMA application_id = 1196444487")
		refused(t, path, models.ErrDatabaseForeign)
	})
	t.Run("a newer program's database", func(t *testing.T) {
		path := filled(t)
		alter(t, path, "PRAGMA user_version = 99")
		refused(t, path, models.ErrDatabaseNewer)
	})
	t.Run("a step that this program does not know", func(t *testing.T) {
		path := filled(t)
		alter(t, path, "INSERT INTO nursedesk_migrations VALUES ('0099-future')")
		_, err := Open(t.Context(), path, at(noon))
		require.ErrorIs(t, err, models.ErrDatabaseNewer)
	})
	t.Run("a folder", func(t *testing.T) {
		refused(t, t.TempDir(), models.ErrDatabaseForeign)
	})
	t.Run("a folder that cannot be made", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(file, nil, 0o600))
		refused(t, filepath.Join(file, "desk.db"), models.ErrDatabaseMissing)
	})
}

// A sound file passes and stays in use; so does one that an older program wrote.
func TestSoundFile(t *testing.T) {
	s := reopen(t, filled(t), at(noon))
	require.NoError(t, s.Verify(t.Context()))
	addPatient(t, s, "Tolvan", "Tolvansson")
}

// Before tables are changed the file is read through: a damaged one is not upgraded.
func TestDamagedIsNotUpgraded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	older, err := Open(t.Context(), path, at(noon))
	require.NoError(t, err)
	require.NoError(t, older.Close())
	body, err := os.ReadFile(path)
	require.NoError(t, err)
	clear(body[len(body)-4096:])
	require.NoError(t, os.WriteFile(path, body, 0o600))
	_, err = open(t.Context(), path, at(noon), append(migrations.Steps(), next()))
	require.ErrorIs(t, err, models.ErrDatabaseDamaged)
}

// Damage that comes while the program runs is told as such.
func TestDamagedWhileOpen(t *testing.T) {
	path := filled(t)
	s := reopen(t, path, at(noon))
	body, err := os.ReadFile(path)
	require.NoError(t, err)
	_, _ = rand.Read(body[4096:])
	require.NoError(t, os.WriteFile(path, body, 0o600))
	err = s.Read(t.Context(), func(tx *Tx) error { _, err := everyone(tx); return err })
	require.ErrorIs(t, err, models.ErrDatabaseDamaged)
}

// A file or folder that cannot be written is refused before anyone types into it.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Run("read-only file system", func(t *testing.T) {
			folder := tmpfs(t, "4m")
			path := filepath.Join(folder, "desk.db")
			s, err := Open(t.Context(), path, at(noon))
			require.NoError(t, err)
			require.NoError(t, s.Close())
			mount(t, "-o", "remount,ro", folder)
			refused(t, path, models.ErrDatabaseReadOnly)
			refused(t, filepath.Join(folder, "new.db"), models.ErrDatabaseReadOnly)
		})
		t.Skip("root may write in spite of a file's mode")
	}
	if runtime.GOOS == "windows" {
		t.Skip("modes do not keep a Windows user from writing")
	}
	t.Run("file", func(t *testing.T) {
		path := filled(t)
		require.NoError(t, os.Chmod(path, 0o400))
		refused(t, path, models.ErrDatabaseReadOnly)
	})
	t.Run("folder", func(t *testing.T) {
		path := filled(t)
		folder := filepath.Dir(path)
		require.NoError(t, os.Chmod(folder, 0o500))
		t.Cleanup(func() { require.NoError(t, os.Chmod(folder, 0o700)) })
		refused(t, path, models.ErrDatabaseReadOnly)
		refused(t, filepath.Join(folder, "new.db"), models.ErrDatabaseReadOnly)
	})
}

// fill writes patients until the database refuses one, and tells how many it kept.
func fill(s *Store) (kept int, err error) {
	note := strings.Repeat("n", models.MaxNote)
	for {
		err := s.Write(context.Background(), func(tx *Tx) error {
			return tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", Note: note})
		})
		if err != nil {
			return kept, err
		}
		if kept++; kept > 10_000 {
			return kept, errors.New("the disk never fills")
		}
	}
}

// On a full disk nothing that was reported kept is lost, the rest is refused,
// and once there is room the work goes on.
func TestFullDisk(t *testing.T) {
	check := func(t *testing.T, s *Store, makeRoom func()) {
		t.Helper()
		kept, err := fill(s)
		require.ErrorIs(t, err, models.ErrDatabaseFull)
		require.Positive(t, kept)
		require.Len(t, got(t, s, everyone), kept)
		makeRoom()
		addPatient(t, s, "Åke", "Öberg")
		require.Len(t, got(t, s, everyone), kept+1)
		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.True(t, health.OK())
	}
	t.Run("no more pages", func(t *testing.T) {
		s := openFile(t, at(noon))
		require.NoError(t, s.writer.Exec("PRAGMA max_page_count = 200").Error)
		check(t, s, func() { require.NoError(t, s.writer.Exec("PRAGMA max_page_count = 1000").Error) })
	})
	t.Run("a real disk", func(t *testing.T) {
		folder := tmpfs(t, "2m")
		ballast := filepath.Join(folder, "ballast")
		require.NoError(t, os.WriteFile(ballast, make([]byte, 500_000), 0o600))
		s := reopen(t, filepath.Join(folder, "desk.db"), at(noon))
		check(t, s, func() { require.NoError(t, os.Remove(ballast)) })
	})
	for _, free := range []int{0, 4096, 16384, 65536, 131072} {
		t.Run(fmt.Sprintf("already full, %d bytes free", free), func(t *testing.T) {
			folder := tmpfs(t, "1m")
			require.NoError(t, os.WriteFile(filepath.Join(folder, "ballast"), make([]byte, 1<<20-free), 0o600))
			_, err := Open(t.Context(), filepath.Join(folder, "desk.db"), at(noon))
			require.ErrorIs(t, err, models.ErrDatabaseFull)
		})
	}
}
