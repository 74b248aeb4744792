package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/demo"
	"nursedesk/models"
	"nursedesk/resources"
	"nursedesk/views/locale"
)

func (s *session) importCommand() *cobra.Command {
	var dryRun bool
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
				if !dryRun {
					if err := s.beforeImport(cmd.Context(), desk); err != nil {
						return err
					}
				}
				report, err := desk.Import(cmd.Context(), content, dryRun, s.progress(locale.T("cli.import.progress")))
				if err != nil {
					return err
				}
				return s.writeReport(report)
			})
		},
	}
	command.Flags().BoolVar(&dryRun, "dry-run", false, locale.T("cli.flag.dry-run"))
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

func (s *session) writeReport(report bookings.ImportReport) error {
	for _, warning := range report.Warnings {
		s.say("%s", locale.T("cli.import.line", "line", warning.Line, "text", locale.Problem(warning.Problem)))
	}
	for _, problem := range report.Problems {
		text := locale.Problem(problem.Problem)
		if problem.Field != "" {
			text = columnOf(problem.Field) + ": " + text
		}
		s.say("%s", locale.T("cli.import.line", "line", problem.Line, "text", text))
	}
	if len(report.Problems) > 0 {
		s.say("%s", locale.T("cli.import.refused", "problems", len(report.Problems)))
		return errToldAlready
	}
	key := "cli.import.done"
	if report.DryRun {
		key = "cli.import.would"
	}
	return s.write("%s\n", locale.T(key, "booked", report.Booked, "known", report.Known, "lines", report.Lines))
}

// columnOf is the column of an import file that a field is read from.
func columnOf(field string) string {
	if field == "date" || field == "time" {
		return "start"
	}
	return strings.ReplaceAll(field, "-", "_")
}

func (s *session) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: locale.T("cli.demo"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.tellsStories = true
			params, finish, err := s.params(cmd.Context(), quiet())
			if err != nil {
				return err
			}
			defer finish()
			patients, err := demo.Fill(cmd.Context(), params, resources.Files)
			if err != nil {
				return err
			}
			return s.write("%s\n", locale.T("cli.demo.done", "n", patients, "path", params.Store.Location()))
		},
	}
}

func (s *session) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: locale.T("cli.check"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				health, err := desk.Check(cmd.Context())
				if err != nil {
					return err
				}
				return s.writeHealth(health)
			})
		},
	}
}
