package printer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
)

// followed prints while the queue says the same thing for ever, and gives the
// problem in the end, how long it took, and what was told on the way.
func followed(t *testing.T, says printer.Job) (told []printer.State, took time.Duration, err error) {
	t.Helper()
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		system := printertest.New("Expedition")
		system.Says = func(int, int) (printer.Job, error) { return says, nil }
		watch := stopwatch.Start()
		_, err = printer.With(system, "linux", folder).Print(t.Context(), document, printer.Options{},
			func(state printer.State) { told = append(told, state) })
		took = watch.Elapsed()
		require.Equal(t, []string{"Expedition-1"}, system.Cancelled(), "nothing comes later")
	})
	return told, took, err
}

// A queue in which nothing moves gives the job back after half a minute, and why.
func TestStandstill(t *testing.T) {
	for code, job := range map[string]printer.Job{
		"print.stopped.jam":    {State: printer.JobPending, Printer: printer.QueueStopped, Reasons: []string{"paused", "media-jam-error"}},
		"print.stopped.toner":  {State: printer.JobPending, Printer: printer.QueueStopped, Reasons: []string{"marker-supply-empty-warning"}},
		"print.stopped.paused": {State: printer.JobPending, Printer: printer.QueueStopped, Reasons: []string{"paused"}},
		"print.stopped.other":  {State: printer.JobPending, Printer: printer.QueueStopped, Reasons: []string{"none"}},
		"print.stopped.silent": {State: printer.JobProcessing, Printer: printer.QueueProcessing, Reasons: []string{"connecting-to-device"}},
		"print.held":           {State: printer.JobHeld, Printer: printer.QueueIdle},
		"print.not-taken":      {State: printer.JobPending, Printer: printer.QueueIdle},
	} {
		t.Run(code, func(t *testing.T) {
			_, took, err := followed(t, job)
			require.ErrorIs(t, err, &models.Problem{Code: code})
			require.InDelta(t, 30, took.Seconds(), 1)
		})
	}
}

// Every job begins with being connected: a printer is called silent once that lasts.
func TestSilentPrinter(t *testing.T) {
	told, _, err := followed(t, printer.Job{
		State: printer.JobProcessing, Printer: printer.QueueProcessing, Reasons: []string{"connecting-to-device"},
	})
	require.Error(t, err)
	require.Equal(t, []printer.State{
		{Stage: printer.Queued}, {Stage: printer.Printing}, {Stage: printer.Printing, Reason: printer.NoAnswer},
	}, told)
}

// A printer that prints, or waits for paper with the job in hand, takes the time that it takes.
func TestPatience(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		system := printertest.New("Expedition")
		system.Says = func(_, asked int) (printer.Job, error) {
			job := printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}
			switch {
			case asked < 1000:
				job.State = printer.JobPending // after others
			case asked < 2000:
				job.Reasons = []string{"media-empty-error", "toner-low-report"}
			case asked > 3000:
				return printertest.Completed, nil
			}
			return job, nil
		}
		var told []printer.State
		_, err := printer.With(system, "linux", folder).Print(t.Context(), document, printer.Options{},
			func(state printer.State) { told = append(told, state) })
		require.NoError(t, err)
		require.Equal(t, []printer.State{
			{Stage: printer.Queued},
			{Stage: printer.Printing, Reason: printer.NoPaper},
			{Stage: printer.Printing},
			{Stage: printer.Completed},
		}, told)
	})
}

// What was printed while it was being cancelled is printed: the patient may get it.
func TestPrintedWhileCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	system := printertest.New("Expedition")
	system.Stubborn = true
	system.Says = func(_, asked int) (printer.Job, error) {
		if asked == 0 {
			cancel()
			return printer.Job{State: printer.JobProcessing}, ctx.Err()
		}
		return printertest.Completed, nil
	}
	stage, err := printer.With(system, "linux", t.TempDir()).Print(ctx, document, printer.Options{}, nil)
	require.NoError(t, err)
	require.Equal(t, printer.Completed, stage)
}

// A job that will not leave the queue is told: it may come out later.
func TestCannotBeTakenBack(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		system := printertest.New("Expedition")
		system.Stubborn = true
		system.Says = func(int, int) (printer.Job, error) {
			return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
		}
		_, err := printer.With(system, "linux", folder).Print(ctx, document, printer.Options{}, nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.left"})
	})
}

// A print system that was started anew meanwhile goes on being asked; one that
// has forgotten the job, or is gone, is not believed to have printed it.
func TestPrintSystemFailing(t *testing.T) {
	for name, test := range map[string]struct {
		says func(asked int) (printer.Job, error)
		code string
	}{
		"back again": {says: func(asked int) (printer.Job, error) {
			if asked < 20 {
				return printer.Job{}, errors.New("connection refused")
			}
			return printertest.Completed, nil
		}},
		"gone":      {says: func(int) (printer.Job, error) { return printer.Job{}, errors.New("connection refused") }, code: "print.lost"},
		"forgotten": {says: func(int) (printer.Job, error) { return printer.Job{}, printer.ErrForgotten }, code: "print.lost"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				system := printertest.New("Expedition")
				system.Says = func(_, asked int) (printer.Job, error) { return test.says(asked) }
				_, err := printer.With(system, "linux", folder).Print(t.Context(), document, printer.Options{}, nil)
				if test.code == "" {
					require.NoError(t, err)
					return
				}
				require.ErrorIs(t, err, &models.Problem{Code: test.code})
			})
		})
	}
}

// Whatever bytes come as an answer, they are read or refused.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 1, 2, 0x23, 0, 9, 'j', 'o', 'b', '-', 's', 't', 'a', 't', 'e', 0, 4, 0, 0, 0, 9, 3})
	f.Add([]byte(strings.Repeat("\x44\xff\xff", 5)))
	f.Fuzz(func(_ *testing.T, answer []byte) { printer.ReadAnswer(answer) })
}
