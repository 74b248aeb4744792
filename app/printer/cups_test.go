package printer_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
)

// Real printing, through CUPS to a backend that writes down what comes to it.
func TestCUPS(t *testing.T) {
	cups := startCUPS(t, "Expedition", "Slow", "Empty", "Faulty", "Halted")
	folder := t.TempDir()
	newPrinter := func() *printer.Printer { return printer.With(printer.Programs{}, "linux", folder).Impatient() }
	send := func(t *testing.T, queue string, progress func(printer.State)) (printer.Stage, error) {
		t.Helper()
		return newPrinter().Print(t.Context(), document, printer.Options{Printer: queue}, progress)
	}
	job := 0 // the print system counts its jobs
	next := func() string { job++; return strconv.Itoa(job) }

	t.Run("title, copies, sides and every byte arrive", func(t *testing.T) {
		name := next()
		paper := sheet.Document{PDF: append([]byte("%PDF-1.3\n"), bytes.Repeat([]byte{0, 0xff, '\n', 'x'}, 50_000)...)}
		stage, err := newPrinter().Print(t.Context(), paper,
			printer.Options{Printer: "Expedition", Copies: 2, Sides: printer.TwoSided}, nil)
		require.NoError(t, err)
		require.Equal(t, printer.Completed, stage)
		arguments := strings.Split(cups.kept(t, name, "arguments"), "\n")
		require.Equal(t, "Patientinstruktion", arguments[2])
		require.Equal(t, "2", arguments[3])
		require.Contains(t, arguments[4], "sides=two-sided-long-edge")
		require.Contains(t, arguments[4], "media=A4")
		require.Equal(t, string(paper.PDF), cups.kept(t, name, "pdf"))
		requireEmpty(t, folder)
	})

	t.Run("printed is said only once the printer is through, and what it waits for meanwhile", func(t *testing.T) {
		name := next()
		var states []printer.State
		_, err := send(t, "Slow", func(state printer.State) {
			states = append(states, state)
			if state == (printer.State{Stage: printer.Printing, Reason: printer.NoPaper}) {
				require.NoError(t, os.WriteFile(filepath.Join(cups.folder, name+".go"), nil, 0o600))
			}
		})
		require.NoError(t, err)
		cups.kept(t, name, "done")
		require.Equal(t, printer.State{Stage: printer.Queued}, states[0])
		require.Contains(t, states, printer.State{Stage: printer.Printing, Reason: printer.NoPaper})
		require.Equal(t, printer.State{Stage: printer.Completed}, states[len(states)-1])
	})

	t.Run("a queue that stops for want of paper", func(t *testing.T) {
		next()
		var states []printer.State
		_, err := send(t, "Empty", func(state printer.State) { states = append(states, state) })
		require.ErrorIs(t, err, &models.Problem{Code: "print.stopped.paper"})
		require.Contains(t, states, printer.State{Stage: printer.Stopped, Reason: printer.NoPaper})
		require.Empty(t, cups.run(t, "lpstat", "-o"), "nothing comes later")
	})

	t.Run("a paused queue", func(t *testing.T) {
		next()
		cups.run(t, "cupsdisable", "Halted")
		_, err := send(t, "Halted", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.stopped.paused"})
		require.Empty(t, cups.run(t, "lpstat", "-o"), "nothing comes later")
	})

	t.Run("a queue that is started again in time", func(t *testing.T) {
		name := next()
		_, err := send(t, "Halted", func(state printer.State) {
			if state.Stage == printer.Stopped {
				cups.run(t, "cupsenable", "Halted")
			}
		})
		require.NoError(t, err)
		cups.kept(t, name, "done")
	})

	t.Run("a printer that loses the job", func(t *testing.T) {
		next()
		_, err := send(t, "Faulty", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.aborted"})
		require.Empty(t, cups.run(t, "lpstat", "-o"))
	})

	t.Run("cancelled at the desk", func(t *testing.T) {
		name := next()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		_, err := newPrinter().Print(ctx, document, printer.Options{Printer: "Slow"}, func(state printer.State) {
			if state.Stage == printer.Printing {
				cancel()
			}
		})
		require.ErrorIs(t, err, &models.Problem{Code: "print.cancelled"})
		require.ErrorIs(t, err, context.Canceled)
		require.NoFileExists(t, filepath.Join(cups.folder, name+".done"))
		require.Empty(t, cups.run(t, "lpstat", "-o"))
	})

	t.Run("removed from the queue by somebody else", func(t *testing.T) {
		name := next()
		_, err := send(t, "Slow", func(state printer.State) {
			if state.Stage == printer.Printing && state.Reason == printer.NoReason || state.Reason == printer.NoPaper {
				cups.run(t, "cancel", "Slow-"+name)
			}
		})
		require.ErrorIs(t, err, &models.Problem{Code: "print.removed"})
	})

	t.Run("two at once", func(t *testing.T) {
		var both sync.WaitGroup
		papers := []string{"%PDF-1.3 one", "%PDF-1.3 two"}
		for _, paper := range papers {
			both.Go(func() {
				_, err := newPrinter().Print(t.Context(), sheet.Document{PDF: []byte(paper)}, printer.Options{Printer: "Expedition"}, nil)
				assert.NoError(t, err)
			})
		}
		both.Wait()
		require.ElementsMatch(t, papers, []string{cups.kept(t, next(), "pdf"), cups.kept(t, next(), "pdf")})
		requireEmpty(t, folder)
	})

	t.Run("refused", func(t *testing.T) {
		_, err := send(t, "Nowhere", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.unknown-printer"})
		_, err = send(t, "", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.no-default"})
		cups.run(t, "cupsreject", "Halted")
		_, err = send(t, "Halted", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.not-accepting"})
		requireEmpty(t, folder)
	})

	t.Run("the printers are found", func(t *testing.T) {
		cups.run(t, "lpadmin", "-d", "Slow")
		queues, err := newPrinter().Printers(t.Context())
		require.NoError(t, err)
		require.Contains(t, queues, printer.Queue{Name: "Slow", Default: true})
		require.Contains(t, queues, printer.Queue{Name: "Expedition"})
	})

	t.Run("a job that nobody has", func(t *testing.T) {
		_, err := printer.Programs{}.Job(t.Context(), 4711)
		require.ErrorIs(t, err, printer.ErrForgotten)
	})

	t.Run("the print system ends while it prints", func(t *testing.T) {
		watch := stopwatch.Start()
		_, err := send(t, "Slow", func(state printer.State) {
			if state.Stage == printer.Printing {
				cups.stop()
			}
		})
		require.ErrorIs(t, err, &models.Problem{Code: "print.lost"})
		require.Less(t, watch.Elapsed(), 10*time.Second)
		_, err = send(t, "Slow", nil)
		require.ErrorIs(t, err, &models.Problem{Code: "print.no-service"})
		_, err = newPrinter().Printers(t.Context())
		require.ErrorIs(t, err, &models.Problem{Code: "print.no-service"})
	})
}
