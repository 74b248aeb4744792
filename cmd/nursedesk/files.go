package main

import (
	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/demo"
	"nursedesk/views/locale"
)

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
			patients, err := demo.Fill(cmd.Context(), params, s.clinic)
			if err != nil {
				return err
			}
			if err := demo.AddStaff(cmd.Context(), params, s.clinic); err != nil {
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
