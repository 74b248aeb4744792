package printer

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/preview"
)

// What Windows says of a job is told in the same words as what CUPS says.
func TestWinJob(t *testing.T) {
	for name, test := range map[string]struct {
		job, printer uint32
		state        State
		standstill   string
	}{
		"waiting behind others":        {0, winPrinterPrinting, State{Stage: Queued}, ""},
		"nobody takes it":              {0, 0, State{Stage: Queued}, "print.not-taken"},
		"printing":                     {winJobPrinting, winPrinterPrinting, State{Stage: Printing}, ""},
		"out of paper, by the job":     {winJobPrinting | winJobPaperOut, 0, State{Printing, NoPaper}, ""},
		"out of paper, by the printer": {winJobPrinting, winPrinterPaperOut, State{Printing, NoPaper}, ""},
		"a jam":                        {winJobPrinting | winJobError, winPrinterPaperJam | winPrinterError, State{Printing, PaperJam}, ""},
		"a door":                       {winJobPrinting, winPrinterDoorOpen, State{Printing, CoverOpen}, ""},
		"no toner":                     {winJobPrinting, winPrinterNoToner, State{Printing, NoToner}, ""},
		"a full tray":                  {winJobPrinting, winPrinterOutputFull, State{Printing, OutputFull}, ""},
		"offline":                      {winJobPrinting | winJobOffline, 0, State{Printing, NoAnswer}, "print.stopped.silent"},
		"offline before it began":      {0, winPrinterOffline, State{Queued, NoAnswer}, "print.not-taken"},
		"a paused printer":             {0, winPrinterPaused, State{Stopped, Paused}, "print.stopped.paused"},
		"a paused job":                 {winJobPaused, 0, State{Stage: Queued}, "print.held"},
		"a driver that can't":          {winJobBlocked, 0, State{Stage: Queued}, "print.held"},
		"a fault without a name":       {winJobError, 0, State{Printing, OtherHinders}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			state, standstill := judge(winJob(test.job, test.printer))
			require.Equal(t, test.state, state)
			require.Equal(t, test.standstill, standstill)
		})
	}
	for status, state := range map[uint32]JobState{
		winJobPrinted: JobCompleted, winJobComplete: JobCompleted, winJobDeleting: JobCancelled, winJobDeleted | winJobPrinting: JobCancelled,
	} {
		require.Equal(t, state, winJob(status, winPrinterPrinting).State)
	}
}

// A job leaves its queue when it is printed, and when somebody deletes it: "printed" is
// said only of one that was seen printing without a fault.
func TestWinVanished(t *testing.T) {
	for last, state := range map[uint32]JobState{
		winJobPrinting: JobCompleted, winJobPrinted: JobCompleted, winJobPrinting | winJobDeleting: JobCancelled,
	} {
		job, err := winVanished(last)
		require.NoError(t, err)
		require.Equal(t, state, job.State)
	}
	for _, last := range []uint32{0, winJobPaused, winJobPrinting | winJobPaperOut, winJobPrinting | winJobOffline, winJobError} {
		_, err := winVanished(last)
		require.ErrorIs(t, err, errLetGo, "%#x", last)
	}
}

func TestWinRefusal(t *testing.T) {
	require.Equal(t, "print.unknown-printer", winRefusal(1801))
	require.Equal(t, "print.disk-full", winRefusal(112))
	require.Equal(t, "print.failed", winRefusal(5))
}

var a4 = preview.Size{Width: 595.28, Height: 841.89}

// A page comes out in its own size, in the middle of the sheet, whatever the printer
// leaves free at its edges.
func TestPlace(t *testing.T) {
	laser := paper{across: 600, down: 600, width: 4960, height: 7016, left: 100, top: 99}
	require.Equal(t, placement{left: -100, top: -99, width: 4961, height: 7016, pixelsWide: 4961, pixelsHigh: 7016}, place(a4, laser))

	fine := paper{across: 1200, down: 1200, width: 9921, height: 14031}
	put := place(a4, fine)
	require.Equal(t, []int{9921, 14032}, []int{put.width, put.height})
	require.Equal(t, []int{4960, 7016}, []int{put.pixelsWide, put.pixelsHigh}, "drawn with 600 dots an inch")

	letter := paper{across: 300, down: 300, width: 2550, height: 3300}
	put = place(a4, letter)
	require.LessOrEqual(t, put.height, 3317, "made smaller")
	require.GreaterOrEqual(t, put.left, 0)
	require.InDelta(t, a4.Width/a4.Height, float64(put.width)/float64(put.height), 0.001, "not bent")
}

// Bands fill the page without a gap and without an overlap, on every printer.
func TestRowsMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dots := rapid.IntRange(72, 2400).Draw(t, "dots an inch")
		on := paper{across: dots, down: dots, width: dots * 8, height: dots * 11}
		put := place(a4, on)
		next, top := 0, 0
		for top < put.pixelsHigh {
			band := preview.Band{Top: top, Height: min(rapid.IntRange(1, 300).Draw(t, "rows"), put.pixelsHigh-top)}
			first, last := put.rows(band)
			require.Equal(t, next, first)
			require.GreaterOrEqual(t, last, first)
			next, top = last, top+band.Height
		}
		require.Equal(t, put.height, next)
	})
}

// Each copy begins on a sheet of its own.
func TestSequence(t *testing.T) {
	require.Equal(t, []int{1, 2, 3, 1, 2, 3}, sequence(3, 2, false))
	require.Equal(t, []int{1, 2, 3, blank, 1, 2, 3}, sequence(3, 2, true))
	require.Equal(t, []int{1, 2, 1, 2}, sequence(2, 2, true))
}
