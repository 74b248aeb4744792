package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/erasing"
	"nursedesk/views/locale"
)

func (s *session) eraseCommand() *cobra.Command {
	var wanted patients.Erasing
	var dryRun, clean bool
	command := &cobra.Command{
		Use: "erase --patient ID [--made-up] | --clean", Short: locale.T("cli.erase"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if clean {
				return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
					if err := desk.CleanUp(cmd.Context()); err != nil {
						return err
					}
					return s.write("%s\n", locale.T("erase.cleaned"))
				})
			}
			if err := required(cmd, "patient"); err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error { return s.erase(cmd.Context(), desk, wanted, dryRun) })
		},
	}
	flags := command.Flags()
	flags.Int64Var(&wanted.PatientID, "patient", 0, locale.T("cli.erase.flag.patient"))
	flags.BoolVar(&wanted.MadeUp, "made-up", false, locale.T("cli.erase.flag.made-up"))
	flags.BoolVar(&dryRun, "dry-run", false, locale.T("cli.erase.flag.dry-run"))
	flags.BoolVar(&clean, "clean", false, locale.T("cli.erase.flag.clean"))
	return command
}

// erase says what there is, asks for the number and for why, and erases. Neither is an argument,
// which everyone on the computer can read.
func (s *session) erase(ctx context.Context, desk *app.Desk, wanted patients.Erasing, dryRun bool) error {
	found, err := desk.Erasable(ctx, wanted.PatientID)
	if err != nil {
		return err
	}
	if err := s.write("%s\n", strings.Join(erasing.Found(found), "\n")); err != nil {
		return err
	}
	if err := found.Refusal(); err != nil || dryRun {
		return err
	}
	s.say("%s", locale.T("cli.ask.confirm"))
	if wanted.Confirmed, err = s.readLine(); err != nil {
		return fmt.Errorf("%w: %w", errUsage, &models.Problem{Code: "erase.not-confirmed"})
	}
	if wanted.Reason, err = s.askReason(); err != nil {
		return err
	}
	erased, err := desk.Erase(ctx, wanted)
	if err != nil {
		return err
	}
	return s.write("%s\n", strings.Join(erasing.Told(erased), "\n"))
}
