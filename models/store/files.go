package store

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"nursedesk/models"
	"nursedesk/models/owneronly"
)

// prepareFile makes the file where it is missing, readable by its owner only,
// and refuses one that cannot be written, is empty, or has vanished.
func prepareFile(path string, known bool) (made bool, err error) {
	folder := filepath.Dir(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if known {
			return false, models.ErrDatabaseGone.With("path", path)
		}
		if err := owneronly.Folder(folder); err != nil {
			return false, err
		}
		made = true
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, models.ErrDatabaseForeign.With("path", path).Because(fmt.Errorf("it is %v", info.Mode().Type()))
	case info.Size() == 0 && !fills(path):
		return false, models.ErrDatabaseEmpty.With("path", path)
	case nameCount(info) > 1:
		return false, models.ErrDatabaseLinked.With("path", path)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the path is the user's choice
	if err != nil {
		return false, err
	}
	if err := file.Close(); err != nil {
		return made, err
	}
	// SQLite keeps its log beside the file, so the folder must be writable too.
	probe, err := os.CreateTemp(folder, ".nursedesk-*")
	if err != nil {
		return made, err
	}
	return made, errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// fillTime is how long an empty file may be one that another desk makes just now.
const fillTime = time.Second

// fills waits for another desk to write into a file that is empty.
func fills(path string) bool {
	for waited := time.Duration(0); waited < fillTime; waited += fillTime / 20 {
		if info, err := os.Stat(path); err == nil && info.Size() > 0 {
			return true
		}
		time.Sleep(fillTime / 20) //nolint:forbidigo // no file system tells when another program writes
	}
	return false
}

// removeEmpty takes away a file that was made and into which nothing came.
func removeEmpty(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		_ = os.Remove(path)
	}
}

// besides are the endings of the files that SQLite keeps beside the database.
var besides = []string{"-wal", "-shm"}

// watchedFiles are the files of an open database as they were when it was opened.
// The system lets a program write into a file that somebody has moved or removed
// meanwhile; what is written there is lost.
type watchedFiles struct {
	path string
	were map[string]fs.FileInfo
}

// watchFiles remembers the files of the database at path and keeps them from
// other users of the computer.
func watchFiles(path string, log *slog.Logger) (*watchedFiles, error) {
	files := &watchedFiles{path: path, were: map[string]fs.FileInfo{}}
	for _, ending := range append([]string{""}, besides...) {
		info, err := identity(path + ending)
		if err != nil {
			return nil, err
		}
		if others, err := owneronly.Exposed(path + ending); err == nil && others {
			if err := owneronly.File(path + ending); err != nil {
				log.Warn("other users can read the database, which can't be changed", "error", err)
			}
		}
		files.were[path+ending] = info
	}
	return files, nil
}

// ownerWrites is the right without which nothing more can be kept.
const ownerWrites = fs.FileMode(0o200)

// inPlace tells whether every file is the one that was opened, and may be written.
func (f *watchedFiles) inPlace() error {
	if f == nil {
		return nil
	}
	for path, was := range f.were {
		info, err := identity(path)
		if err != nil || !os.SameFile(info, was) {
			return models.ErrDatabaseMoved.With("path", f.path).Because(err)
		}
		if info.Mode().Perm()&ownerWrites == 0 {
			return models.ErrDatabaseReadOnly.With("path", f.path).Because(fmt.Errorf("%s was made read-only", filepath.Base(path)))
		}
	}
	return nil
}

// InPlace tells whether the files of the database are still those that were
// opened: models.ErrDatabaseMoved otherwise. A server's are not looked at.
func (s *Store) InPlace() error { return s.files.inPlace() }

// exposed tells whether other users of the computer can read the database.
func (s *Store) exposed() bool {
	if s.files == nil {
		return false
	}
	others, err := owneronly.Exposed(s.location)
	return err == nil && others
}
