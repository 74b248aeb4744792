package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"
	"github.com/zalando/go-keyring"

	"nursedesk/app/backup"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
	"nursedesk/views/background"
)

// checkDestination refuses what everything can't be moved to, before anything is done.
func checkDestination(to string) error {
	err := store.CheckAddress(to)
	switch {
	case err != nil:
		return err
	case to == "":
		return models.ErrDatabaseAddress
	case store.HasPassword(to):
		return models.ErrPasswordShown
	}
	return nil
}

// moveTo moves everything from an open database, with a backup before, and what this computer keeps of it.
func (s *session) moveTo(ctx context.Context, from *store.Store, now office.Clock, to, secret string, progress func(done, all int64)) ([]models.RowCount, error) {
	where, err := s.location()
	if err != nil {
		return nil, err
	}
	if err := from.Verify(ctx); err != nil {
		return nil, err
	}
	if _, err := s.takeBackup(ctx, backup.Asked, from.Copy); err != nil && !errors.Is(err, models.ErrDumpNone) {
		return nil, err
	}
	there, err := store.Open(ctx, to, store.Options{Log: quiet(), Now: now.Now, MadeUpTime: s.madeUpTime(), Password: secret})
	if err != nil {
		return nil, err
	}
	defer func() { _ = there.Close() }() // all is committed by then
	rows, err := store.Move(ctx, from, there, progress)
	if err != nil {
		return nil, err
	}
	return rows, errors.Join(remember(there), moveHere(localBox(where), localBox(to)))
}

// mover moves the database of a window.
type mover struct {
	session *session
	from    *store.Store
	clock   office.Clock
	screen  background.Runner
	quit    func()
}

// Try implements settings.Mover.
func (m *mover) Try(ctx context.Context, address, typed string) error {
	if err := checkDestination(address); err != nil {
		return err
	}
	if !store.IsServer(address) {
		return models.ErrDatabaseAddress
	}
	secret, err := secretOf(address, typed)
	if err != nil {
		return err
	}
	return store.Knock(ctx, address, secret)
}

// secretOf is the password that was typed, else that which this computer knows.
func secretOf(address, typed string) (string, error) {
	if typed != "" {
		return typed, nil
	}
	return password(address)
}

// Move implements settings.Mover. The password is kept first: without it the program could not
// go on there.
func (m *mover) Move(ctx context.Context, to, typed string, progress func(done, all int64)) (moved int64, err error) {
	if err := checkDestination(to); err != nil {
		return 0, err
	}
	if store.IsServer(to) {
		if err := m.Try(ctx, to, typed); err != nil {
			return 0, err
		}
		if typed != "" {
			if err := keyring.Set(keyName, store.WithoutPassword(to), typed); err != nil {
				return 0, (&models.Problem{Code: "database.no-key-store"}).Because(err)
			}
		}
	}
	secret, err := secretOf(to, typed)
	if err != nil {
		return 0, err
	}
	rows, err := m.session.moveTo(ctx, m.from, m.clock, to, secret, progress)
	for _, count := range rows {
		moved += count.Rows
	}
	return moved, err
}

// GoOn implements settings.Mover.
func (m *mover) GoOn(to string) error {
	args, err := m.session.pointTo(to, os.Args[1:])
	if err != nil {
		return err
	}
	m.session.first.release()
	if err := startAgain(args); err != nil {
		return err
	}
	m.screen.OnScreen(m.quit)
	return nil
}

// NewFile implements settings.Mover: beside the usual place, since a file there may be the one from
// which everything was moved.
func (m *mover) NewFile() string {
	day := office.Today(m.clock).String()
	return filepath.Join(xdg.DataHome, "nursedesk", "nursedesk-"+day+".db")
}

// pointTo lets this user's program find the database where it is now: by the settings file, or where the
// program was told otherwise, by the arguments that it gives.
func (s *session) pointTo(to string, args []string) ([]string, error) {
	if s.database != "" || os.Getenv("NURSEDESK_DATABASE") != "" {
		return append(withoutDatabase(args), "--database", to), nil
	}
	if _, beside := configBeside(); beside {
		return append(withoutDatabase(args), "--database", to), nil
	}
	kept, err := configured()
	if err != nil {
		return nil, err
	}
	kept.Database = to
	body, err := toml.Marshal(kept)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(xdg.ConfigHome, "nursedesk", configFile)
	if err := owneronly.Folder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	return args, os.WriteFile(path, body, 0o600)
}

// withoutDatabase are the arguments without --database and what follows it.
func withoutDatabase(args []string) (left []string) {
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "--database":
			i++
		case strings.HasPrefix(args[i], "--database="), args[i] == "--new":
		default:
			left = append(left, args[i])
		}
	}
	return left
}
