package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/resources/resourcestest"
)

// display is a screen without a monitor, with a Swedish keyboard.
type display struct {
	t       testing.TB
	name    string
	program string // the real binary
	home    string
}

// newDisplay starts Xvfb and builds the program; without Xvfb the test is
// skipped, which does not happen where `make test` has installed the packages.
func newDisplay(t testing.TB, options ...string) *display {
	t.Helper()
	for _, tool := range []string{"Xvfb", "setxkbmap", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is missing: run `make packages` to test the real window", tool)
		}
	}
	built, err := program()
	require.NoError(t, err)
	d := &display{t: t, home: t.TempDir(), program: built}
	require.NoError(t, os.Mkdir(filepath.Join(d.home, ".cache"), 0o700)) // Fyne expects it

	reader, writer, err := os.Pipe()
	require.NoError(t, err)
	// -noreset: or the keyboard map is lost when setxkbmap, the only client, leaves.
	server := exec.Command("Xvfb", append([]string{
		"-displayfd", "3", "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp",
	}, options...)...)
	server.ExtraFiles = []*os.File{writer}
	require.NoError(t, server.Start())
	require.NoError(t, writer.Close())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	number, err := io.ReadAll(io.LimitReader(reader, 16))
	require.NoError(t, err)
	d.name = ":" + strings.TrimSpace(string(number))
	d.do("setxkbmap", "se")
	return d
}

func (d *display) environment() []string {
	return append(os.Environ(), "DISPLAY="+d.name, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+d.home,
		"XDG_RUNTIME_DIR=", "XDG_SESSION_TYPE=", "DBUS_SESSION_BUS_ADDRESS=", // as over ssh
		"XDG_CONFIG_HOME="+d.home+"/config", "XDG_STATE_HOME="+d.home+"/state", "XDG_DATA_HOME="+d.home+"/data",
		"XDG_CACHE_HOME="+d.home+"/.cache")
}

func (d *display) do(name string, args ...string) string {
	d.t.Helper()
	command := exec.Command(name, args...)
	command.Env = d.environment()
	output, err := command.CombinedOutput()
	require.NoError(d.t, err, "%s %v: %s", name, args, output)
	return string(output)
}

// mondayMorning is when the windows of these tests are open.
const mondayMorning = "2026-11-02T09:00:00+01:00"

// desk is the program running in its window.
type desk struct {
	*display
	database string
	process  *exec.Cmd
	said     *bytes.Buffer
}

func (d *display) start(database string) *desk {
	d.t.Helper()
	return d.startAs(d.environment(), database, "--now", mondayMorning)
}

func (d *display) startAs(environment []string, database string, args ...string) *desk {
	d.t.Helper()
	opened := &desk{display: d, database: database, said: &bytes.Buffer{}}
	opened.process = exec.Command(d.program, append([]string{"--database", database}, args...)...)
	opened.process.Env = environment
	opened.process.Stdout, opened.process.Stderr = opened.said, opened.said
	require.NoError(d.t, opened.process.Start())
	d.t.Cleanup(func() {
		_ = opened.process.Process.Kill()
		_ = opened.process.Wait()
	})
	return opened
}

const windowPatience = 20 * time.Second

// eventually asks again and again, since another process answers in its own time.
func eventually(t testing.TB, what string, ask func() bool) {
	t.Helper()
	require.Eventually(t, ask, windowPatience, 100*time.Millisecond, what)
}

func (d *desk) waitForWindow() {
	d.t.Helper()
	eventually(d.t, "the window opens", func() bool {
		search := exec.Command("xdotool", "search", "--onlyvisible", "--name", "Nursedesk")
		search.Env = d.environment()
		output, _ := search.Output()
		return len(bytes.TrimSpace(output)) > 0
	})
}

func (d *desk) press(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.do("xdotool", "key", "--delay", "40", key)
	}
}

func (d *desk) write(text string) {
	d.t.Helper()
	d.do("xdotool", "type", "--delay", "25", text)
}

// bookings asks the database beside the window, as IT would.
func (d *desk) bookings() []map[string]any {
	d.t.Helper()
	var out bytes.Buffer
	status := run(context.Background(), []string{"--database", d.database, "bookings", "--json"},
		streams{out: &out, err: io.Discard, clinic: resourcestest.Files})
	require.Equal(d.t, exitDone, status)
	return decode[[]map[string]any](d.t, out.String())
}

// writeBooking types a booking of somebody new as far as the theatre.
func (d *desk) writeBooking() {
	d.t.Helper()
	d.writeBookingOf("191212121212", "Åke", "Ärlig-Öberg", "0701740605", "14/12")
}

func (d *desk) writeBookingOf(number, given, family, phone, day string) {
	d.t.Helper()
	d.press("ctrl+n")
	d.write(number) // nobody has it: the fields of a new patient open
	waitABit(d.t, d)
	d.write(given)
	d.press("Tab")
	d.write(family)
	d.press("Tab")
	d.write(phone)
	d.press("Tab", "Tab", "Tab", "Tab", "Tab")
	d.write("e") // Endoskopisk neurotomi
	d.press("Tab")
	d.write(day)
	d.press("Tab")
	d.write("830")
	d.press("Tab", "Tab")
}

// The real program, in a real window, by the keyboard alone: a booking typed by
// a nurse, å ä ö included, is in the database, and closing ends the program.
func TestBookInTheRealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	desk := newDisplay(t).start(newDatabase(t))
	desk.waitForWindow()
	waitABit(t, desk)
	desk.writeBooking()
	desk.write("Sal 1")
	desk.press("ctrl+s")
	eventually(t, "the booking is kept", func() bool { return len(desk.bookings()) == 1 })
	booking := desk.bookings()[0]
	require.Equal(t, "Åke Ärlig-Öberg", booking["name"])
	require.Equal(t, "191212121212", booking["personal_number"])
	require.Equal(t, "2026-12-14T08:30:00+01:00", booking["start"])
	require.Equal(t, "Sal 1", booking["theatre"])

	desk.press("ctrl+q")
	ended := make(chan error, 1)
	go func() { ended <- desk.process.Wait() }()
	select {
	case err := <-ended:
		require.NoError(t, err, "%s", desk.said)
	case <-time.After(windowPatience):
		require.Fail(t, "the program did not end", "%s", desk.said)
	}
	log, err := os.ReadFile(filepath.Join(desk.home, "state", "nursedesk", "nursedesk.log"))
	require.NoError(t, err)
	for _, secret := range []string{"Ärlig", "19121212", "070174"} {
		require.NotContains(t, string(log)+desk.said.String(), secret, "no patient in a log")
	}
	for line := range strings.Lines(desk.said.String()) {
		require.Regexp(t, "^time=.* level=INFO ", line, "a terminal without a session is told what the desk does, and nothing else")
	}
}

// waitABit lets the search's pause for the next letter pass: what follows it is
// shown, not told, so there is nothing to ask. Where other tests keep the machine
// busy, the window takes longer.
func waitABit(t testing.TB, d *desk) {
	t.Helper()
	load, err := os.ReadFile("/proc/loadavg")
	require.NoError(t, err)
	busy, err := strconv.ParseFloat(strings.Fields(string(load))[0], 64)
	require.NoError(t, err)
	d.do("sleep", strconv.FormatFloat(0.8*max(1, busy/float64(runtime.NumCPU())), 'f', 1, 64))
}

// A second start brings the first window to the front and ends; nothing else is opened. Where the
// first window can't answer, as another user's, the second says so and ends.
func TestSecondWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t)
	database := newDatabase(t)
	first := screen.start(database)
	first.waitForWindow()
	window := strings.TrimSpace(screen.do("xdotool", "search", "--onlyvisible", "--name", "Nursedesk"))
	other := screen.start(newDatabase(t))
	eventually(t, "another database has its own window", func() bool {
		return len(strings.Fields(screen.do("xdotool", "search", "--onlyvisible", "--name", "Nursedesk"))) == 2
	})
	waitABit(t, other)
	for _, one := range strings.Fields(screen.do("xdotool", "search", "--onlyvisible", "--name", "Nursedesk")) {
		if one != window {
			screen.do("xdotool", "windowfocus", one)
		}
	}
	require.NotEqual(t, window, strings.TrimSpace(screen.do("xdotool", "getwindowfocus")))

	second := screen.start(database)
	require.NoError(t, second.process.Wait(), "%s", second.said)
	require.Contains(t, second.said.String(), "redan öppet")
	eventually(t, "the first window is in front", func() bool {
		return strings.TrimSpace(screen.do("xdotool", "getwindowfocus")) == window
	})

	require.NoError(t, first.process.Process.Signal(syscall.SIGSTOP)) // as one that hangs
	defer func() { _ = first.process.Process.Signal(syscall.SIGCONT) }()
	third := screen.start(database)
	eventually(t, "the refusal is logged", func() bool {
		log, _ := os.ReadFile(filepath.Join(screen.home, "state", "nursedesk", "nursedesk.log"))
		return strings.Contains(string(log), "database.open-elsewhere")
	})
	waitABit(t, third)
	third.press("Escape")
	require.Error(t, third.process.Wait(), "it ends with status 1")
	require.Contains(t, third.said.String(), "redan öppen")
	require.Empty(t, first.bookings())
}

// Whoever is told to end ends, while it opens too and where it only says why there is no desk:
// a window that nobody can close would keep the next start from opening.
func TestToldToEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t)
	ends := func(desk *desk, when string) {
		require.NoError(t, desk.process.Process.Signal(syscall.SIGTERM))
		ended := make(chan struct{})
		go func() { _ = desk.process.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(windowPatience):
			_ = desk.process.Process.Kill()
			require.Fail(t, "the program did not end", "%s: %s", when, desk.said)
		}
	}
	for _, opening := range []time.Duration{60, 120, 180, 240} {
		database := newDatabase(t)
		desk := screen.start(database)
		<-time.After(opening * time.Millisecond)
		ends(desk, opening.String())
	}
	damaged := newDatabase(t)
	require.NoError(t, os.WriteFile(damaged, bytes.Repeat([]byte("no database "), 1000), 0o600))
	desk := screen.start(damaged)
	desk.waitForWindow()
	ends(desk, "the refusal")
}

// The window is never larger than the screen, whatever size it had on another one.
func TestWindowOnASmallScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t, "-screen", "0", "1000x600x24")
	desk := screen.start(newDatabase(t))
	desk.waitForWindow()
	eventually(t, "it is made as large as the screen", func() bool {
		window := strings.Fields(screen.do("xdotool", "search", "--onlyvisible", "--name", "Nursedesk"))[0]
		return strings.Contains(screen.do("xdotool", "getwindowgeometry", window), "Geometry: 1000x600")
	})
}

// Damage in a part of the file that no page reads at start is found once the window is
// there: the desk stops in words, and reads and writes nothing more.
func TestDamageBehindTheWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	database := newDatabase(t)
	command(t, database, "check").done(t)
	file, err := sql.Open("sqlite3", database)
	require.NoError(t, err)
	var page, size int64
	require.NoError(t, file.QueryRow("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'complications'").Scan(&page, &size))
	require.NoError(t, file.Close())
	bytes, err := os.OpenFile(database, os.O_RDWR, 0)
	require.NoError(t, err)
	_, err = bytes.WriteAt(make([]byte, size), (page-1)*size)
	require.NoError(t, err)
	require.NoError(t, bytes.Close())

	desk := newDisplay(t).start(database)
	desk.waitForWindow()
	eventually(t, "the damage is logged", func() bool {
		log, _ := os.ReadFile(filepath.Join(desk.home, "state", "nursedesk", "nursedesk.log"))
		return strings.Contains(string(log), "database.damaged")
	})
	waitABit(t, desk)
	desk.press("Escape")
	require.Error(t, desk.process.Wait(), "it ends with status 1")
	require.Contains(t, desk.said.String(), "är skadad")
	require.Equal(t, exitFailed, command(t, database, "worklist").status, "the command line refuses it at once")
}

// Without usable OpenGL Fyne would stand for ever; the program says so and ends.
func TestNoOpenGL(t *testing.T) {
	if testing.Short() {
		t.Skip("the guard waits five seconds")
	}
	desk := newDisplay(t, "-extension", "GLX").start(newDatabase(t))
	ended := make(chan error, 1)
	go func() { ended <- desk.process.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		require.Equal(t, exitFailed, exit.ExitCode())
		require.Contains(t, desk.said.String(), "Fönstret kan inte ritas")
		require.Contains(t, desk.said.String(), "The window cannot be drawn")
		log, err := os.ReadFile(filepath.Join(desk.home, "state", "nursedesk", "nursedesk.log"))
		require.NoError(t, err)
		require.Contains(t, string(log), "no frame was painted")
	case <-time.After(windowPatience):
		require.Fail(t, "the program hangs without a word")
	}
}
