package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/backup"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views/locale"
)

// backups are those of the database that this run is about. A server's are taken by pg_dump and lie
// among this user's data.
func (s *session) backups() (*backup.Backups, error) {
	where, err := s.location()
	if err != nil {
		return nil, err
	}
	if store.IsServer(where) {
		dumpAt, err := pgDump()
		if err != nil {
			return nil, err
		}
		return backup.OfServer(localFolder(where)+".backups", dumpAt, office.SystemClock()), nil
	}
	return backup.Of(where, office.SystemClock())
}

// takeBackup takes a backup by a copy of the open database.
func (s *session) takeBackup(ctx context.Context, reason backup.Reason, copyTo func(context.Context, string) error) (backup.Backup, error) {
	backups, err := s.backups()
	if err != nil {
		return backup.Backup{}, err
	}
	return backups.Take(ctx, reason, copyTo)
}

// beforeImport takes a backup; of a server's database where pg_dump is at hand.
func (s *session) beforeImport(ctx context.Context, desk *app.Desk) error {
	_, err := s.takeBackup(ctx, backup.Import, desk.Copy)
	if errors.Is(err, models.ErrDumpNone) {
		return nil
	}
	return err
}

// beforeUpgrade takes a backup before the tables change. Of a server's database none can be
// taken without pg_dump: then nothing is changed, unless the user has said that there is a copy.
func (s *session) beforeUpgrade(ctx context.Context, copyTo func(context.Context, string) error) error {
	if s.withoutCopy {
		return nil
	}
	taken, err := s.takeBackup(ctx, backup.Upgrade, copyTo)
	switch {
	case errors.Is(err, models.ErrDumpNone), errors.Is(err, models.ErrDumpFailed):
		return (&models.Problem{Code: "upgrade.no-copy"}).Because(err)
	case err == nil && !taken.Sound:
		return (&models.Problem{Code: "upgrade.unsound"}).With("path", taken.Path())
	}
	return err
}

func (s *session) backupCommand() *cobra.Command {
	command := &cobra.Command{
		Use: "backup", Short: locale.T("cli.backup"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			params, finish, err := s.command(cmd.Context())
			if err != nil {
				return err
			}
			defer finish()
			taken, err := s.takeBackup(cmd.Context(), backup.Asked, params.Store.Copy)
			if err != nil {
				return err
			}
			if !taken.Sound {
				s.say("%s", locale.T("backup.taken.unsound", "path", taken.Path()))
				return errToldAlready
			}
			return s.write("%s\n", locale.T("backup.taken", "path", taken.Path()))
		},
	}
	command.AddCommand(s.backupListCommand(), s.backupKeyCommand(), s.backupTargetCommand(), s.backupDrillCommand())
	return command
}

func (s *session) backupListCommand() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: locale.T("cli.backup.list"), Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			backups, err := s.backups()
			if err != nil {
				return err
			}
			all, err := backups.List()
			if err != nil {
				return err
			}
			table := newTable(s.out)
			for _, one := range all {
				sound := locale.T("backup.sound")
				if !one.Sound {
					sound = locale.T("backup.unsound")
				}
				if one.Encrypted() {
					sound += ", " + locale.T("backup.encrypted")
				}
				table.row(local(&one.At), locale.T("backup.reason."+string(one.Reason)), sound,
					strconv.FormatInt(one.Rows("bookings"), 10), one.Path())
			}
			return table.flush()
		},
	}
}

func (s *session) backupKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "key", Short: locale.T("cli.backup.key"), Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			backups, err := s.backups()
			if err != nil {
				return err
			}
			key, err := backups.NewKey()
			if err != nil {
				return err
			}
			s.say("%s", locale.T("backup.key.told"))
			return s.write("%s\n", key)
		},
	}
}

func (s *session) backupTargetCommand() *cobra.Command {
	return &cobra.Command{
		Use: "target FOLDER", Short: locale.T("cli.backup.target"), Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			backups, err := s.backups()
			if err != nil {
				return err
			}
			if err := backups.SetFolder(args[0]); err != nil {
				return err
			}
			return s.write("%s\n", locale.T("backup.target.set", "path", backups.Target().Folder))
		},
	}
}

func (s *session) backupDrillCommand() *cobra.Command {
	return &cobra.Command{
		Use: "drill", Short: locale.T("cli.backup.drill"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			backups, err := s.backups()
			if err != nil {
				return err
			}
			if err := backups.Drill(cmd.Context()); err != nil {
				return err
			}
			return s.write("%s\n", locale.T("backup.drill.done"))
		},
	}
}

func (s *session) restoreCommand() *cobra.Command {
	var keyFile string
	var yes bool
	command := &cobra.Command{
		Use: "restore [FILE]", Short: locale.T("cli.restore"), Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			where, err := s.location()
			if err != nil {
				return err
			}
			backups, err := s.backups()
			if err != nil {
				return err
			}
			chosen, err := chooseBackup(backups, args)
			if err != nil {
				return err
			}
			if store.IsServer(where) {
				return (&models.Problem{Code: "restore.server"}).With("path", chosen.Path())
			}
			if err := s.writeBoth(cmd.Context(), backups, chosen); err != nil {
				return err
			}
			if !yes {
				return s.write("%s\n", locale.T("restore.ask"))
			}
			key, err := s.readKey(keyFile)
			if err != nil {
				return err
			}
			kept, err := restore(cmd.Context(), where, backups, chosen, key, func() (office.Person, error) { return office.Acting(cmd.Context()), nil })
			if err != nil {
				return err
			}
			if err := s.write("%s\n", locale.T("restore.done", "path", where)); err != nil || kept == "" {
				return err
			}
			return s.write("%s\n", locale.T("restore.kept", "path", kept))
		},
	}
	command.Flags().StringVar(&keyFile, "key", "", locale.T("cli.flag.key"))
	command.Flags().BoolVar(&yes, "yes", false, locale.T("cli.flag.yes"))
	return command
}

// tellRestored has the history of a database say who put it back.
func (s *session) tellRestored(ctx context.Context, desk *app.Desk) error {
	if store.IsServer(desk.Location()) {
		return nil
	}
	backups, err := s.backups()
	if err != nil {
		return err
	}
	return backups.TellHistory(ctx, desk.Office)
}

// chooseBackup is the one that was named, else the newest that is sound.
func chooseBackup(backups *backup.Backups, args []string) (backup.Backup, error) {
	if len(args) == 1 {
		return backup.Find(args[0])
	}
	newest, ok, err := backups.Newest()
	if err == nil && !ok {
		err = models.ErrBackupNone.With("path", backups.Folder())
	}
	return newest, err
}

// readKey reads the clinic's key: from a file, never from the argument list,
// which everyone on the computer can read.
func (s *session) readKey(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	body, err := s.readFile(file)
	return string(body), err
}

// holds says in a few words what a backup, or a database, holds.
func holds(one backup.Backup) string {
	changed := locale.T("restore.never")
	if !one.Head.At.IsZero() {
		changed = locale.Moment(one.Head.At)
	}
	return locale.T("restore.holds", "patients", one.Rows("patients"), "bookings", one.Rows("bookings"), "at", changed)
}

// writeBoth shows what the backup holds beside what is there now.
func (s *session) writeBoth(ctx context.Context, backups *backup.Backups, chosen backup.Backup) error {
	present, err := backups.Present(ctx)
	now := locale.Problem(err)
	if err == nil {
		now = holds(present)
	}
	return s.write("%s\n  %s\n%s\n  %s\n",
		locale.T("restore.backup", "path", chosen.Path()), holds(chosen),
		locale.T("restore.present", "path", present.Path()), now)
}
