package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	deskholds "nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/workday"
	"nursedesk/models"
	"nursedesk/models/store"
)

// canaries are words of two patients that nothing else in the world says: wherever one of them is found, a
// patient leaked.
var canaries = []string{
	"Kanariella", "Sidensvans", "kanariefjäder", "6408233234", "640823-3234", "701740633", "070-174 06 33",
	"Domherrine", "Steglitsa", "6403273813", "640327-3813", "701740677", "070-174 06 77", "näbbskada", "kanarie@example.org",
}

// canaryIn is the first of them in a content, in any form that text is kept in; "" for none.
func canaryIn(content []byte) string {
	for _, word := range canaries {
		var wide bytes.Buffer
		for _, unit := range utf16.Encode([]rune(word)) {
			wide.WriteByte(byte(unit))
			wide.WriteByte(byte(unit >> 8))
		}
		for _, form := range [][]byte{[]byte(word), wide.Bytes(), []byte(fmt.Sprintf("%q", word)), []byte(encoded([]byte(word)))} {
			if bytes.Contains(content, form) {
				return word
			}
		}
	}
	return ""
}

// Nothing of a patient is anywhere but in the database, its backups and what the nurse saved on purpose: not in
// a log, a report, the cache, a temporary folder, a window's title or the list of processes; not when something is
// refused, the database goes lost or the program is broken off.
func TestNothingOfAPatientIsLeftBehind(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	c := newCage(t)
	c.watch()

	c.run("", "import", c.importFile("whole.csv", "19640327-3813,Domherrine,Steglitsa,070-174 06 77,kanarie@example.org,neurotomy,"+c.day+"T10:00,B01AA03\n"))
	c.decideHold()
	c.atTheWindow()
	c.brokenOff()
	c.byCommands()
	c.refused()
	c.lost()

	c.stop()
	require.Empty(t, c.leaks, "in the list of processes, or a window's title")
	c.search()
}

// cage is a home of its own, where all that the program writes can be found.
type cage struct {
	*display
	database, saved, own string
	day                  string // on which the patients come
	environment          []string
	said                 bytes.Buffer // by commands that were to refuse, and by all windows

	leaks []string
	done  chan struct{}
	group sync.WaitGroup
}

func newCage(t *testing.T) *cage {
	if _, err := exec.LookPath("xprop"); err != nil {
		t.Skip("xprop is missing: run `make packages` to look at the windows' titles")
	}
	c := &cage{display: newDisplay(t), own: t.TempDir(), done: make(chan struct{})}
	c.database, c.saved = filepath.Join(c.own, "nursedesk.db"), t.TempDir()
	c.day = workday.Next(models.DateOf(office.SystemClock().Now()).AddDays(40)).String()
	temporary, programs := filepath.Join(c.home, "tmp"), filepath.Join(c.home, "bin")
	require.NoError(t, os.Mkdir(temporary, 0o700))
	require.NoError(t, os.Mkdir(programs, 0o700))
	// A viewer that stays open for a while, and tells what it was given.
	require.NoError(t, os.WriteFile(filepath.Join(programs, "xdg-open"),
		[]byte("#!/bin/sh\necho \"$1\" >>"+c.home+"/viewed\n/bin/sleep 3\n"), 0o700))
	c.environment = append(c.display.environment(), "TMPDIR="+temporary, "PATH="+programs, "NURSEDESK_TEST_CAGE=1")
	return c
}

// watch looks at every process and window again and again, until stop.
func (c *cage) watch() {
	c.group.Go(func() {
		for {
			c.look()
			select {
			case <-c.done:
				return
			case <-time.After(30 * time.Millisecond):
			}
		}
	})
}

func (c *cage) stop() {
	close(c.done)
	c.group.Wait()
}

func (c *cage) look() {
	for _, what := range []string{"cmdline", "environ", "comm"} {
		paths, _ := filepath.Glob("/proc/[0-9]*/" + what)
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if word := canaryIn(content); err == nil && word != "" && !c.typing(filepath.Dir(path)) {
				c.leaks = append(c.leaks, fmt.Sprintf("%s in %s: %q", word, path, content))
			}
		}
	}
}

// typing tells whether a process is the hand on the keyboard, which says what it types.
func (c *cage) typing(process string) bool {
	name, err := os.ReadFile(filepath.Join(process, "comm"))
	return err != nil || strings.TrimSpace(string(name)) == "xdotool"
}

// titles looks at what each window calls itself.
func (c *cage) titles(where string) {
	c.t.Helper()
	windows := strings.Fields(c.do("xdotool", "search", "--onlyvisible", "--name", "."))
	require.NotEmpty(c.t, windows)
	for _, window := range windows {
		said := c.do("xprop", "-id", window)
		require.Empty(c.t, canaryIn([]byte(said)), "%s: %s", where, said)
		require.Contains(c.t, said, "Nursedesk")
	}
}

func (c *cage) importFile(name, lines string) string {
	path := filepath.Join(c.saved, name)
	require.NoError(c.t, os.WriteFile(path, []byte("personal_number,given_name,family_name,phone,email,procedure,start,medicines\n"+lines), 0o600))
	return path
}

// start begins the real program with a command.
func (c *cage) start(in string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	command := exec.Command(c.program, append([]string{"--database", c.database}, args...)...)
	var complaints bytes.Buffer
	command.Env, command.Dir, command.Stdin, command.Stderr = c.environment, c.own, strings.NewReader(in), &complaints
	return command, &complaints
}

// run does a command that has to succeed.
func (c *cage) run(in string, args ...string) string {
	c.t.Helper()
	command, complaints := c.start(in, args...)
	output, err := command.Output()
	require.NoError(c.t, err, "%v: %s", args, complaints)
	return string(output)
}

// decideHold enters a doctor's decision as the page does, with the program's log at its most talkative.
func (c *cage) decideHold() {
	ctx := office.WithActor(c.t.Context(), "Prov Provsson")
	log := slog.New(slog.NewTextHandler(&c.said, &slog.HandlerOptions{Level: slog.LevelDebug}))
	params, finish, err := (&session{streams: streams{clinic: os.DirFS(filepath.Join("..", "..", "resources"))}, database: c.database}).params(ctx, log)
	require.NoError(c.t, err)
	defer finish()
	desk, err := app.New(ctx, params)
	require.NoError(c.t, err)
	file, err := desk.Booking(ctx, 1)
	require.NoError(c.t, err)
	require.NotEmpty(c.t, file.Holds)
	require.NoError(c.t, desk.DecideHold(ctx, deskholds.DecisionDraft{
		BookingID: 1, Version: file.Booking.Version, Medicine: file.Holds[0].OnBooking.Key(), Continues: true,
		Reason: "kanariefjäder", DecidedBy: "Dr Exempel", DecidedOn: desk.Today(), Given: "phone",
	}))
}

func (c *cage) open() *desk {
	desk := c.startAs(c.environment, c.database)
	desk.waitForWindow()
	waitABit(c.t, desk)
	return desk
}

func (c *cage) booked() int {
	return len(decode[[]map[string]any](c.t, c.run("", "bookings", "--json")))
}

// close ends the window as a nurse does.
func (c *cage) close(desk *desk) {
	desk.press("ctrl+q")
	_ = desk.process.Wait()
	_, _ = c.said.Write(desk.said.Bytes())
}

// atTheWindow does a nurse's day by the keyboard.
func (c *cage) atTheWindow() {
	desk := c.open()
	desk.writeBookingOf("196408233234", "Kanariella", "Sidensvans", "0701740633", c.day)
	desk.write("Sal 1")
	c.titles("the booking")
	desk.press("ctrl+s")
	eventually(c.t, "the booking is kept", func() bool { return c.booked() == 2 })
	waitABit(c.t, desk)
	c.titles("the patient")
	c.picture(desk, "patient")

	desk.press("ctrl+p")
	waitABit(c.t, desk)
	c.titles("the sheet")
	desk.press("ctrl+p") // without a printer it goes to the viewer
	var viewed []byte
	eventually(c.t, "the sheet is in the viewer", func() bool {
		viewed, _ = os.ReadFile(filepath.Join(c.home, "viewed"))
		return len(viewed) > 0
	})
	require.FileExists(c.t, strings.TrimSpace(string(viewed)))
	c.picture(desk, "sheet")

	desk.press("ctrl+f")
	desk.write("Steglitsa")
	c.titles("the search")
	eventually(c.t, "the patient is found", func() bool {
		desk.press("Return")
		waitABit(c.t, desk)
		return c.found(desk)
	})
	c.titles("the patient found")
	c.picture(desk, "found")

	second := c.startAs(c.environment, c.database)
	_ = second.process.Wait()
	_, _ = c.said.Write(second.said.Bytes())
	c.titles("the window in front again")
	c.close(desk)
	require.NoFileExists(c.t, strings.TrimSpace(string(viewed)), "what was shown goes with the window")
}

// found tells whether the log says that a patient was opened by a search.
func (c *cage) found(desk *desk) (found bool) {
	desk.inDatabase(func(tx *store.Tx) error {
		looks, err := tx.Looks(models.LookFilter{})
		found = slices.ContainsFunc(looks, func(look models.LookRow) bool { return look.Kind == models.LookFound })
		return err
	})
	return found
}

// brokenOff ends the program in the midst of a call: by the fault that the system reports with all that the
// program's stacks hold.
func (c *cage) brokenOff() {
	desk := c.open()
	desk.press("ctrl+t")
	desk.write("0701740633")
	eventually(c.t, "the caller is found", func() bool {
		waitABit(c.t, desk)
		desk.press("Return")
		return desk.goingOn().PatientID != 0
	})
	waitABit(c.t, desk)
	c.picture(desk, "caller")
	desk.press("1", "shift+n", "n", "n", "slash")
	desk.write("kanariefjäder")
	c.picture(desk, "caller2")
	eventually(c.t, "the call is kept", func() bool { return desk.goingOn().Reason == "kanariefjäder" })
	c.titles("the call")
	c.picture(desk, "call")
	require.NoError(c.t, desk.process.Process.Signal(syscall.SIGABRT))
	_ = desk.process.Wait()
	require.Contains(c.t, desk.said.String(), "goroutine", "the system's own report")
	_, _ = c.said.Write(desk.said.Bytes())

	report := writeCrashReport(func() (said string) { // and the program's, of a fault that holds a patient's name
		defer func() { said = crashReport(recover()) }()
		panic("Kanariella Sidensvans 640823-3234")
	}())
	require.FileExists(c.t, report)
}

func (c *cage) picture(desk *desk, name string) {
	if folder := os.Getenv("NURSEDESK_SCREENS"); folder != "" {
		desk.do("import", "-window", "root", filepath.Join(folder, name+".png"))
	}
}

// byCommands does what cron and IT do. What they print is for who asked.
func (c *cage) byCommands() {
	saved := func(name string) string { return filepath.Join(c.saved, name) }
	c.run("", "sheet", "--booking", "2", "--out", saved("sheet.pdf"))
	c.run("", "sheet", "--on", c.day, "--out", saved("sheets"), "--large")
	c.run("", "calendar", "--booking", "2", "--out", saved("dates.ics"))
	c.run("", "export", "--patient", "2", "--out", saved("all.pdf"))
	c.run("", "export", "--patient", "2", "--out", saved("all.json"))
	c.run("", "export", "--bookings", "--from", c.day, "--to", c.day, "--out", saved("list.xlsx"))
	c.run("", "worklist", "--on", c.day)
	c.run("", "triage", "--day", "2", "--answer", "temperature=39", "--json")
	c.run("", "backup")
	c.run("näbbskada\n", "cancel", "1")
	c.run("", "check")
}

// refused writes what nobody can take.
func (c *cage) refused() {
	for name, line := range map[string]string{
		"no-number.csv": "640823-3235,Kanariella,Sidensvans,070-174 06 33,,neurotomy," + c.day + "T12:00,\n",
		"no-phone.csv":  ",Kanariella,Sidensvans,070-174 06 33 näbbskada,,neurotomy," + c.day + "T12:00,\n",
		"no-day.csv":    "640823-3234,Kanariella,Sidensvans,070-174 06 33,,neurotomy,näbbskada,\n",
	} {
		command, _ := c.start("", "import", c.importFile(name, line)) // who imports is told the line
		require.Error(c.t, command.Run(), name)
	}
	desk := c.open()
	desk.writeBookingOf("640823-3235 Kanariella", "Kanariella", "Sidensvans", "näbbskada", c.day)
	desk.press("ctrl+s")
	waitABit(c.t, desk)
	c.titles("a refused booking")
	c.picture(desk, "refused")
	desk.press("ctrl+q")
	waitABit(c.t, desk)
	c.picture(desk, "refused-quit")
	_ = desk.process.Process.Signal(syscall.SIGTERM)
	_ = desk.process.Wait()
	_, _ = c.said.Write(desk.said.Bytes())
}

// lost takes the database away under the open window, and from before the next start.
func (c *cage) lost() {
	desk := c.open()
	aside := filepath.Join(c.saved, "aside")
	require.NoError(c.t, os.Mkdir(aside, 0o700))
	for _, ending := range []string{"", "-wal", "-shm"} {
		require.NoError(c.t, errIfThere(os.Rename(c.database+ending, filepath.Join(aside, "nursedesk.db"+ending))))
	}
	desk.press("ctrl+t")
	desk.write("0701740633")
	waitABit(c.t, desk)
	c.titles("the database is gone")
	c.picture(desk, "gone")
	_ = desk.process.Process.Signal(syscall.SIGTERM)
	_ = desk.process.Wait()
	_, _ = c.said.Write(desk.said.Bytes())
	desk = c.startAs(c.environment, c.database)
	desk.waitForWindow()
	waitABit(c.t, desk)
	c.titles("there is no desk")
	c.picture(desk, "no-desk")
	_ = desk.process.Process.Signal(syscall.SIGTERM)
	_ = desk.process.Wait()
	_, _ = c.said.Write(desk.said.Bytes())
	c.run("", "restore", "--yes")
	require.Equal(c.t, 2, c.booked())
}

// search looks through every file there is.
func (c *cage) search() {
	c.t.Helper()
	kept := 0
	for _, root := range []string{c.home, c.own, os.Getenv("XDG_STATE_HOME"), "/var/tmp", "/dev/shm"} {
		require.NoError(c.t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return nil //nolint:nilerr // another's file, or one that went meanwhile
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return nil //nolint:nilerr // the same
			}
			if strings.HasPrefix(path, c.own) && c.isDatabase(path) {
				kept++
				return nil
			}
			require.Empty(c.t, canaryIn(unpacked(content)), path)
			if strings.HasPrefix(path, c.home) || strings.HasPrefix(path, c.own) {
				for _, form := range []string{"%PDF", "PK\x03\x04", "SQLite format 3"} {
					require.False(c.t, bytes.HasPrefix(content, []byte(form)), "a document or database where none belongs: %s", path)
				}
			}
			return nil
		}))
	}
	require.Positive(c.t, kept)
	require.Empty(c.t, canaryIn(c.said.Bytes()), "said by the program's log")
}

// unpacked is a content as it was before it was packed with gzip.
func unpacked(content []byte) []byte {
	packed, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return content
	}
	whole, err := io.ReadAll(packed)
	if err != nil {
		return content
	}
	return whole
}

// isDatabase tells whether a file is the database, one of its logs or a copy of it.
func (c *cage) isDatabase(path string) bool {
	if strings.HasPrefix(path, c.database+".backups"+string(filepath.Separator)) {
		return strings.HasSuffix(path, ".db")
	}
	name := strings.TrimSuffix(strings.TrimSuffix(path, "-wal"), "-shm")
	return name == c.database || strings.HasPrefix(name, c.database+".replaced-")
}
