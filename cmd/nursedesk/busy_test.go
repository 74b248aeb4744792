package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models/store"
)

// While another program writes, every command that only reads answers, and one that
// writes says that the database is busy.
func TestEveryCommandWhileAnotherWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("waits five seconds for each command that writes")
	}
	database, out := newDatabase(t), t.TempDir()
	file := filepath.Join(out, "more.csv")
	bookings := func(line string) {
		require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n"+line+"\n"), 0o600))
	}
	bookings("191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30")
	command(t, database, "import", file).done(t)
	bookings("640823-3234,Anna,Test,block,2026-12-15T08:30")

	clock, err := (&session{now: "2026-11-02T09:00:00+01:00"}).clock()
	require.NoError(t, err)
	writer, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: clock.Now})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, writer.Close()) })
	require.NoError(t, writer.Write(t.Context(), func(*store.Tx) error {
		for _, args := range [][]string{
			{"worklist"}, {"bookings"}, {"check"}, {"version"}, {"plan", "--at", "2026-12-14T08:30"}, {"triage", "--questions"},
		} {
			got := command(t, database, args...)
			require.Equal(t, exitDone, got.status, "%v: %s", args, got.err)
		}
		for _, args := range [][]string{
			{"sheet", "--booking", "1", "--out", filepath.Join(out, "sheet.pdf")},
			{"import", file},
			{"move", "1", "--to", "2026-12-15T08:30"},
			{"cancel", "1"},
		} {
			got := typed(t, database, "sjuk\n", args...)
			require.Equal(t, exitFailed, got.status, "%v: %s", args, got.err)
			require.Contains(t, got.err, "skriver i databasen just nu", "%v", args)
		}
		require.NoFileExists(t, filepath.Join(out, "sheet.pdf"), "what is not in the history is not on the disk")
		return nil
	}))
	require.Len(t, decode[[]map[string]any](t, command(t, database, "bookings", "--json").done(t)), 1)
}

// A file is never written over the database, whatever it is called and whoever insists.
func TestDatabaseIsNeverWrittenOver(t *testing.T) {
	database := newDatabase(t)
	file := filepath.Join(t.TempDir(), "one.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n"+
		"191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"), 0o600))
	command(t, database, "import", file).done(t)
	for _, writing := range []string{"sheet", "calendar"} {
		for _, path := range []string{database, database + "-wal"} {
			got := command(t, database, writing, "--booking", "1", "--out", path, "--force")
			require.Equal(t, exitFailed, got.status)
			require.Contains(t, got.err, "skrivs aldrig över")
		}
		got := command(t, database, writing, "--booking", "1", "--out", file)
		require.Equal(t, exitFailed, got.status)
		require.Contains(t, got.err, "--force")
	}
	require.Len(t, decode[[]map[string]any](t, command(t, database, "bookings", "--json").done(t)), 1)
	command(t, database, "check").done(t)
}

// A date once given is taken back: a cancelled booking has a calendar file that withdraws
// what the last one gave, and none where nothing was given.
func TestCalendarOfCancelledBooking(t *testing.T) {
	database := newDatabase(t)
	out := filepath.Join(t.TempDir(), "dates.ics")
	file := filepath.Join(t.TempDir(), "one.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n"+
		"191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n19900101-0017,Åsa,Ek,block,2026-12-15T08:30\n"), 0o600))
	command(t, database, "import", file).done(t)
	command(t, database, "calendar", "--booking", "1", "--out", out).done(t)
	for _, id := range []string{"1", "2"} {
		typed(t, database, "sjuk\n", "cancel", id).done(t)
	}
	command(t, database, "calendar", "--booking", "1", "--out", out).done(t)
	written, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Contains(t, string(written), "METHOD:CANCEL")
	require.Contains(t, string(written), "booking-1-start@nursedesk")
	require.Contains(t, string(written), "STATUS:CANCELLED")
	for _, id := range []string{"1", "2"} {
		require.Equal(t, exitFailed, command(t, database, "calendar", "--booking", id, "--out", out).status, "nothing left to take back")
	}
}
