package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/importing"
	"nursedesk/views/locale"
)

func (s *session) importCommand() *cobra.Command {
	var options bookings.ImportOptions
	var shares bool
	command := &cobra.Command{
		Use: "import FILE.csv", Short: locale.T("cli.import"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &models.Problem{Code: "cli.file-argument"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if shares {
				if args[0] == "-" {
					return misused("theatre-reason", &models.Problem{Code: "cli.reason-in-file"})
				}
				var err error
				if options.TheatreReason, err = s.askReason(); err != nil {
					return err
				}
			}
			file, err := s.importFile(args[0])
			if err != nil {
				return err
			}
			tidyUp(file.Size())
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				options.Before = func(ctx context.Context) error { return s.beforeImport(ctx, desk) }
				report, err := desk.Import(cmd.Context(), file, options, s.progress())
				if err != nil {
					return err
				}
				return s.writeReport(report)
			})
		},
	}
	flags := command.Flags()
	flags.BoolVar(&options.DryRun, "dry-run", false, locale.T("cli.flag.dry-run"))
	flags.BoolVar(&options.Update, "update", false, locale.T("cli.flag.update"))
	flags.BoolVar(&options.Rebook, "rebook", false, locale.T("cli.flag.rebook"))
	flags.BoolVar(&options.AcceptWarnings, "accept-warnings", false, locale.T("cli.flag.accept-warnings"))
	flags.BoolVar(&shares, "theatre-reason", false, locale.T("cli.flag.theatre-reason"))
	return command
}

// A long file leaves much behind of each line, and little of it stays: at most some times the
// file. Below that it is tidied up seldom, which takes a third less time.
const (
	memoryAtLeast  = 96 << 20
	memoryEachByte = 6
)

// tidyUp bounds the memory that an import of a file takes.
func tidyUp(size int64) { debug.SetMemoryLimit(memoryAtLeast + memoryEachByte*size) }

// importFile is the file of a name; "-" is what another program hands over.
func (s *session) importFile(name string) (bookings.ImportFile, error) {
	if name != "-" {
		return bookings.ImportPath(name), nil
	}
	content, err := s.readFile(name)
	return bookings.ImportBytes(content), err
}

// maxRead bounds what is held in memory: what another program hands over, or a key.
const maxRead = 64 << 20

// readFile reads a small file, or what another program hands over ("-"), whole. Cut off, a
// list would leave bookings out without a word.
func (s *session) readFile(name string) ([]byte, error) {
	from := s.in
	if name != "-" {
		file, err := bookings.ImportPath(name).Open()
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }() // it was only read
		from = file
	}
	content, err := io.ReadAll(io.LimitReader(from, maxRead+1))
	if err != nil {
		return nil, &models.Problem{Code: "import.unreadable", Values: map[string]any{"path": name}, Cause: err}
	}
	if len(content) > maxRead {
		return nil, &models.Problem{Code: "cli.file-too-large", Values: map[string]any{"megabytes": maxRead >> 20}}
	}
	return content, nil
}

// progress counts on one line of stderr.
func (s *session) progress() func(bookings.ImportProgress) {
	return func(at bookings.ImportProgress) {
		label := "cli.import.progress"
		if at.Writing {
			label = "cli.import.writing"
		}
		_, _ = fmt.Fprintf(s.err, "\r%s %d/%d", locale.T(label), at.Done, at.Total)
		if at.Done == at.Total {
			_, _ = fmt.Fprintln(s.err)
		}
	}
}

// writeReport tells of each line what was found: all of them in a dry run, else those
// that somebody has to look at.
func (s *session) writeReport(report bookings.ImportReport) error {
	s.writeLines(report)
	if report.Wrong > 0 {
		s.say("%s", locale.T("import.refused", "problems", report.Wrong))
		return errToldAlready
	}
	if report.Dangerous > 0 && !report.AcceptWarnings {
		s.say("%s %s", locale.T("import.dangerous", "n", report.Dangerous), locale.T("cli.import.dangerous"))
		if !report.DryRun {
			return errToldAlready
		}
	}
	if report.AsksReason() {
		s.say("%s %s", locale.T("import.shared", "n", report.Shared), locale.T("cli.import.shared"))
		if !report.DryRun {
			return errToldAlready
		}
	}
	if err := s.write("%s\n", importing.Done(report)); err != nil {
		return err
	}
	if report.Changed+report.Moved+report.Cancelled+report.Warned == 0 {
		return nil
	}
	key := "cli.import.kept-as-was"
	if report.Update {
		key = "cli.import.updated"
	}
	return s.write("%s\n", locale.T("cli.import.others", "changed", report.Changed, "what", locale.T(key),
		"moved", report.Moved, "cancelled", report.Cancelled, "warnings", report.Warned))
}

func (s *session) writeLines(report bookings.ImportReport) {
	line := func(number int, text string) { s.say("%s", locale.T("cli.import.line", "line", number, "text", text)) }
	for _, row := range report.Rows {
		usual := row.Finding == bookings.FoundNew || row.Finding == bookings.FoundSame
		if row.Finding == bookings.FoundRefused || usual && !report.DryRun {
			continue
		}
		text := importing.Finding(row)
		if row.Finding == bookings.FoundCancelled {
			text += " " + locale.T("cli.import.rebook")
		}
		line(row.Line, text)
	}
	for _, said := range slices.Concat(report.Warnings, report.Problems) {
		line(said.Line, importing.Said(said))
	}
	if more := report.Warned - len(report.Warnings) + report.Wrong - len(report.Problems); more > 0 {
		s.say("%s", locale.T("cli.import.more", "n", more))
	}
}
