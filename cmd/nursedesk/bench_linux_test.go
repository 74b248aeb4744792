package main

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models/stopwatch"
	"nursedesk/models/stopwatch/floor"
)

// startRuns is how often each program is started, after once to warm up.
const startRuns = 5

// started is what one start of a program takes, seen from outside.
type started struct {
	painted   time.Duration // from the start of the process until 30 % of the screen is another
	resident  float64       // MB at rest
	own       float64       // MB at rest, of shared pages its share
	processor float64       // % of a core at rest
}

// BenchmarkStart puts the desk with its made-up patients beside an empty window of
// the same toolkit, both drawn in software under Xvfb. They are started in turn and
// watched from outside: on the screen, and in what the system says of the process.
func BenchmarkStart(b *testing.B) {
	watched := watchedDisplay(b)
	empty := filepath.Join(b.TempDir(), "emptywindow")
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", empty, "./testdata/emptywindow") // as anyone builds one
	output, err := build.CombinedOutput()
	require.NoError(b, err, "%s", output)
	database := filepath.Join(b.TempDir(), "demo.db")
	watched.do(watched.program, "--database", database, "--now", mondayMorning, "demo")

	var least, ours []started
	for run := range startRuns + 1 {
		beside := watched.run(empty)
		desk := watched.run(watched.program, "--database", database, "--now", mondayMorning)
		b.Logf("empty window %+v, desk %+v", beside, desk)
		if run > 0 {
			least, ours = append(least, beside), append(ours, desk)
		}
	}
	painted := func(s started) float64 { return floor.Milliseconds(s.painted) }
	resident := func(s started) float64 { return s.resident }
	own := func(s started) float64 { return s.own }
	processor := func(s started) float64 { return s.processor }
	b.Run("painted", func(b *testing.B) { floor.Ratio(b, "ms", median(ours, painted), median(least, painted), 1.8) })
	b.Run("memory", func(b *testing.B) { floor.Above(b, "MB", median(ours, resident), median(least, resident), 40) })
	b.Run("memory of its own", func(b *testing.B) { floor.Above(b, "MB", median(ours, own), median(least, own), 40) })
	b.Run("processor", func(b *testing.B) { floor.Above(b, "%", median(ours, processor), median(least, processor), 0.3) })
}

// commandRuns is how often each command is run, after once to warm up.
const commandRuns = 15

// BenchmarkCommand measures what a command that asks for little takes, as a script waits for it.
func BenchmarkCommand(b *testing.B) {
	display := newDisplay(b)
	run := func(args ...string) (waited, processor, memory float64) {
		var all [3][]float64
		for turn := range commandRuns + 1 {
			command := exec.Command(display.program, args...)
			command.Env = display.environment()
			watch := stopwatch.Start()
			require.NoError(b, command.Run())
			waited := floor.Milliseconds(watch.Elapsed())
			if state := command.ProcessState; turn > 0 {
				used := state.SysUsage().(*syscall.Rusage)
				for i, one := range []float64{waited, floor.Milliseconds(state.UserTime() + state.SystemTime()), float64(used.Maxrss) / 1024} {
					all[i] = append(all[i], one)
				}
			}
		}
		return floor.Median(all[0]), floor.Median(all[1]), floor.Median(all[2])
	}
	waited, _, memory := run("version")
	b.Run("version", func(b *testing.B) { floor.Within(b, "ms", waited, 30) })
	b.Run("version, memory", func(b *testing.B) { floor.Within(b, "MB", memory, 30) })
	_, processor, _ := run("triage", "--questions", "--json")
	b.Run("triage, processor", func(b *testing.B) { floor.Within(b, "ms", processor, 80) })
}

func median(of []started, what func(started) float64) float64 {
	values := make([]float64, len(of))
	for i, one := range of {
		values[i] = what(one)
	}
	return floor.Median(values)
}

// watchedScreen is a display whose picture can be read as it is painted.
type watchedScreen struct {
	*display
	picture string // the file that holds it, an XWD dump
}

func watchedDisplay(b *testing.B) *watchedScreen {
	folder := b.TempDir()
	return &watchedScreen{display: newDisplay(b, "-fbdir", folder), picture: filepath.Join(folder, "Xvfb_screen0")}
}

const (
	glance     = 4 * time.Millisecond // between two looks at the screen
	changed    = 0.3                  // the part of the screen that is another once a window is painted
	cursor     = 0.01                 // the part of the screen that the mouse may take
	settling   = 3 * time.Second      // until a window is at rest: its rows are there and nothing moves
	resting    = 8 * time.Second      // how long the processor is watched then
	everyPixel = 8                    // of the picture that is looked at, across and down
)

// run starts a program, watches it until it rests, and ends it.
func (w *watchedScreen) run(program string, args ...string) started {
	w.t.Helper()
	blank := w.look()
	command := exec.Command(program, args...)
	command.Env = append(w.environment(), "FYNE_PLATFORM=x11") // as the desk chooses by itself
	watch := stopwatch.Start()
	require.NoError(w.t, command.Start())
	w.untilScreen(func(now []uint32) bool { return difference(blank, now) > changed })
	found := started{painted: watch.Elapsed()}
	process := process{w.t, command.Process.Pid}
	w.do("sleep", strconv.FormatFloat(settling.Seconds(), 'f', -1, 64))
	before := process.processor()
	w.do("sleep", strconv.FormatFloat(resting.Seconds(), 'f', -1, 64))
	found.processor = 100 * (process.processor() - before).Seconds() / resting.Seconds()
	found.resident, found.own = process.memory("Rss:"), process.memory("Pss:")
	require.NoError(w.t, command.Process.Kill())
	_ = command.Wait()
	w.untilScreen(func(now []uint32) bool { return difference(blank, now) < cursor })
	return found
}

func (w *watchedScreen) untilScreen(is func([]uint32) bool) {
	w.t.Helper()
	glances := time.NewTicker(glance)
	defer glances.Stop()
	for watch := stopwatch.Start(); watch.Elapsed() < windowPatience; <-glances.C {
		if is(w.look()) {
			return
		}
	}
	require.Fail(w.t, "the screen does not change")
}

// look reads some of the screen's pixels: reading all of them would be work that
// the watched program has to wait for.
func (w *watchedScreen) look() []uint32 {
	w.t.Helper()
	file, err := os.Open(w.picture)
	require.NoError(w.t, err)
	defer func() { _ = file.Close() }()
	header := make([]byte, 100)
	_, err = file.ReadAt(header, 0)
	require.NoError(w.t, err)
	field := func(number int) int { return int(binary.BigEndian.Uint32(header[4*number:])) }
	const sizeOfColour = 12
	pixels := int64(field(0) + field(19)*sizeOfColour)
	wide, high, line := field(4), field(5), field(12)
	row := make([]byte, line)
	var seen []uint32
	for y := 0; y < high; y += everyPixel {
		_, err := file.ReadAt(row, pixels+int64(y*line))
		require.NoError(w.t, err)
		for x := 0; x < wide; x += everyPixel {
			seen = append(seen, binary.LittleEndian.Uint32(row[4*x:])&0xFFFFFF) // the fourth byte is no colour
		}
	}
	return seen
}

// difference is the part of the pixels that two looks disagree about.
func difference(before, after []uint32) float64 {
	other := 0
	for i := range before {
		if before[i] != after[i] {
			other++
		}
	}
	return float64(other) / float64(len(before))
}

// process is what Linux says of a running program.
type process struct {
	t  testing.TB
	id int
}

func (p process) read(file string) string {
	p.t.Helper()
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.id), file))
	require.NoError(p.t, err)
	return string(content)
}

// memory gives a line of the summary of all memory, in MB.
func (p process) memory(name string) float64 {
	p.t.Helper()
	for line := range strings.Lines(p.read("smaps_rollup")) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			require.NoError(p.t, err)
			return kilobytes / 1024
		}
	}
	require.Fail(p.t, "no such memory", name)
	return 0
}

// processor is the time for which its threads have run so far.
func (p process) processor() time.Duration {
	p.t.Helper()
	threads, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(p.id), "task", "*", "schedstat"))
	require.NoError(p.t, err)
	var ran time.Duration
	for _, thread := range threads {
		said, err := os.ReadFile(thread)
		if os.IsNotExist(err) {
			continue // it ended meanwhile
		}
		require.NoError(p.t, err)
		nanoseconds, err := strconv.ParseInt(strings.Fields(string(said))[0], 10, 64)
		require.NoError(p.t, err)
		ran += time.Duration(nanoseconds)
	}
	return ran
}
