package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var firstFrame = regexp.MustCompile(`msg="first frame" after=(\S+)`)

// BenchmarkStart measures the real program with the made-up patients under Xvfb,
// drawn in software: from start to the first painted frame, then the memory and
// the processor time that the resting window takes.
func BenchmarkStart(b *testing.B) {
	screen := newDisplay(b)
	database := filepath.Join(b.TempDir(), "demo.db")
	screen.do(screen.program, "--database", database, "--now", "2026-11-02T09:00:00+01:00", "demo")
	var frames time.Duration
	var memory, ticks float64
	for b.Loop() {
		desk := screen.start(database)
		frames += desk.frame()
		screen.do("sleep", "3") // the rows are there and nothing moves
		before := desk.ticks()
		screen.do("sleep", "5")
		ticks += desk.ticks() - before
		memory += desk.memory()
		require.NoError(b, desk.process.Process.Kill())
		_ = desk.process.Wait()
		require.NoError(b, os.RemoveAll(filepath.Join(screen.home, "state")))
	}
	runs := float64(b.N)
	b.ReportMetric(frames.Seconds()*1000/runs, "ms-to-first-frame")
	b.ReportMetric(memory/runs, "MB-at-rest")
	b.ReportMetric(ticks/runs/5, "%-of-a-core-at-rest") // a tick is a hundredth of a second
}

// frame waits for the log's word on the first frame.
func (d *desk) frame() time.Duration {
	d.t.Helper()
	var after time.Duration
	eventually(d.t, "the first frame is painted", func() bool {
		log, _ := os.ReadFile(filepath.Join(d.home, "state", "nursedesk", "nursedesk.log"))
		found := firstFrame.FindSubmatch(log)
		if found == nil {
			return false
		}
		var err error
		after, err = time.ParseDuration(string(found[1]))
		return err == nil
	})
	return after
}

func (d *desk) proc(file string) string {
	d.t.Helper()
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(d.process.Process.Pid), file))
	require.NoError(d.t, err)
	return string(content)
}

// memory is the resident memory in MB.
func (d *desk) memory() float64 {
	d.t.Helper()
	for line := range strings.Lines(d.proc("status")) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			require.NoError(d.t, err)
			return kilobytes / 1024
		}
	}
	require.Fail(d.t, "no VmRSS")
	return 0
}

// ticks is the processor time used so far, in hundredths of a second.
func (d *desk) ticks() float64 {
	d.t.Helper()
	_, after, found := strings.Cut(d.proc("stat"), ") ")
	require.True(d.t, found)
	fields := strings.Fields(after) // from the third field on: state is fields[0]
	user, err := strconv.ParseFloat(fields[11], 64)
	require.NoError(d.t, err)
	system, err := strconv.ParseFloat(fields[12], 64)
	require.NoError(d.t, err)
	return user + system
}
