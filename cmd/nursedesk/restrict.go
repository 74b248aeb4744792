package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/restriction"
)

func (s *session) restrictCommand() *cobra.Command {
	var patient, lift int64
	var unit, consent string
	var visit, emergency, list bool
	command := &cobra.Command{
		Use:   "restrict --patient ID [--unit NAME] | --list | --lift ID | --consent in-person|by-phone [--visit] | --emergency",
		Short: locale.T("cli.restrict"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "patient"); err != nil {
				return err
			}
			ctx := cmd.Context()
			switch {
			case list:
				return s.withDesk(ctx, func(desk *app.Desk) error { return s.listRestrictions(ctx, desk, patient) })
			case consent != "":
				return s.openRestricted(ctx, patients.Opening{PatientID: patient, Grounds: models.OpenedByConsent, How: consent, Visit: visit})
			case emergency:
				reason, err := s.askReason()
				if err != nil {
					return err
				}
				return s.openRestricted(ctx, patients.Opening{PatientID: patient, Grounds: models.OpenedInEmergency, Reason: reason})
			}
			word, err := s.askWord()
			if err != nil {
				return err
			}
			return s.withDesk(ctx, func(desk *app.Desk) error {
				if cmd.Flags().Changed("lift") {
					if err := desk.LiftRestriction(ctx, patients.Lifting{PatientID: patient, ID: lift, Word: word}); err != nil {
						return err
					}
					return s.write("%s\n", locale.T("restriction.lift.done"))
				}
				if err := desk.Restrict(ctx, patients.Restricting{PatientID: patient, Unit: unit, Word: word}); err != nil {
					return err
				}
				return s.listRestrictions(ctx, desk, patient)
			})
		},
	}
	flags := command.Flags()
	flags.Int64Var(&patient, "patient", 0, locale.T("cli.export.flag.patient"))
	flags.StringVar(&unit, "unit", "", locale.T("cli.restrict.flag.unit"))
	flags.BoolVar(&list, "list", false, locale.T("cli.restrict.flag.list"))
	flags.Int64Var(&lift, "lift", 0, locale.T("cli.restrict.flag.lift"))
	flags.StringVar(&consent, "consent", "", locale.T("cli.restrict.flag.consent"))
	flags.BoolVar(&visit, "visit", false, locale.T("cli.restrict.flag.visit"))
	flags.BoolVar(&emergency, "emergency", false, locale.T("cli.restrict.flag.emergency"))
	return command
}

// askWord reads on whose word something is done: no argument, as a reason is none.
func (s *session) askWord() (string, error) {
	s.say("%s", locale.T("cli.ask.word"))
	word, err := s.readLine()
	if err != nil || strings.TrimSpace(word) == "" {
		return "", fmt.Errorf("%w: %w", errUsage, models.ErrRequired.On("word"))
	}
	return word, nil
}

func (s *session) openRestricted(ctx context.Context, wanted patients.Opening) error {
	return s.withDesk(ctx, func(desk *app.Desk) error {
		if err := desk.OpenRestricted(ctx, wanted); err != nil {
			return err
		}
		return s.write("%s\n", locale.T("cli.restrict.opened"))
	})
}

func (s *session) listRestrictions(ctx context.Context, desk *app.Desk, patient int64) error {
	found, err := desk.Restrictions(ctx, patient)
	switch {
	case err != nil:
		return err
	case found.Closed:
		return s.write("%s\n", locale.T("restriction.closed"))
	case len(found.Held) == 0:
		return s.write("%s\n", locale.T("cli.restrict.none"))
	}
	table := newTable(s.out)
	for i, line := range restriction.Lines(found) {
		table.row(strconv.FormatInt(found.Held[i].ID, 10), line)
	}
	return table.flush()
}
