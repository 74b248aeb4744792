package backup

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"nursedesk/models"
)

// Target is the second place, to which every backup is sent, encrypted for the
// clinic's key: a USB stick or a share. The zero Target is none.
type Target struct {
	Folder    string
	Recipient string // of age, "age1…"; the key itself is on the clinic's paper only
}

func (b *Backups) targetFile() string {
	return filepath.Join(b.folder, "target.settings")
}

// Target gives the second place.
func (b *Backups) Target() (target Target) {
	body, err := os.ReadFile(b.targetFile())
	if err != nil || json.Unmarshal(body, &target) != nil {
		return Target{}
	}
	return target
}

// NewKey makes the clinic's key, and from now on encrypts for it. The key is
// given once and kept nowhere: it belongs on paper, in a locked place.
func (b *Backups) NewKey() (key string, err error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	target := b.Target()
	target.Recipient = identity.Recipient().String()
	return identity.String(), b.setTarget(target)
}

// SetFolder sets the second place. Without a key nothing leaves the data folder.
func (b *Backups) SetFolder(folder string) error {
	target := b.Target()
	if target.Recipient == "" {
		return models.ErrBackupKeyMissing
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return models.ErrBackupFailed.With("path", folder).Because(err)
	}
	target.Folder = folder
	return b.setTarget(target)
}

func (b *Backups) setTarget(target Target) error {
	if err := b.prepare(); err != nil {
		return err
	}
	return explain(keepFile(b.targetFile(), target), b.folder)
}

// send encrypts a backup to the second place.
func (b *Backups) send(taken Backup) error {
	target := b.Target()
	if target.Folder == "" {
		return nil
	}
	recipient, err := age.ParseX25519Recipient(target.Recipient)
	if err != nil {
		return models.ErrBackupKeyMissing.Because(err)
	}
	name := filepath.Join(target.Folder, strings.TrimSuffix(filepath.Base(taken.path), b.ending))
	part := name + partEnding
	defer func() { _ = os.Remove(part) }() // it is there only where something failed
	if err := encrypt(taken.path, part, recipient); err != nil {
		return explain(err, target.Folder)
	}
	if err := keepFile(name+aboutEnding, taken); err != nil {
		return explain(err, target.Folder)
	}
	return explain(os.Rename(part, name+b.ending+sealedEnding), target.Folder)
}

func encrypt(from, to string, recipient age.Recipient) (err error) {
	return convert(from, to, func(in io.Reader, out io.Writer) error {
		sealed, err := age.Encrypt(out, recipient)
		if err != nil {
			return err
		}
		_, err = io.Copy(sealed, in)
		return errors.Join(err, sealed.Close())
	})
}

// decrypt reads an encrypted backup; a wrong key, a byte that was changed and a
// file that was cut are refused.
func decrypt(from, to, key string) error {
	identity, err := age.ParseX25519Identity(strings.ToUpper(strings.Join(strings.Fields(key), "")))
	if err != nil {
		return models.ErrBackupKeyWrong
	}
	return convert(from, to, func(in io.Reader, out io.Writer) error {
		opened, err := age.Decrypt(in, identity)
		var wrong *age.NoIdentityMatchError
		if errors.As(err, &wrong) {
			return models.ErrBackupKeyWrong
		}
		if err == nil {
			_, err = io.Copy(out, opened)
		}
		if err != nil {
			return models.ErrBackupDamaged.With("path", from).Because(err)
		}
		return nil
	})
}

// convert writes what change makes of one file into a new one, onto the disk.
func convert(from, to string, change func(in io.Reader, out io.Writer) error) (err error) {
	in, err := os.Open(from) //nolint:gosec // a backup
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()                                      // it was only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // beside a backup
	if err != nil {
		return err
	}
	return errors.Join(change(in, out), out.Sync(), out.Close())
}
