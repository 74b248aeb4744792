package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/zalando/go-keyring"

	"nursedesk/app/emergency"
	"nursedesk/app/sealed"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// localKeyName is what this user's key lies under in the system's key store.
const localKeyName = "this computer"

// localBox holds what a desk keeps on this computer for when its database can't be reached. It lies in
// the user's data folder, wherever the database is.
func localBox(where string) *sealed.Box { return sealed.New(localFolder(where), localKeys) }

// localFolder is that of one database among the user's data.
func localFolder(where string) string {
	if store.IsServer(where) {
		where = store.WithoutPassword(where)
	} else if real, err := store.RealPath(where); err == nil {
		where = real // two names of one file are one desk
	}
	sum := sha256.Sum256([]byte(where))
	return filepath.Join(xdg.DataHome, "nursedesk", "desk-"+hex.EncodeToString(sum[:8]))
}

// localKeys are the keys of this user, the one to seal with first: that in the system's key store
// or, where there is none, one in a file among the user's settings. Of a store that
// can't be reached today, the file's key serves until it can.
func localKeys() (keys []string, err error) {
	stored, storeErr := keyring.Get(keyName, localKeyName)
	if errors.Is(storeErr, keyring.ErrNotFound) {
		if stored, err = sealed.NewKey(); err != nil {
			return nil, err
		}
		storeErr = keyring.Set(keyName, localKeyName, stored)
	}
	if storeErr == nil {
		keys = append(keys, stored)
	}
	path := filepath.Join(xdg.ConfigHome, "nursedesk", "desk.key")
	body, err := os.ReadFile(path) //nolint:gosec // among the user's settings
	switch {
	case err == nil:
		return append(keys, strings.TrimSpace(string(body))), nil
	case !errors.Is(err, fs.ErrNotExist):
		return keys, err
	case len(keys) > 0:
		return keys, nil
	}
	made, err := sealed.NewKey()
	if err == nil {
		err = owneronly.Folder(filepath.Dir(path))
	}
	if err == nil {
		err = writeNew(path, made)
	}
	return []string{made}, err
}

// writeNew writes a file that only the user can read, onto the disk.
func writeNew(path, text string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // among the user's settings
	if err != nil {
		return err
	}
	_, err = file.WriteString(text + "\n")
	return errors.Join(err, file.Sync(), file.Close())
}

// moveHere lets what this computer keeps of a database follow to where everything was moved: what was
// typed without contact and is still to be sent. The emergency list is made anew there.
func moveHere(from, to *sealed.Box) error {
	if err := emergency.Remove(from); err != nil {
		return err
	}
	names, err := from.Names("")
	if err != nil {
		return err
	}
	for _, name := range names {
		content, err := from.Read(name)
		if err == nil {
			err = to.Write(name, content)
		}
		if err == nil {
			err = from.Remove(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
