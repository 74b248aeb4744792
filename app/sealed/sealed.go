// Package sealed keeps files on this computer that only its user can read: each is
// encrypted with the user's key, lies in a folder of the user's own, and is written
// whole or not at all.
package sealed

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"nursedesk/models"
	"nursedesk/models/owneronly"
)

// ending is that of a sealed file, partEnding of one that is not whole yet.
const (
	ending     = ".age"
	partEnding = ".part"
)

// Box is a folder of sealed files. It may be used from several goroutines.
type Box struct {
	folder string
	keys   func() ([]string, error)

	opening    sync.Once
	identities []age.Identity
	recipient  age.Recipient
	unopened   error
}

// NewKey makes a key.
func NewKey() (string, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	return identity.String(), nil
}

// New gives the box in a folder, which is made when something is put there. keys gives
// the user's keys, that with which files are sealed first; it is asked once, when a
// key is needed, and may be slow.
func New(folder string, keys func() ([]string, error)) *Box { return &Box{folder: folder, keys: keys} }

// Folder is where the files lie.
func (b *Box) Folder() string { return b.folder }

func (b *Box) path(name string) string { return filepath.Join(b.folder, name+ending) }

// open reads the keys.
func (b *Box) open() error {
	b.opening.Do(func() {
		keys, err := b.keys()
		if err != nil {
			b.unopened = models.ErrSealedKey.With("path", b.folder).Because(err)
			return
		}
		for _, key := range keys {
			identity, err := age.ParseX25519Identity(strings.TrimSpace(key))
			if err != nil {
				b.unopened = models.ErrSealedKey.With("path", b.folder) // no cause: it may quote the key
				return
			}
			if b.recipient == nil {
				b.recipient = identity.Recipient()
			}
			b.identities = append(b.identities, identity)
		}
		if b.recipient == nil {
			b.unopened = models.ErrSealedKey.With("path", b.folder)
		}
	})
	return b.unopened
}

// Write seals a file, in the place of the one before. It is on the disk when Write returns.
func (b *Box) Write(name string, content []byte) error {
	if err := b.open(); err != nil {
		return err
	}
	return b.explain(b.write(name, content))
}

func (b *Box) write(name string, content []byte) (err error) {
	var closed bytes.Buffer
	sealing, err := age.Encrypt(&closed, b.recipient)
	if err != nil {
		return err
	}
	if _, err := sealing.Write(content); err != nil {
		return err
	}
	if err := sealing.Close(); err != nil {
		return err
	}
	if err := owneronly.Folder(b.folder); err != nil {
		return err
	}
	part, err := os.CreateTemp(b.folder, name+"*"+partEnding) // only its owner may read it
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part.Name())
		}
	}()
	_, err = part.Write(closed.Bytes())
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), b.path(name))
}

// Read opens a file; one that is not there is fs.ErrNotExist, one that can't be opened
// with any of the keys, or is damaged, models.ErrSealedKey.
func (b *Box) Read(name string) ([]byte, error) {
	file, err := os.Open(b.path(name))
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	if err := b.open(); err != nil {
		return nil, err
	}
	opened, err := age.Decrypt(file, b.identities...)
	if err != nil {
		return nil, models.ErrSealedKey.With("path", b.path(name)).Because(err)
	}
	content, err := io.ReadAll(opened)
	if err != nil {
		return nil, models.ErrSealedKey.With("path", b.path(name)).Because(err)
	}
	return content, nil
}

// Written is when a file was sealed or last confirmed; ok is false where there is none.
func (b *Box) Written(name string) (at time.Time, ok bool) {
	info, err := os.Stat(b.path(name))
	if err != nil {
		return time.Time{}, false
	}
	return info.ModTime(), true
}

// Confirm notes that what a file holds is so at an instant, without sealing it again.
func (b *Box) Confirm(name string, at time.Time) error {
	return b.explain(os.Chtimes(b.path(name), at, at))
}

// Names are the files whose names begin so.
func (b *Box) Names(beginning string) (names []string, err error) {
	entries, err := os.ReadDir(b.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		if name, is := strings.CutSuffix(entry.Name(), ending); is && strings.HasPrefix(name, beginning) {
			names = append(names, name)
		}
	}
	return names, err
}

// Remove takes a file away; one that is not there is no error.
func (b *Box) Remove(name string) error {
	if err := os.Remove(b.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return b.explain(err)
	}
	return nil
}

// Tidy takes away what a write left that was cut off.
func (b *Box) Tidy() error {
	left, err := filepath.Glob(filepath.Join(b.folder, "*"+partEnding))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// explain says what of a file system's fault the user can do something about.
func (b *Box) explain(err error) error {
	if err == nil {
		return nil
	}
	return models.ErrSealedWrite.With("path", b.folder).Because(err)
}
