package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"

	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// configFile tells each desk of a clinic where the data lies. IT lays it, beside the
// program or in the machine's folder: /etc/xdg/nursedesk, %ProgramData%\nursedesk.
const configFile = "nursedesk.toml"

// config is what the file says.
type config struct {
	Database string `toml:"database,omitempty"` // as --database
	PgDump   string `toml:"pg_dump,omitempty"`  // PostgreSQL's program, where it is not on the path
}

// configured reads the clinic's file; where there is none it says nothing.
func configured() (config, error) {
	path, found := configPlace()
	if !found {
		return config{}, nil
	}
	var read config
	body, err := os.ReadFile(path) //nolint:gosec // one of two places of the program's own
	if err != nil {
		return config{}, err
	}
	told, err := toml.Decode(string(body), &read)
	wrong := (&models.Problem{Code: "config.unreadable"}).With("path", path)
	if err != nil {
		var syntax toml.ParseError
		if errors.As(err, &syntax) {
			return config{}, wrong.With("line", syntax.Position.Line)
		}
		return config{}, wrong.With("line", 1)
	}
	if unknown := told.Undecoded(); len(unknown) > 0 {
		return config{}, (&models.Problem{Code: "config.unknown"}).With("path", path).With("key", unknown[0].String())
	}
	return read, nil
}

func configPlace() (path string, found bool) {
	if path, found := configBeside(); found {
		return path, true
	}
	path, err := xdg.SearchConfigFile(filepath.Join("nursedesk", configFile))
	return path, err == nil
}

// configBeside is the file beside the program, which goes before any other.
func configBeside() (path string, found bool) {
	program, err := os.Executable()
	if err != nil {
		return "", false
	}
	path = filepath.Join(filepath.Dir(program), configFile)
	_, err = os.Stat(path)
	return path, !errors.Is(err, fs.ErrNotExist)
}

// location is where the data lies: the flag, the environment, the clinic's file, or
// the platform's data folder.
func (s *session) location() (string, error) {
	where, flag := s.database, true
	if where == "" {
		where, flag = os.Getenv("NURSEDESK_DATABASE"), false
	}
	if where == "" {
		read, err := configured()
		if err != nil {
			return "", err
		}
		where = read.Database
	}
	if where == "" {
		where = installed("Database")
	}
	if where == "" {
		return ownPlace()
	}
	err := store.CheckAddress(where)
	if err == nil && store.HasPassword(where) {
		err = models.ErrPasswordShown
	}
	if err != nil && flag {
		return "", misused("database", err)
	}
	return where, err
}

// ownPlace is where a desk's own data lies. It never falls back to another folder where this one can't
// be used, as xdg.DataFile would: a desk that suddenly has no patients is worse than one that does not open.
func ownPlace() (string, error) {
	if _, err := os.UserHomeDir(); err != nil && os.Getenv("XDG_DATA_HOME") == "" {
		return "", &models.Problem{Code: "desk.no-home", Cause: err}
	}
	place := filepath.Join(xdg.DataHome, "nursedesk", "nursedesk.db")
	if err := owneronly.Folder(filepath.Dir(place)); err != nil {
		return "", models.ErrDatabaseReadOnly.With("path", filepath.Dir(place)).Because(err)
	}
	return place, nil
}

// pgDump is PostgreSQL's pg_dump as the clinic's file names it, "" where it does not: then it is on the path.
func pgDump() (string, error) {
	read, err := configured()
	return read.PgDump, err
}
