package main

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"nursedesk/app/backup"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views/locale"
)

// moveDatabaseCommand moves everything from this run's database into an empty one: from
// a file to a server, or back.
func (s *session) moveDatabaseCommand() *cobra.Command {
	var to string
	command := &cobra.Command{
		Use: "move-database", Short: locale.T("cli.move-database"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "to"); err != nil {
				return err
			}
			err := store.CheckAddress(to)
			if err == nil && store.HasPassword(to) {
				err = models.ErrPasswordShown
			}
			if err != nil {
				return misused("to", err)
			}
			return s.moveDatabase(cmd, to)
		},
	}
	command.Flags().StringVar(&to, "to", "", locale.T("cli.flag.move-to"))
	return command
}

func (s *session) moveDatabase(cmd *cobra.Command, to string) error {
	ctx := cmd.Context()
	where, err := s.location()
	if err != nil {
		return err
	}
	unlock, err := lockDesk(where) // no window works in a file while it moves
	if err != nil {
		return err
	}
	defer unlock()
	params, finish, err := s.params(ctx, quiet())
	if err != nil {
		return err
	}
	defer finish()
	from := params.Store
	if err := from.Verify(ctx); err != nil {
		return err
	}
	if _, err := s.takeBackup(ctx, backup.Asked, from.Copy); err != nil && !errors.Is(err, models.ErrDumpNone) {
		return err
	}
	options := store.Options{Log: quiet(), Now: params.Clock.Now, MadeUpTime: s.madeUpTime()}
	if options.Password, err = password(to); err != nil {
		return err
	}
	there, err := store.Open(ctx, to, options)
	if err != nil {
		return err
	}
	defer func() { _ = there.Close() }() // all is committed by then
	s.say("%s", locale.T("cli.move-database.goes-on", "from", from.Location(), "to", there.Location()))
	rows, err := store.Move(ctx, from, there)
	if err != nil {
		return err
	}
	table := newTable(s.out)
	for _, count := range rows {
		table.row(locale.T("check."+count.Name), strconv.FormatInt(count.Rows, 10))
	}
	if err := table.flush(); err != nil {
		return err
	}
	if err := remember(there); err != nil {
		return err
	}
	if err := moveHere(localBox(where), localBox(to)); err != nil {
		return err
	}
	return s.write("%s\n", locale.T("cli.move-database.done", "from", from.Location(), "to", there.Location()))
}
