package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// titles are those of the windows on the screen; one that closes meanwhile has none.
func (d *display) titles() []string {
	d.t.Helper()
	said := d.do("sh", "-c", `for window in $(xdotool search --onlyvisible --name Nursedesk 2>/dev/null); do xdotool getwindowname "$window" 2>/dev/null; done; true`)
	return strings.FieldsFunc(said, func(r rune) bool { return r == '\n' })
}

// The very first start offers made-up patients: two keys open them in a database of their
// own, which says what it is for as long as it is open. One press leads back to
// the clinic's own, in which nothing has been written.
func TestMadeUpPatientsAreTriedOutInTheRealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t)
	usual := filepath.Join(t.TempDir(), "nursedesk.db")
	// Its output goes into a file: the window that it opens has the same, and outlives it.
	said, err := os.Create(filepath.Join(screen.home, "said"))
	require.NoError(t, err)
	t.Cleanup(func() {
		if told, _ := os.ReadFile(said.Name()); t.Failed() {
			t.Logf("%s", told)
		}
	})
	first := &desk{display: screen, database: usual, process: exec.Command(screen.program, "--database", usual)}
	first.process.Env, first.process.Stdout, first.process.Stderr = screen.environment(), said, said
	require.NoError(t, first.process.Start())
	t.Cleanup(func() { _ = first.process.Process.Kill() })
	first.waitForWindow()
	waitABit(t, first)
	for _, title := range screen.titles() {
		require.NotContains(t, title, "TESTDATABAS")
	}
	first.press("shift+Tab", "Return") // back from the first field to the last button
	ended := make(chan error, 1)
	go func() { ended <- first.process.Wait() }()
	says := func(title string) func() bool {
		return func() bool { return slices.Equal(screen.titles(), []string{title}) }
	}
	eventually(t, "the window of the made-up patients is there, and only that", says("Idag · Nursedesk · TESTDATABAS"))
	require.NoError(t, <-ended)

	demos, err := filepath.Glob(filepath.Join(screen.home, "data", "nursedesk", "demo-*.db"))
	require.NoError(t, err)
	require.Len(t, demos, 1)
	require.NotEmpty(t, decode[[]map[string]any](t, command(t, demos[0], "bookings", "--json").done(t)))
	waitABit(t, first)
	first.press("ctrl+2")
	eventually(t, "another page says it, too", says("Bokningar · Nursedesk · TESTDATABAS"))
	waitABit(t, first)
	if picture := os.Getenv("NURSEDESK_PICTURES"); picture != "" {
		screen.do("import", "-window", "root", filepath.Join(picture, "tried-out.png"))
	}

	screen.do("xdotool", "mousemove", "90", "560", "click", "1") // where there is nothing: no field has the focus
	first.press("Tab", "Return")                                 // the first thing in the window leads back
	eventually(t, "the clinic's own database is open again", func() bool {
		titles := screen.titles()
		return len(titles) == 1 && !strings.Contains(titles[0], "TESTDATABAS")
	})
	waitABit(t, first)
	require.Empty(t, decode[[]map[string]any](t, command(t, usual, "bookings", "--json").done(t)), "nothing was written there")

	pid, err := strconv.Atoi(strings.TrimSpace(screen.do("sh", "-c", "xdotool search --onlyvisible --name Nursedesk getwindowpid")))
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(pid, syscall.SIGTERM))
	eventually(t, "its window is gone", func() bool { return len(screen.titles()) == 0 })
}
