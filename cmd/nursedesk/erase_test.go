package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A patient is erased by the command line: what there is is shown, the number and the reason are read
// from standard input, what remains is said, and the database is sound.
func TestEraseByCommand(t *testing.T) {
	database := newDatabase(t)
	file := filepath.Join(t.TempDir(), "two.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,phone,procedure,start\n"+
		"191212121212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2026-12-14T08:30\n"+
		"199001010017,Elvan,Elvansson,031-81 80 83,neurotomy,2026-12-21T08:30\n"), 0o600))
	command(t, database, "import", file, "--accept-warnings").done(t)
	require.Equal(t, exitUsage, command(t, database, "erase").status)

	shown := command(t, database, "erase", "--patient", "1", "--dry-run").done(t)
	require.Contains(t, shown, "Raderas: ")
	require.Contains(t, shown, "bokningar 1")
	refused := typed(t, database, "19900101-0017\nTio år\n", "erase", "--patient", "2", "--made-up")
	require.Equal(t, exitFailed, refused.status)
	require.Contains(t, refused.err, "22 dec 2036")
	for _, wrong := range []string{"", "19900101-0017\nProv\n", "19121212-1212\n\n", "19121212-1212\nTolvansson ville det\n"} {
		require.NotEqual(t, exitDone, typed(t, database, wrong, "erase", "--patient", "1", "--made-up").status, "%q", wrong)
	}
	require.Equal(t, exitFailed, typed(t, database, "19121212-1212\nProv\n", "erase", "--patient", "1").status, "that it is made up is to be said")
	told := typed(t, database, "121212+1212\nProvbokning\n", "erase", "--patient", "1", "--made-up")
	require.Equal(t, exitDone, told.status, told.err)
	for _, word := range []string{"Patient nr 1 är raderad", "Kvar, utan att säga vem det var: tomma patientrader 1, rader i historiken", "Säkerhetskopiorna"} {
		require.Contains(t, told.out, word)
	}
	require.NotContains(t, told.out, "rester")
	require.Contains(t, command(t, database, "check").done(t), "Databasen är hel")
	require.NotContains(t, command(t, database, "bookings", "--from", "2026-12-01", "--to", "2026-12-31").done(t), "Tolvan")
	gone := command(t, database, "export", "--patient", "1", "--out", filepath.Join(t.TempDir(), "all.json"))
	require.Contains(t, gone.err, "raderade")
	body, err := os.ReadFile(database)
	require.NoError(t, err)
	require.NotContains(t, string(body), "Tolvan")
	require.Contains(t, string(body), "Elvan")
	command(t, database, "erase", "--clean").done(t)
}

// Who is here twice is listed, shown, made one, and two again: by the command line alone.
func TestMergeByCommand(t *testing.T) {
	database := newDatabase(t)
	file := filepath.Join(t.TempDir(), "twice.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,phone,procedure,start,medicines\n"+
		"191212121212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2026-12-14T08:30,\n"+
		",TOLVAN,Tolvansson,031-81 80 83,neurotomy,2026-12-21T08:30,B01AA03\n"), 0o600))
	command(t, database, "import", file, "--accept-warnings").done(t)
	require.Contains(t, command(t, database, "merge", "--list").done(t), "TOLVAN")
	shown := command(t, database, "merge", "--patient", "1", "--with", "2", "--dry-run").done(t)
	require.Contains(t, shown, "phone=kept")
	require.Contains(t, shown, "Waran")
	require.Equal(t, exitUsage, command(t, database, "merge", "--patient", "1", "--with", "2").status, "a reason is asked for")
	require.Equal(t, exitUsage, command(t, database, "merge", "--patient", "1", "--with", "2", "--choose", "phone=theirs").status)
	done := typed(t, database, "Samma person\n", "merge", "--patient", "1", "--with", "2", "--choose", "phone=gone").done(t)
	require.Contains(t, done, "--undo 1")
	require.Contains(t, command(t, database, "merge", "--list").done(t), "Ingen ser ut")
	require.Equal(t, exitFailed, typed(t, database, "x\n", "merge", "--patient", "1", "--with", "2").status)
	require.Contains(t, command(t, database, "merge", "--undo", "1").done(t), "två patienter igen")
	require.Contains(t, command(t, database, "check").done(t), "Databasen är hel")
}
