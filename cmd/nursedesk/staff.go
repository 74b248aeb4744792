package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/access"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) staffCommand() *cobra.Command {
	command := &cobra.Command{
		Use: "staff", Short: locale.T("cli.staff"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.listStaff(cmd.Context()) },
	}
	list := &cobra.Command{
		Use: "list", Short: locale.T("cli.staff.list"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.listStaff(cmd.Context()) },
	}
	reset := &cobra.Command{
		Use: "reset NAME", Short: locale.T("cli.staff.reset"), Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				password, err := s.newPassword()
				if err != nil {
					return err
				}
				if err := desk.ResetPassword(cmd.Context(), args[0], password); err != nil {
					return err
				}
				return s.write("%s\n", locale.T("cli.staff.reset-done", "name", args[0]))
			})
		},
	}
	roles := &cobra.Command{
		Use: "roles", Short: locale.T("cli.staff.roles"), Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return s.listRoles() },
	}
	command.AddCommand(s.staffAddCommand(), list, reset, roles, s.staffMapCommand())
	return command
}

// staffMapCommand says anew by which ways somebody comes; a way that is left out ends.
func (s *session) staffMapCommand() *cobra.Command {
	var ways staff.Ways
	command := &cobra.Command{
		Use: "map NAME [ACCOUNT]", Short: locale.T("cli.staff.map"), Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			said := locale.T("cli.staff.unmapped", "name", args[0])
			if len(args) > 1 {
				ways.Account = args[1]
				said = locale.T("cli.staff.mapped", "name", args[0], "account", args[1])
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				if err := desk.Map(cmd.Context(), args[0], ways); err != nil {
					return err
				}
				return s.write("%s\n", said)
			})
		},
	}
	waysFlags(command, &ways)
	return command
}

// waysFlags are those that add and map share.
func waysFlags(command *cobra.Command, ways *staff.Ways) {
	command.Flags().StringVar(&ways.OwnComputer, "own-computer", "", locale.T("cli.flag.own-computer"))
	command.Flags().StringVar(&ways.Identity, "identity", "", locale.T("cli.flag.identity"))
}

func (s *session) staffAddCommand() *cobra.Command {
	var title string
	var ways staff.Ways
	var roles []string
	command := &cobra.Command{
		Use: "add NAME", Short: locale.T("cli.staff.add"), Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			draft := staff.Draft{Name: args[0], Title: title, Account: ways.Account, OwnComputer: ways.OwnComputer, Identity: ways.Identity}
			for _, role := range roles {
				draft.Roles = append(draft.Roles, models.Role(role))
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				if !slices.Contains(draft.Roles, models.Service) { // which never signs in
					var err error
					if draft.Password, err = s.newPassword(); err != nil {
						return err
					}
				}
				added, err := desk.SaveStaff(cmd.Context(), draft)
				if err != nil {
					return err
				}
				return s.write("%s\n", locale.T("cli.staff.added", "name", added.Name))
			})
		},
	}
	command.Flags().StringVar(&title, "title", "", locale.T("cli.flag.title"))
	command.Flags().StringVar(&ways.Account, "account", "", locale.T("cli.flag.account"))
	waysFlags(command, &ways)
	command.Flags().StringSliceVar(&roles, "role", nil, locale.T("cli.flag.roles"))
	return command
}

func (s *session) listStaff(ctx context.Context) error {
	return s.withDesk(ctx, func(desk *app.Desk) error {
		members, err := desk.Staff(ctx)
		if err != nil {
			return err
		}
		if len(members) == 0 {
			return s.write("%s\n", locale.T("cli.staff.empty"))
		}
		table := newTable(s.out)
		for _, member := range members {
			var notes []string
			if member.OwnComputer != "" {
				notes = append(notes, locale.T("staff.own-computer", "computer", member.OwnComputer))
			}
			if member.Identity != "" {
				notes = append(notes, member.Identity)
			}
			if !member.HasPassword && !member.Has(models.Service) {
				notes = append(notes, locale.T("cli.staff.no-password"))
			}
			if member.Left {
				notes = append(notes, locale.T("cli.staff.left"))
			}
			table.row(member.Name, member.Title, strings.Join(locale.RoleNames(member.Roles), ", "), member.Account, strings.Join(notes, ", "))
		}
		return table.flush()
	})
}

// listRoles shows who may do what.
func (s *session) listRoles() error {
	rules, err := s.rules()
	if err != nil {
		return err
	}
	table := newTable(s.out)
	for _, area := range rules.Access.Areas {
		table.row(locale.T("access."+area.ID), strings.Join(locale.RoleNames(area.Roles), ", "))
	}
	return table.flush()
}

// newPassword asks for somebody's new password; twice where it is typed.
func (s *session) newPassword() (string, error) {
	s.say("%s", locale.T("cli.staff.password", "least", access.LeastPassword))
	first, err := s.readSecret()
	if _, typed := s.terminal(); err != nil || !typed {
		return first, err
	}
	s.say("%s", locale.T("cli.staff.password-again"))
	again, err := s.readSecret()
	if err == nil && again != first {
		err = &models.Problem{Code: "password.differs"}
	}
	return first, err
}
