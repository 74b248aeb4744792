package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"nursedesk/models/store"
	"nursedesk/resources/resourcestest"
)

// whileBusy is what a command does while another program writes.
type whileBusy int

const (
	answers whileBusy = iota // it reads, and waits for nobody
	isTold                   // it writes, and is told that another program does
	asksNot                  // it asks no database
	says                     // it says why it can't, whoever writes
)

// busyTry is one way to call a command.
type busyTry struct {
	does whileBusy
	args []string
}

func reads(args ...string) busyTry    { return busyTry{answers, args} }
func writes(args ...string) busyTry   { return busyTry{isTold, args} }
func needs(args ...string) busyTry    { return busyTry{asksNot, args} }
func declines(args ...string) busyTry { return busyTry{says, args} }

// runnableBelow are a command and all below it that can be run, by their whole names.
func runnableBelow(command *cobra.Command) (names []string) {
	if command.Name() == "help" || command.Name() == "completion" {
		return nil
	}
	if command.Runnable() {
		names = append(names, strings.TrimSpace(strings.TrimPrefix(command.CommandPath(), "nursedesk")))
	}
	for _, below := range command.Commands() {
		names = append(names, runnableBelow(below)...)
	}
	return names
}

// while calls the command while the database is held.
func (try busyTry) while(t *testing.T, database string) {
	got := typed(t, database, "ett lösenord eller ett skäl\nett lösenord eller ett skäl\n", try.args...)
	assert.NotContains(t, got.err, "goroutine", "%v", try.args)
	switch try.does {
	case answers, asksNot:
		assert.Equal(t, exitDone, got.status, "%v: %s", try.args, got.err)
	case isTold:
		assert.Equal(t, exitFailed, got.status, "%v: %s", try.args, got.out)
		assert.Contains(t, got.err, "skriver i databasen just nu", "%v", try.args)
	case says:
		assert.Equal(t, exitFailed, got.status, "%v: %s", try.args, got.out)
		assert.NotContains(t, got.err, "skriver i databasen", "%v", try.args)
	}
}

// While another program holds the database for longer than anyone waits, every command that
// reads answers, and every one that writes says that another program is writing. A command
// that is new has to be put here: the tree of commands is walked.
func TestEveryCommandWhileAnotherWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until no command waits any longer")
	}
	database, empty, out := newDatabase(t), newDatabase(t), t.TempDir()
	file := filepath.Join(out, "more.csv")
	line := func(line string) {
		require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n"+line+"\n"), 0o600))
	}
	line("191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n,Tolvan,Tolvansson,block,2026-12-17T08:30")
	command(t, database, "import", file, "--accept-warnings").done(t)
	command(t, empty, "worklist").done(t)
	command(t, database, "backup", "key").done(t) // without which there is no target
	line("640823-3234,Anna,Test,block,2026-12-15T08:30")
	in := func(name string) string { return filepath.Join(out, name) }
	tries := map[string][]busyTry{
		"":               nil, // the window, which is no command: it opens by reading alone, as worklist does
		"backup":         {reads("backup")},
		"backup drill":   {reads("backup", "drill")},
		"backup key":     {needs("backup", "key")},
		"backup list":    {needs("backup", "list")},
		"backup target":  {needs("backup", "target", t.TempDir())},
		"emergency-list": {declines("emergency-list", "--pdf", in("list.pdf"))},
		"move-database":  {writes("move-database", "--to", in("other.db"))},
		"password":       {declines("password")},
		"openid":         {declines("openid")}, "openid secret": {declines("openid", "secret")},
		"restore":     {reads("restore")},
		"sheet-texts": {needs("sheet-texts", "export", t.TempDir())},
		"bookings":    {reads("bookings")},
		"calendar":    {writes("calendar", "--booking", "1", "--out", in("dates.ics"))},
		"cancel":      {writes("cancel", "1")},
		"check":       {reads("check")},
		"demo":        {writes("demo", "--database", empty)},
		"restrict": {
			writes("restrict", "--patient", "1"), reads("restrict", "--patient", "1", "--list"),
		},
		"erase":       {writes("erase", "--patient", "1")},
		"export":      {writes("export", "--patient", "1", "--out", in("all.json")), writes("export", "--tasks", "--from", "2026-11-01", "--to", "2026-12-31", "--out", in("tasks.csv"))},
		"import":      {writes("import", file), reads("import", file, "--dry-run")},
		"log-extract": {writes("log-extract", "--patient", "1", "--out", in("extract.pdf"))},
		"merge":       {writes("merge", "--patient", "1", "--with", "2"), reads("merge", "--list")},
		"move":        {writes("move", "1", "--to", "2026-12-15T08:30")},
		"plan":        {needs("plan", "--at", "2026-12-14T08:30")},
		"sheet":       {writes("sheet", "--booking", "1", "--out", in("sheet.pdf"))},
		"staff":       {reads("staff")},
		"staff add":   {writes("staff", "add", "Elvan Elvansson", "--role", "administrator")},
		"staff reset": {writes("staff", "reset", "Elvan Elvansson")}, "staff map": {writes("staff", "map", "Elvan Elvansson", "elvan")},
		"staff list": {reads("staff", "list")}, "staff roles": {needs("staff", "roles")},
		"triage": {needs("triage", "--questions")}, "version": {needs("version")}, "worklist": {reads("worklist")},
	}
	for _, held := range []string{database, empty} {
		t.Cleanup(holdLock(t, held))
	}
	var trying sync.WaitGroup // all at once, as each that writes waits for five seconds
	for _, name := range runnableBelow((&session{streams: streams{clinic: resourcestest.Files}}).rootCommand()) {
		known, ok := tries[name]
		if !ok {
			t.Errorf("say what %q does while another program writes", name)
		}
		for _, try := range known {
			trying.Go(func() { try.while(t, database) })
		}
	}
	trying.Wait()
	writes("restore", "--yes").while(t, database) // after them: it asks first who has the database open
	for _, path := range []string{"dates.ics", "all.json", "tasks.csv", "sheet.pdf"} {
		require.NoFileExists(t, in(path), "what is not in the history is not on the disk")
	}
}

// holdLock begins to write in a database as another program does, and gives what ends it.
func holdLock(t *testing.T, database string) func() {
	t.Helper()
	clock, err := (&session{now: "2026-11-02T09:00:00+01:00"}).clock()
	require.NoError(t, err)
	writer, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: clock.Now})
	require.NoError(t, err)
	begun, end, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- writer.Write(context.Background(), func(*store.Tx) error {
			close(begun)
			<-end
			return nil
		})
	}()
	<-begun
	return func() {
		close(end)
		require.NoError(t, <-ended)
		require.NoError(t, writer.Close())
	}
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
