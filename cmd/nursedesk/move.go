package main

import (
	"strconv"

	"github.com/spf13/cobra"

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
			err := checkDestination(to)
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
	params, finish, err := s.command(ctx)
	if err != nil {
		return err
	}
	defer finish()
	from := params.Store
	secret, err := password(to)
	if err != nil {
		return err
	}
	shown := to
	if store.IsServer(to) {
		shown = store.WithoutPassword(to)
	}
	s.say("%s", locale.T("cli.move-database.goes-on", "from", from.Location(), "to", shown))
	rows, err := s.moveTo(ctx, from, params.Clock, to, secret, func(int64, int64) {})
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
	return s.write("%s\n", locale.T("cli.move-database.done", "from", from.Location(), "to", shown))
}
