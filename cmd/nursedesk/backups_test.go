package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// withBooking is a database with one booking, not a test database.
func withBooking(t *testing.T) (database, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "bokningar.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,phone,procedure,start\n"+
		"19121212-1212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2031-12-15T08:30\n"), 0o600))
	database = newDatabase(t)
	real(t, database, "import", file).done(t)
	return database, file
}

// From the command line: a backup before each import and when asked, a list, and
// the newest brought back after the file is gone, seen beside what is there first.
func TestBackupAndRestore(t *testing.T) {
	database, file := withBooking(t)
	require.Contains(t, real(t, database, "backup").done(t), "kontrollerad")
	real(t, database, "import", file, "--dry-run").done(t)
	list := real(t, database, "backup", "list").done(t)
	require.Len(t, strings.Split(strings.TrimSpace(list), "\n"), 2)
	require.Contains(t, list, "före inläsning")
	require.Contains(t, list, "på begäran")
	require.NotContains(t, list, "Tolvan")
	require.Contains(t, real(t, database, "backup", "drill").done(t), "prövad")

	require.NoError(t, os.Remove(database))
	require.Contains(t, real(t, database, "worklist").err, "är borta")
	shown := real(t, database, "restore").done(t)
	require.Contains(t, shown, "1 patienter, 1 bokningar, senast ändrad ")
	require.Contains(t, shown, "är borta")
	require.Contains(t, shown, "--yes")
	require.NoFileExists(t, database, "it was only shown")
	require.Contains(t, real(t, database, "restore", "--yes").done(t), "på plats")
	require.Contains(t, real(t, database, "bookings", "--on", "2031-12-15").done(t), "Tolvan")
	require.Contains(t, real(t, database, "check").done(t), "Databasen är hel")

	kept := real(t, database, "restore", "--yes").done(t)
	require.Contains(t, kept, ".replaced-", "what was there stays")
}

// A desk that is open is not pulled away.
func TestRestoreWaitsForTheWindow(t *testing.T) {
	database, _ := withBooking(t)
	unlock, err := lockDesk(database)
	require.NoError(t, err)
	defer unlock()
	got := real(t, database, "restore", "--yes")
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "redan öppen")
}

// What leaves the computer is encrypted; the key is shown once, and read from a
// file rather than the argument list.
func TestEncryptedBackupsElsewhere(t *testing.T) {
	database, _ := withBooking(t)
	usb := t.TempDir()
	got := real(t, database, "backup", "target", usb)
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "nyckel")
	key := real(t, database, "backup", "key")
	require.Contains(t, key.done(t), "AGE-SECRET-KEY-1")
	real(t, database, "backup", "target", usb).done(t)
	real(t, database, "backup").done(t)
	sent, err := filepath.Glob(filepath.Join(usb, "*.db.age"))
	require.NoError(t, err)
	require.Len(t, sent, 1)

	other := newDatabase(t)
	got = real(t, other, "restore", sent[0], "--yes")
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "Nyckeln passar inte")
	paper := filepath.Join(t.TempDir(), "nyckel.txt")
	require.NoError(t, os.WriteFile(paper, []byte(key.out), 0o600))
	real(t, other, "restore", sent[0], "--yes", "--key", paper).done(t)
	require.Contains(t, real(t, other, "bookings", "--on", "2031-12-15").done(t), "Tolvan")
}
