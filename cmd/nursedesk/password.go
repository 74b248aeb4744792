package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"
	"golang.org/x/term"

	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views/locale"
)

// keyName is what the passwords of the servers lie under in the system's key store:
// Credential Manager on Windows, the Secret Service on Linux.
const keyName = "Nursedesk"

// password is a server's, from the system's key store. Where that has none, or there
// is no such store, it is "": the driver then looks into .pgpass, as every
// program for PostgreSQL does.
func password(where string) (string, error) {
	if !store.IsServer(where) {
		return "", nil
	}
	if found, err := keyring.Get(keyName, store.WithoutPassword(where)); err == nil {
		return found, nil
	}
	return "", checkPassFile()
}

// checkPassFile refuses a .pgpass that others can read, as PostgreSQL's own programs do.
func checkPassFile() error {
	if runtime.GOOS == "windows" {
		return nil // it lies in a folder of the user's own
	}
	path := os.Getenv("PGPASSFILE")
	if path == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil
		}
		path = filepath.Join(home, ".pgpass")
	}
	info, err := os.Stat(path) //nolint:gosec // the user's own choice
	if err != nil {
		return nil //nolint:nilerr // the server says that a password is missing
	}
	if others := fs.FileMode(0o077); info.Mode().Perm()&others != 0 {
		return (&models.Problem{Code: "database.pgpass-open"}).With("path", path)
	}
	return nil
}

func (s *session) passwordCommand() *cobra.Command {
	return &cobra.Command{
		Use: "password", Short: locale.T("cli.password"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			where, err := s.location()
			if err != nil {
				return err
			}
			if !store.IsServer(where) {
				return models.ErrServerOnly.With("path", where)
			}
			typed, err := s.askPassword(store.WithoutPassword(where))
			if err != nil {
				return err
			}
			return s.keepPassword(cmd.Context(), where, typed)
		},
	}
}

// keepPassword keeps a password that the server has accepted.
func (s *session) keepPassword(ctx context.Context, where, typed string) error {
	if err := store.Knock(ctx, where, typed); err != nil {
		return err
	}
	if err := keyring.Set(keyName, store.WithoutPassword(where), typed); err != nil {
		return (&models.Problem{Code: "database.no-key-store"}).Because(err)
	}
	return s.write("%s\n", locale.T("cli.password.kept", "path", store.WithoutPassword(where)))
}

// askPassword reads the server's password.
func (s *session) askPassword(where string) (string, error) {
	s.say("%s", locale.T("cli.password.ask", "path", where))
	return s.readSecret()
}

// terminal tells whether somebody types what is read.
func (s *session) terminal() (*os.File, bool) {
	file, ok := s.in.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

// readSecret reads a line, which a terminal does not show. A secret is never an
// argument, which others can see.
func (s *session) readSecret() (string, error) {
	if file, ok := s.terminal(); ok {
		typed, err := term.ReadPassword(int(file.Fd()))
		return string(typed), err
	}
	return s.readLine()
}

// readLine reads the next line of what is typed or handed over.
func (s *session) readLine() (string, error) {
	if s.lines == nil {
		s.lines = bufio.NewReader(s.in) // one for all lines: it reads ahead
	}
	line, err := s.lines.ReadString('\n')
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	if err != nil {
		return "", models.ErrRequired
	}
	return strings.TrimRight(line, "\r\n"), nil
}
