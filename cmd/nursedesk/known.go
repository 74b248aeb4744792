package main

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// knownDatabases are the paths at which this user has had a database, a line each:
// where one of them is empty-handed, something was lost.
func knownDatabases() (paths []string, err error) {
	file, err := os.Open(knownPlace())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	for lines := bufio.NewScanner(file); ; {
		if !lines.Scan() {
			return paths, lines.Err()
		}
		if path := strings.TrimSpace(lines.Text()); path != "" {
			paths = append(paths, path)
		}
	}
}

func knownPlace() string { return filepath.Join(xdg.StateHome, "nursedesk", "databases") }

// isKnown tells whether this user has had a database at a path. A server is always
// known: whoever gave its address has made its tables, or moved a file there.
func isKnown(path string) (bool, error) {
	if store.IsServer(path) {
		return true, nil
	}
	path, err := store.RealPath(path)
	if err != nil {
		return false, err
	}
	known, err := knownDatabases()
	return slices.Contains(known, path), err
}

// remember writes down that there is a database at a path. A test database may
// go whenever it likes.
func remember(opened *store.Store) error {
	path := opened.Location()
	if opened.Test() || store.IsServer(path) {
		return nil
	}
	if known, err := isKnown(path); err != nil || known {
		return err
	}
	if err := owneronly.Folder(filepath.Dir(knownPlace())); err != nil {
		return err
	}
	file, err := os.OpenFile(knownPlace(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(path + "\n")
	return errors.Join(err, file.Close())
}
