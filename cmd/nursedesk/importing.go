package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) importCommand() *cobra.Command {
	var options bookings.ImportOptions
	command := &cobra.Command{
		Use: "import FILE.csv", Short: locale.T("cli.import"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &models.Problem{Code: "cli.file-argument"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			content, err := s.readFile(args[0])
			if err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				if !options.DryRun {
					if err := s.beforeImport(cmd.Context(), desk); err != nil {
						return err
					}
				}
				report, err := desk.Import(cmd.Context(), content, options, s.progress(locale.T("cli.import.progress")))
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
	return command
}

// maxImport bounds what is read into memory: far more than ten years of bookings.
const maxImport = 64 << 20

func (s *session) readFile(name string) ([]byte, error) {
	from := s.in
	if name != "-" {
		file, err := os.Open(name) //nolint:gosec // the file that the caller named
		if err != nil {
			return nil, &models.Problem{Code: "cli.file-unreadable", Values: map[string]any{"path": name}, Cause: err}
		}
		defer func() { _ = file.Close() }() // it was only read
		from = file
	}
	content, err := io.ReadAll(io.LimitReader(from, maxImport+1))
	if err != nil {
		return nil, &models.Problem{Code: "cli.file-unreadable", Values: map[string]any{"path": name}, Cause: err}
	}
	if len(content) > maxImport { // cut off, it would leave bookings out without a word
		return nil, &models.Problem{Code: "cli.file-too-large", Values: map[string]any{"path": name, "megabytes": maxImport >> 20}}
	}
	return content, nil
}

// progress counts on one line of stderr.
func (s *session) progress(label string) func(done, total int) {
	return func(done, total int) {
		if done%25 == 0 || done == total {
			_, _ = fmt.Fprintf(s.err, "\r%s %d/%d", label, done, total)
		}
		if done == total {
			_, _ = fmt.Fprintln(s.err)
		}
	}
}

// writeReport tells of each line what was found: all of them in a dry run, else those
// that somebody has to look at.
func (s *session) writeReport(report bookings.ImportReport) error {
	s.writeLines(report)
	if len(report.Problems) > 0 {
		s.say("%s", locale.T("cli.import.refused", "problems", len(report.Problems)))
		return errToldAlready
	}
	if report.Dangerous > 0 && !report.AcceptWarnings {
		s.say("%s", locale.T("cli.import.dangerous", "n", report.Dangerous))
		if !report.DryRun {
			return errToldAlready
		}
	}
	key := "cli.import.done"
	if report.DryRun {
		key = "cli.import.would"
	}
	if err := s.write("%s\n", locale.T(key, "booked", report.Booked, "known", report.Known, "lines", report.Lines)); err != nil {
		return err
	}
	if report.Changed+report.Moved+report.Cancelled+len(report.Warnings) == 0 {
		return nil
	}
	key = "cli.import.kept-as-was"
	if report.Update {
		key = "cli.import.updated"
	}
	return s.write("%s\n", locale.T("cli.import.others", "changed", report.Changed, "what", locale.T(key),
		"moved", report.Moved, "cancelled", report.Cancelled, "warnings", len(report.Warnings)))
}

func (s *session) writeLines(report bookings.ImportReport) {
	line := func(number int, text string) { s.say("%s", locale.T("cli.import.line", "line", number, "text", text)) }
	for _, row := range report.Rows {
		if report.DryRun || row.Finding != bookings.FoundNew && row.Finding != bookings.FoundSame {
			line(row.Line, findingText(row))
		}
	}
	for _, warning := range report.Warnings {
		line(warning.Line, locale.Problem(warning.Problem))
	}
	for _, problem := range report.Problems {
		text := locale.Problem(problem.Problem)
		if problem.Field != "" {
			text = columnOf(problem.Field) + ": " + text
		}
		line(problem.Line, text)
	}
}

// findingText says in words what a line is to what is kept.
func findingText(row bookings.ImportRow) string {
	text := locale.T("cli.import.finding."+string(row.Finding), "name", row.Name, "start", locale.Moment(row.Start))
	for i, difference := range row.Differences {
		between := ", "
		if i == 0 {
			between = " "
		}
		text += fmt.Sprintf("%s%s: %s → %s", between, difference.Column, orNothing(difference.Old), orNothing(difference.New))
	}
	return text
}

func orNothing(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// columnOf is the column of an import file that a field is read from.
func columnOf(field string) string {
	if field == "date" || field == "time" {
		return "start"
	}
	return strings.ReplaceAll(field, "-", "_")
}
