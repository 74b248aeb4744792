package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

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
