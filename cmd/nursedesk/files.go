package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"nursedesk/app/demo"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views/locale"
)

func (s *session) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: locale.T("cli.demo"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.tellsStories = true
			params, finish, err := s.command(cmd.Context())
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

// unlikeBackups are the places where the database says otherwise than its backups; a server without pg_dump has none.
func (s *session) unlikeBackups(ctx context.Context, opened *store.Store) ([]models.HistoryFault, error) {
	backups, err := s.backups()
	if errors.Is(err, models.ErrDumpNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return backups.Compare(ctx, opened)
}

func (s *session) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: locale.T("cli.check"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			params, finish, err := s.command(cmd.Context())
			if err != nil {
				return err
			}
			defer finish()
			if err := params.Store.Verify(cmd.Context()); err != nil {
				return err
			}
			health, err := params.Store.Check(cmd.Context())
			if err != nil {
				return err
			}
			unlike, err := s.unlikeBackups(cmd.Context(), params.Store)
			if err != nil {
				return err
			}
			health.History = append(health.History, unlike...)
			return s.writeHealth(health)
		},
	}
}
