package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/views/locale"
)

func (s *session) sheetCommand() *cobra.Command {
	var booking int64
	var on, out, spoken string
	var wanted papers.Wanted
	var large, onlyDates, force bool
	command := &cobra.Command{
		Use: "sheet --booking ID | --on DATE --out FILE.pdf|DIR", Short: locale.T("cli.sheet"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := exactlyOne(cmd, "booking", "on"); err != nil {
				return err
			}
			if err := required(cmd, "out"); err != nil {
				return err
			}
			var err error
			if wanted.Language, err = spokenLanguage(spoken); err != nil {
				return err
			}
			wanted.Form = models.SheetFormOf(large, onlyDates)
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				if booking != 0 {
					return s.writeSheet(cmd, desk, booking, wanted, outPath(out, booking, "pdf"), force)
				}
				return s.writeSheets(cmd, desk, on, out, wanted, force)
			})
		},
	}
	flags := command.Flags()
	flags.Int64Var(&booking, "booking", 0, locale.T("cli.flag.booking"))
	flags.StringVar(&on, "on", "", locale.T("cli.flag.on"))
	flags.StringVar(&out, "out", "", locale.T("cli.flag.out"))
	flags.BoolVar(&force, "force", false, locale.T("cli.flag.force"))
	flags.StringVar(&spoken, "language", "", locale.T("cli.flag.language"))
	flags.BoolVar(&large, "large", false, locale.T("cli.flag.large"))
	flags.BoolVar(&onlyDates, "only-dates", false, locale.T("cli.flag.only-dates"))
	return command
}

// over is what the flag --force allows to be written over.
func over(force bool) printer.Over {
	if force {
		return printer.Anything
	}
	return printer.OwnKind
}

// spokenLanguage reads the flag --language; "" is the patient's own.
func spokenLanguage(text string) (models.Language, error) {
	if text == "" {
		return "", nil
	}
	language, err := locale.Languages().Parse(text)
	if err != nil {
		return "", misused("language", err)
	}
	return language, nil
}

// outPath puts a file into a folder under its booking's number: a file name
// tells no patient's name.
func outPath(out string, booking int64, kind string) string {
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return filepath.Join(out, fmt.Sprintf("nursedesk-%d.%s", booking, kind))
	}
	return out
}

func (s *session) writeSheet(cmd *cobra.Command, desk *app.Desk, booking int64, wanted papers.Wanted, path string, force bool) error {
	document, err := desk.Sheet(cmd.Context(), booking, wanted)
	if err != nil {
		return err
	}
	document.How = models.SheetSaved
	err = desk.SaveSheet(cmd.Context(), booking, document, func() error {
		return printer.SaveFile(document.PDF, path, over(force))
	})
	if err != nil {
		return err
	}
	return s.write("%s\n", path)
}

func (s *session) writeSheets(cmd *cobra.Command, desk *app.Desk, on, out string, wanted papers.Wanted, force bool) error {
	day, err := s.parseDay("on", on)
	if err != nil {
		return err
	}
	rows, err := desk.BookingsOn(cmd.Context(), day)
	if err != nil {
		return err
	}
	if err := owneronly.Folder(out); err != nil {
		return &models.Problem{Code: "cli.folder", Values: map[string]any{"path": out}, Cause: err}
	}
	written := 0
	for _, row := range rows {
		if row.Status != models.StatusBooked && row.Status != models.StatusPerformed {
			continue
		}
		if err := s.writeSheet(cmd, desk, row.ID, wanted, outPath(out, row.ID, "pdf"), force); err != nil {
			return err
		}
		written++
	}
	if written == 0 {
		s.say("%s", locale.T("cli.sheet.none", "date", day))
	}
	return nil
}

func (s *session) calendarCommand() *cobra.Command {
	var booking int64
	var out, spoken string
	var force bool
	command := &cobra.Command{
		Use: "calendar --booking ID --out FILE.ics", Short: locale.T("cli.calendar"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "booking", "out"); err != nil {
				return err
			}
			language, err := spokenLanguage(spoken)
			if err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				file, err := desk.Calendar(cmd.Context(), booking, language)
				if err != nil {
					return err
				}
				path := outPath(out, booking, "ics")
				err = desk.KeepCalendar(cmd.Context(), file, func() error { return printer.SaveFile(file.Content, path, over(force)) })
				if err != nil {
					return err
				}
				return s.write("%s\n", path)
			})
		},
	}
	flags := command.Flags()
	flags.Int64Var(&booking, "booking", 0, locale.T("cli.flag.booking"))
	flags.StringVar(&out, "out", "", locale.T("cli.flag.out"))
	flags.BoolVar(&force, "force", false, locale.T("cli.flag.force"))
	flags.StringVar(&spoken, "language", "", locale.T("cli.flag.language"))
	return command
}
