package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/views/accesslog"
	"nursedesk/views/locale"
)

func (s *session) logExtractCommand() *cobra.Command {
	var patient int64
	var out string
	var force bool
	command := &cobra.Command{
		Use: "log-extract --patient ID --out FILE.pdf", Short: locale.T("cli.log-extract"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "patient", "out"); err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				document, err := desk.Extract(cmd.Context(), patient, accesslog.Words{})
				if err != nil {
					return err
				}
				prepared, err := printer.Prepare(out, over(force), func(file io.Writer) error {
					_, err := io.Copy(file, bytes.NewReader(document.PDF))
					return err
				})
				if err != nil {
					return err
				}
				defer prepared.Discard()
				if err := desk.KeepExtract(cmd.Context(), patient, prepared.Commit); err != nil {
					return err
				}
				return s.write("%s\n", out)
			})
		},
	}
	flags := command.Flags()
	flags.Int64Var(&patient, "patient", 0, locale.T("cli.export.flag.patient"))
	flags.StringVar(&out, "out", "", locale.T("cli.flag.out"))
	flags.BoolVar(&force, "force", false, locale.T("cli.flag.force"))
	return command
}
