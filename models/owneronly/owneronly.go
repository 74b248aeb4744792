// Package owneronly keeps folders and files to the user who runs the program: by their mode, and on Windows by a list
// of who has access, which the mode does not touch there.
package owneronly

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Folder makes a folder, and those above it that are missing, for the user alone. What lies there already stays
// as whoever made it wanted it.
func Folder(path string) error {
	missing := []string{}
	for at := filepath.Clean(path); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		missing = append(missing, at)
	}
	if err := os.MkdirAll(path, ownFolder); err != nil {
		return err
	}
	if len(missing) == 0 {
		return nil
	}
	return closeFolder(missing[len(missing)-1]) // what is made below it is closed as it is
}

// File keeps a file, which lies wherever somebody chose, to the user alone.
func File(path string) error { return closeFile(path) }

// Exposed tells whether others than the user, and who sees to the computer, can read a file.
func Exposed(path string) (bool, error) { return exposed(path) }

const (
	ownFolder = fs.FileMode(0o700)
	ownFile   = fs.FileMode(0o600)
)
