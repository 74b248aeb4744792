package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
)

// listNames are the lists that can be written, each a flag of its own.
var listNames = []string{lists.Bookings, lists.Tasks, lists.Calls, lists.Complications}

// listWanted is which list is asked for, and of which days.
type listWanted struct{ from, to string }

func (l *listWanted) flags(flags *pflag.FlagSet) {
	for _, name := range listNames {
		flags.Bool(name, false, locale.T("cli.export.flag."+name))
	}
	flags.StringVar(&l.from, "from", "", locale.T("cli.flag.from"))
	flags.StringVar(&l.to, "to", "", locale.T("cli.flag.to-day"))
}

// chosen is the one list that is asked for, "" where a patient is.
func (l *listWanted) chosen(cmd *cobra.Command) (string, error) {
	asked := []string{}
	for _, name := range append([]string{"patient"}, listNames...) {
		if cmd.Flags().Changed(name) {
			asked = append(asked, name)
		}
	}
	switch {
	case len(asked) == 0:
		return "", either("patient", lists.Bookings)
	case len(asked) > 1:
		return "", either(asked[0], asked[1])
	case asked[0] == "patient":
		return "", nil
	}
	return asked[0], required(cmd, "from", "to")
}

// exportList writes a list. The file and the word of it in the history are there
// together, or neither.
func (s *session) exportList(cmd *cobra.Command, name string, list listWanted, path string, over printer.Over) error {
	ending := strings.ToLower(filepath.Ext(path))
	if ending != lists.Workbook && ending != lists.Text {
		return misused("out", &models.Problem{Code: "cli.export.ending", Values: map[string]any{
			"text": ending, "known": lists.Workbook + ", " + lists.Text,
		}})
	}
	from, err := s.parseDay("from", list.from)
	if err != nil {
		return err
	}
	until, err := s.parseDay("to", list.to)
	if err != nil {
		return err
	}
	if until.Before(from) {
		return fmt.Errorf("%w: %w", errUsage, &models.Problem{Code: "cli.days-order"})
	}
	return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
		rows := 0
		prepared, err := printer.Prepare(path, over, func(out io.Writer) error {
			rows, err = lists.Write(out, ending, filepath.Dir(path), lists.Of(cmd.Context(), desk, name, from, until))
			return err
		})
		if err != nil {
			return err
		}
		defer prepared.Discard()
		if err := desk.KeepList(cmd.Context(), name, rows, prepared.Commit); err != nil {
			return err
		}
		return s.write("%s\n", locale.T("cli.export.done", "n", rows, "path", path))
	})
}
