package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/journal"
	"nursedesk/views/locale"
)

func (s *session) exportCommand() *cobra.Command {
	var patient int64
	var list listWanted
	var out string
	var force, fhir bool
	command := &cobra.Command{
		Use:   "export --patient ID --out FILE.pdf|.json [--fhir] | --bookings|--tasks|--calls|--complications --from DATE --to DATE --out FILE.xlsx|.csv",
		Short: locale.T("cli.export"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "out"); err != nil {
				return err
			}
			chosen, err := list.chosen(cmd)
			if err != nil {
				return err
			}
			if chosen != "" {
				return s.exportList(cmd, chosen, list, out, over(force))
			}
			form, err := recordForm(out, fhir)
			if err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				if err := saveRecord(cmd.Context(), desk, patient, form, out, over(force)); err != nil {
					return err
				}
				return s.write("%s\n", out)
			})
		},
	}
	flags := command.Flags()
	flags.Int64Var(&patient, "patient", 0, locale.T("cli.export.flag.patient"))
	flags.StringVar(&out, "out", "", locale.T("cli.flag.out"))
	flags.BoolVar(&fhir, "fhir", false, locale.T("cli.export.flag.fhir"))
	flags.BoolVar(&force, "force", false, locale.T("cli.flag.force"))
	list.flags(flags)
	return command
}

// recordForm is the form that a file's name asks for.
func recordForm(path string, fhir bool) (export.Form, error) {
	ending, known := strings.ToLower(filepath.Ext(path)), ".pdf, .json"
	switch {
	case fhir && ending == ".json":
		return export.FHIR, nil
	case fhir:
		known = ".json"
	case ending == ".pdf":
		return export.PDF, nil
	case ending == ".json":
		return export.JSON, nil
	}
	return "", misused("out", &models.Problem{Code: "cli.export.ending", Values: map[string]any{"text": ending, "known": known}})
}

// saveRecord writes all that is kept of a patient. The file and the word of it in the
// history are there together, or neither.
func saveRecord(ctx context.Context, desk *app.Desk, patient int64, form export.Form, path string, over printer.Over) error {
	return desk.Record(ctx, patient, func(record care.Record, sheets export.SheetFile) error {
		prepared, err := printer.Prepare(path, over, func(file io.Writer) error {
			return journal.Write(desk, file, form, record, sheets)
		})
		if err != nil {
			return err
		}
		defer prepared.Discard()
		return desk.KeepRecord(ctx, patient, form, prepared.Commit)
	})
}
