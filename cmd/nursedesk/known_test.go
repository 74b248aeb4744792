package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/resources/resourcestest"
)

// real runs the program by the system's clock, on a database that is no test database.
func real(t *testing.T, database string, args ...string) result {
	t.Helper()
	var out, complaints bytes.Buffer
	status := run(t.Context(), append([]string{"--database", database}, args...), streams{in: strings.NewReader(""), out: &out, err: &complaints, clinic: resourcestest.Files})
	return result{status: status, out: out.String(), err: complaints.String()}
}

// After the file is gone, or empty, no command begins a new desk without a word.
func TestNoSilentNewDesk(t *testing.T) {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	database := filepath.Join(folder, "nursedesk.db")
	real(t, database, "worklist").done(t)

	t.Chdir(folder)
	for name, path := range map[string]string{"by its path": database, "by another": "./nursedesk.db"} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{database, database + "-wal", database + "-shm"} {
				require.NoError(t, errIfThere(os.Remove(file)))
			}
			got := real(t, path, "worklist")
			require.Equal(t, exitFailed, got.status)
			require.Contains(t, got.err, "är borta")
			require.NoFileExists(t, database)
			require.NoError(t, os.WriteFile(database, nil, 0o600))
			got = real(t, path, "worklist")
			require.Equal(t, exitFailed, got.status)
			require.Contains(t, got.err, "är tom")
		})
	}
	require.NoError(t, os.Remove(database))
	real(t, database, "--new", "worklist").done(t)
	real(t, database, "worklist").done(t)
}

func errIfThere(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

// A test database may go: nobody misses it.
func TestTestDatabasesAreNotRemembered(t *testing.T) {
	database := newDatabase(t)
	command(t, database, "worklist").done(t)
	require.NoError(t, os.Remove(database))
	command(t, database, "worklist").done(t)
}

// Under --now a command reads any database, and writes to a test database only.
func TestMadeUpTimeWritesToTestDatabasesOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bokningar.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,phone,procedure,start\n"+
		"19121212-1212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2031-12-15T08:30\n"), 0o600))
	database := newDatabase(t)
	real(t, database, "worklist").done(t)
	got := command(t, database, "import", file)
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "ingen testdatabas")
	require.Contains(t, real(t, database, "import", file).done(t), "Inlästa bokningar: 1.")
	require.Equal(t, exitFailed, typed(t, database, "sjuk\n", "cancel", "1").status)
	command(t, database, "bookings", "--on", "2031-12-15").done(t)
	require.Equal(t, exitFailed, real(t, database, "demo").status, "made-up patients belong in a database of their own")

	told := newDatabase(t)
	real(t, told, "demo").done(t)
	require.Contains(t, real(t, told, "check").err, "Testdatabas")
	command(t, told, "import", file).done(t)
}
