package main

import (
	"io"
	stdlog "log"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// exit ends the program at once; the guard of the first frame needs it, since
// the screen's own goroutine hangs.
var exit = os.Exit

// lockDesk keeps a second window from the same file. Commands need no lock:
// the database lets them in beside the window.
func lockDesk(database string) (unlock func(), err error) {
	if store.IsServer(database) {
		return func() {}, nil // a server is made for several desks
	}
	if real, err := store.RealPath(database); err == nil {
		database = real // two names of one file are one desk
	}
	if err := owneronly.Folder(filepath.Dir(database)); err != nil {
		return nil, models.ErrDatabaseReadOnly.With("path", database).Because(err)
	}
	lock := flock.New(database+".lock", flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, models.ErrDatabaseReadOnly.With("path", database).Because(err)
	case !locked:
		return nil, models.ErrDatabaseOpen.With("path", database)
	}
	return func() { _ = lock.Unlock() }, nil // the system frees it with the process anyway
}

// biggestLog is when a log file makes way for a new one.
const biggestLog = 1 << 20

// openLog writes the program's log beside its other state: what happened and
// what failed, never anything about a patient. What the libraries say, that there
// is no session bus for one, is for the file alone.
func openLog() (log *slog.Logger, closeLog func()) {
	path, err := xdg.StateFile(filepath.Join("nursedesk", "nursedesk.log"))
	if err != nil {
		return slog.New(slog.NewTextHandler(os.Stderr, nil)), func() {}
	}
	if info, err := os.Stat(path); err == nil && info.Size() > biggestLog {
		_ = os.Rename(path, path+".1") // the older log is lost, and only that
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600) //nolint:gosec // the program's own path
	if err != nil {
		return slog.New(slog.NewTextHandler(os.Stderr, nil)), func() {}
	}
	libraries := slog.New(slog.NewTextHandler(file, nil)).With("from", "library")
	stdlog.SetFlags(0)
	stdlog.SetOutput(slog.NewLogLogger(libraries.Handler(), slog.LevelWarn).Writer())
	both := io.MultiWriter(file, os.Stderr)
	return slog.New(slog.NewTextHandler(both, nil)), func() { _ = file.Close() }
}
