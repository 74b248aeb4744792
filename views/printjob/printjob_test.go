package printjob_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/printjob"
)

// What becomes of a paper is told, and only what may be out is noted or left alone.
func TestWhatBecomesOfAPaper(t *testing.T) {
	says := func(job printer.Job, err error) func(int, int) (printer.Job, error) {
		return func(int, int) (printer.Job, error) { return job, err }
	}
	aborted := printer.Job{State: printer.JobAborted, Printer: printer.QueueIdle}
	for name, one := range map[string]struct {
		system  *printertest.System
		written error
		noted   error
		want    printjob.Outcome
		out     bool
		notes   int
	}{
		"printed":      {system: printertest.New("Kontor"), want: printjob.Printed, out: true, notes: 1},
		"aborted":      {system: &printertest.System{Says: says(aborted, nil)}, want: printjob.Failed},
		"forgotten":    {system: &printertest.System{Says: says(printer.Job{}, printer.ErrForgotten)}, want: printjob.Unsure, out: true},
		"not written":  {system: printertest.New("Kontor"), written: models.ErrDatabaseBusy, want: printjob.Failed},
		"not noted":    {system: printertest.New("Kontor"), noted: models.ErrDatabaseBusy, want: printjob.Unnoted, out: true, notes: 1},
		"not accepted": {system: &printertest.System{Refusal: "no"}, want: printjob.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			one.system.Installed, one.system.Queues = printertest.New().Installed, []string{"Kontor"}
			notes := 0
			paper := printjob.Paper{
				Write: func(context.Context) (sheet.Document, error) { return sheet.Document{PDF: []byte("%PDF")}, one.written },
				Note:  func(context.Context, sheet.Document) error { notes++; return one.noted },
			}
			job := printjob.New(printer.With(one.system, "linux", t.TempDir()), printer.Options{Printer: "Kontor", Copies: 1}, paper, paper)
			var last printjob.Step
			var ended error
			job.Run(&background.Inline{}, func(now printjob.Step) { last = now }, func(err error) { ended = err })
			require.Equal(t, one.want, last.Outcome)
			require.Equal(t, one.out, last.Outcome.Out())
			if one.want == printjob.Printed {
				require.NoError(t, ended)
				require.Equal(t, 1, last.Index, "the next follows")
				require.Equal(t, 2, notes)
				return
			}
			require.Error(t, ended)
			require.Zero(t, last.Index, "the next does not follow")
			require.Equal(t, one.notes, notes)
		})
	}
}

// The printer of last time comes first; where it is gone that is said.
func TestWhichPrinter(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	pagetest.NewHost(t, desk)
	kept := preferences.New(fyne.CurrentApp().Preferences())
	queues := []printer.Queue{{Name: "Arkiv"}, {Name: "Kontor", Default: true}, {Name: "Reception"}}
	for _, one := range []struct {
		last, chosen string
		queues       []printer.Queue
		want, gone   string
	}{
		{queues: queues, want: "Kontor"},
		{queues: queues[:1], want: "Arkiv"},
		{last: "Reception", queues: queues, want: "Reception"},
		{last: "Reception", chosen: "Arkiv", queues: queues, want: "Arkiv"},
		{last: "Reception", queues: queues[:2], want: "Kontor", gone: "Reception"},
		{last: "Reception", gone: "Reception"},
		{},
	} {
		kept.SetPrinter(one.last)
		fields := printjob.NewFields(kept)
		fields.Offer(queues)
		fields.Reset()
		if one.chosen != "" {
			fields.Where.Choose(one.chosen)
		}
		require.Equal(t, one.gone, fields.Offer(one.queues), one)
		require.Equal(t, one.want, fields.Where.ChosenID(), one)
	}
}

// What is typed becomes what the printer is told, and the printer is remembered.
func TestOptions(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	pagetest.NewHost(t, desk)
	kept := preferences.New(fyne.CurrentApp().Preferences())
	kept.SetPrinter("")
	fields := printjob.NewFields(kept)
	_, err := fields.Options()
	require.ErrorIs(t, err, models.ErrRequired)
	fields.Offer([]printer.Queue{{Name: "Kontor"}})
	for typed, copies := range map[string]int{"": 0, "0": 0, "1": 1, " 20 ": printer.MostCopies, "21": 0, "tre": 0} {
		fields.Copies.SetText(typed)
		options, err := fields.Options()
		require.Equal(t, copies == 0, err != nil, typed)
		require.Equal(t, copies, options.Copies, typed)
	}
	require.Equal(t, "Kontor", kept.Printer())
	fields.Copies.SetText("1")
	fields.Sides.Checked, fields.Grey.Checked = true, true
	options, err := fields.Options()
	require.NoError(t, err)
	require.Equal(t, printer.Options{Printer: "Kontor", Copies: 1, Sides: printer.TwoSided, Grey: true}, options)
}
