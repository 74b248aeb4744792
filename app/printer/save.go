package printer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Over says what a file may be written over.
type Over int

// A database is never written over, whatever is said here.
const (
	OwnKind  Over = iota // an older file of the same kind: a sheet over a sheet
	Anything             // whatever the user named
)

// Save writes the PDF to a file, which only the user can read. It is there whole
// or not at all: a file that stood there before stays as it was on any fault.
func Save(document sheet.Document, path string) error {
	return SaveFile(document.PDF, path, OwnKind)
}

// SaveFile writes what a patient is given, as [Save] does. A database is refused
// with "print.database", another file that may not be written over with "print.other-file".
func SaveFile(content []byte, path string, over Over) error {
	if err := checkOver(content, path, over); err != nil {
		return err
	}
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, ".sheet-*"+filepath.Ext(path))
	if err != nil {
		return saveFault(path, err)
	}
	if err := writeAll(file, content, path); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		_ = os.Remove(file.Name())
		return saveFault(path, err)
	}
	return nil
}

// writeAll writes and closes a file, and removes it where that fails.
func writeAll(file *os.File, content []byte, path string) error {
	_, err := file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return saveFault(path, err)
	}
	return nil
}

// windowsDiskFull is Windows' ERROR_DISK_FULL.
const windowsDiskFull = syscall.Errno(112)

// saveFault says in words why a file could not be written.
func saveFault(path string, err error) error {
	code := "print.save"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT),
		runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull):
		code = "print.disk-full"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		code = "print.no-folder"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		code = "print.not-allowed"
	case isFolder(path):
		code = "print.is-folder"
	}
	return &models.Problem{
		Code:   code,
		Values: map[string]any{"path": path},
		Cause:  fmt.Errorf("write a file: %w", bare(err)),
	}
}

// bare leaves the file's path out of an error: the user may have put a name in it.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
