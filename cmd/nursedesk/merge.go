package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/care"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) mergeCommand() *cobra.Command {
	var wanted patients.Merging
	var choose []string
	var dryRun, list bool
	var undo int64
	command := &cobra.Command{
		Use:   "merge --patient ID --with ID | --undo ID | --list",
		Short: locale.T("cli.merge"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			switch {
			case list:
				return s.withDesk(cmd.Context(), func(desk *app.Desk) error { return s.listDuplicates(cmd.Context(), desk) })
			case cmd.Flags().Changed("undo"):
				return s.withDesk(cmd.Context(), func(desk *app.Desk) error { return s.undoMerge(cmd.Context(), desk, undo) })
			}
			if err := required(cmd, "patient", "with"); err != nil {
				return err
			}
			if wanted.Chosen, err = chosenSides(choose); err != nil {
				return err
			}
			if !dryRun {
				if wanted.Reason, err = s.askReason(); err != nil {
					return err
				}
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error { return s.merge(cmd.Context(), desk, wanted, dryRun) })
		},
	}
	flags := command.Flags()
	flags.Int64Var(&wanted.KeptID, "patient", 0, locale.T("cli.merge.flag.patient"))
	flags.Int64Var(&wanted.GoneID, "with", 0, locale.T("cli.merge.flag.with"))
	flags.StringArrayVar(&choose, "choose", nil, locale.T("cli.merge.flag.choose"))
	flags.BoolVar(&wanted.DifferentNumbers, "different-numbers", false, locale.T("cli.merge.flag.different-numbers"))
	flags.BoolVar(&dryRun, "dry-run", false, locale.T("cli.merge.flag.dry-run"))
	flags.BoolVar(&list, "list", false, locale.T("cli.merge.flag.list"))
	flags.Int64Var(&undo, "undo", 0, locale.T("cli.merge.flag.undo"))
	return command
}

// chosenSides reads what is to hold of each field: "phone=gone".
func chosenSides(texts []string) (map[string]patients.Side, error) {
	chosen := map[string]patients.Side{}
	for _, text := range texts {
		field, side, _ := strings.Cut(text, "=")
		switch patients.Side(side) {
		case patients.Kept, patients.Gone, patients.Both:
		default:
			field = ""
		}
		if !locale.Has("merge.field." + field) {
			return nil, misused("choose", &models.Problem{Code: "merge.side", Values: map[string]any{"text": text}})
		}
		chosen[field] = patients.Side(side)
	}
	return chosen, nil
}

// merge shows two patients side by side, and makes them one unless it is only shown.
func (s *session) merge(ctx context.Context, desk *app.Desk, wanted patients.Merging, dryRun bool) error {
	both, err := desk.Compare(ctx, wanted.KeptID, wanted.GoneID)
	if err != nil {
		return err
	}
	if err := s.showBoth(desk, both, wanted.Chosen); err != nil || dryRun {
		return err
	}
	wanted.KeptID, wanted.GoneID = both.Kept.Patient.ID, both.Gone.Patient.ID
	wanted.KeptVersion, wanted.GoneVersion = both.Kept.Patient.Version, both.Gone.Patient.Version
	merge, err := desk.Merge(ctx, wanted)
	if err != nil {
		return err
	}
	return s.write("%s\n", locale.T("cli.merge.done", "gone", merge.GoneID, "kept", merge.KeptID, "id", merge.ID))
}

func (s *session) showBoth(desk *app.Desk, both patients.Comparison, chosen map[string]patients.Side) error {
	table := newTable(s.out)
	who := func(file care.PatientFile) string {
		return fmt.Sprintf("%d %s", file.Patient.ID, locale.Line(file.Patient.Name(), file.Patient.PersonalNumber.String()))
	}
	table.row("", who(both.Kept), who(both.Gone))
	for _, differs := range both.Choices {
		side := differs.Proposed
		if one, ok := chosen[differs.Field]; ok {
			side = one
		}
		table.row(locale.T("merge.field."+differs.Field), locale.OneLine(differs.Kept), locale.OneLine(differs.Gone), differs.Field+"="+string(side))
	}
	if err := table.flush(); err != nil {
		return err
	}
	for _, asked := range both.Asked {
		var what []string
		for _, medicine := range asked.Medicines {
			what = append(what, locale.In(care.NameOf(desk.Medicines(), medicine)))
		}
		for _, condition := range asked.Conditions {
			what = append(what, locale.T("patient.condition."+string(condition)))
		}
		said := locale.T("merge.asked", "when", locale.ShortMoment(asked.Booking.Start), "what", strings.Join(what, ", "))
		if err := s.write("%s\n", said); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) listDuplicates(ctx context.Context, desk *app.Desk) error {
	pairs, err := desk.AllDuplicates(ctx)
	if err != nil {
		return err
	}
	if len(pairs) == 0 {
		return s.write("%s\n", locale.T("merge.list.none"))
	}
	table := newTable(s.out)
	for _, pair := range pairs {
		table.row(strconv.FormatInt(pair.One.ID, 10), pair.One.Name(), locale.Apart(pair.One),
			strconv.FormatInt(pair.Other.ID, 10), pair.Other.Name(), locale.Apart(pair.Other))
	}
	return table.flush()
}

func (s *session) undoMerge(ctx context.Context, desk *app.Desk, id int64) error {
	undone, err := desk.UndoMerge(ctx, id)
	if err != nil {
		return err
	}
	told := []error{s.write("%s\n", locale.T("merge.undone"))}
	if undone.Stayed > 0 {
		told = append(told, s.write("%s\n", locale.TN("merge.undone.stayed", undone.Stayed)))
	}
	if undone.Changed > 0 {
		told = append(told, s.write("%s\n", locale.TN("merge.undone.changed", undone.Changed)))
	}
	return errors.Join(told...)
}
