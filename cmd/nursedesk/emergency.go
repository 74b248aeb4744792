package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"nursedesk/app/emergency"
	"nursedesk/app/office"
	"nursedesk/app/preview"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views"
	"nursedesk/views/background"
	words "nursedesk/views/emergency"
	"nursedesk/views/locale"
	"nursedesk/views/preferences"
)

// emergencyList keeps the emergency list of a window.
type emergencyList struct {
	keeper *emergency.Keeper
	papers words.Papers
	lost   atomic.Bool // there is no contact with the database
}

func (s *session) emergencyList(open *openedDesk) (*emergencyList, error) {
	where, err := s.location()
	if err != nil {
		return nil, err
	}
	rules, err := s.rules()
	if err != nil {
		return nil, err
	}
	now := open.desk.Clock().Now
	list := &emergencyList{keeper: emergency.New(words.Source{Desk: open.desk, Context: open.context}, localBox(where), now)}
	list.papers = words.Papers{Keeper: list.keeper, Draw: rules.Sheets.Listing, Now: now}
	return list, nil
}

// keep keeps the list until ctx ends. What keeps it from being written is said once.
func (l *emergencyList) keep(ctx context.Context, events office.Events, log *slog.Logger, fail func(error)) (stop func()) {
	stop = events.Subscribe(func(office.Event) { l.keeper.Changed() })
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(settled): // the first page has its rows
		}
		said := false
		l.keeper.Run(ctx, func() bool { return !l.lost.Load() }, func(err error) {
			if err == nil || ctx.Err() != nil {
				said = false
				return
			}
			log.Warn("keep the emergency list", "error", err)
			if !said && !l.lost.Load() {
				said = true
				fail(err)
			}
		})
	}()
	return stop
}

// contact follows whether the database can be reached.
func (l *emergencyList) contact(lost error) {
	l.lost.Store(lost != nil)
	l.keeper.Changed()
}

// keptEmergencyList is the list that this computer keeps, drawn.
func (s *session) keptEmergencyList() (document sheet.Document, asOf string, err error) {
	where, err := s.location()
	if err != nil {
		return sheet.Document{}, "", err
	}
	list, err := emergency.Kept(localBox(where))
	if err != nil {
		return sheet.Document{}, "", err
	}
	rules, err := s.rules()
	if err != nil {
		return sheet.Document{}, "", err
	}
	document, err = rules.Sheets.Listing(words.Paper(list))
	return document, words.AsOf(list), err
}

// noteEmergencyList keeps that the list left this computer, until the history can be told.
func noteEmergencyList(where string, document sheet.Document, how models.SheetWay) error {
	return emergency.Note(localBox(where), emergency.Printed{At: office.SystemClock().Now(), How: how, Listed: document.Listed})
}

// emergencyPaper is the list for the window that says why there is no desk; nil where there is none.
func (s *session) emergencyPaper(where string, kept *preferences.Preferences, pictures *preview.Renderer, runner background.Runner) *views.Paper {
	document, asOf, err := s.keptEmergencyList()
	if err != nil {
		return nil // what keeps the desk shut is said; more would not help
	}
	remembered, out := kept.Printer(), printer.New(pictures)
	return &views.Paper{
		Document: document, AsOf: asOf, Pictures: pictures,
		Print: func() error {
			ctx := runner.Context()
			options := printer.Options{Printer: remembered}
			queues, err := out.Printers(ctx)
			if err != nil {
				return err
			}
			if options.Printer, err = queueOf(queues, remembered); err != nil {
				return err
			}
			if _, err := out.Print(ctx, document, options, func(printer.State) {}); err != nil {
				return err
			}
			return noteEmergencyList(where, document, models.SheetPrinted)
		},
	}
}

// queueOf is the printer that was used last, else the usual one, else any.
func queueOf(queues []printer.Queue, remembered string) (string, error) {
	if len(queues) == 0 {
		return "", &models.Problem{Code: "printing.none"}
	}
	chosen := queues[0].Name
	for _, queue := range queues {
		if queue.Name == remembered {
			return remembered, nil
		}
		if queue.Default {
			chosen = queue.Name
		}
	}
	return chosen, nil
}

func (s *session) emergencyListCommand() *cobra.Command {
	var pdf string
	command := &cobra.Command{
		Use: "emergency-list", Short: locale.T("cli.emergency-list"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "pdf"); err != nil {
				return err
			}
			where, err := s.location()
			if err != nil {
				return err
			}
			document, asOf, err := s.keptEmergencyList()
			if err != nil {
				return err
			}
			if err := printer.Save(document, pdf); err != nil {
				return err
			}
			if err := noteEmergencyList(where, document, models.SheetSaved); err != nil {
				return err
			}
			return s.write("%s\n", locale.T("cli.emergency-list.done", "path", pdf, "asof", asOf))
		},
	}
	command.Flags().StringVar(&pdf, "pdf", "", locale.T("cli.flag.emergency-pdf"))
	return command
}
