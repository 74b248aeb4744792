// Package backup keeps copies of a database file: it takes them, checks each by
// opening it, thins them out, sends them encrypted to a second place, and puts
// one back. It shows nothing and decides nothing about patients.
package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// Reason is why a backup was taken, a translation key below "backup.reason.".
type Reason string

// Reasons for a backup.
const (
	Daily   Reason = "daily"
	Asked   Reason = "asked"
	Upgrade Reason = "upgrade" // before the tables change
	Import  Reason = "import"  // before bookings are read in
)

// Backup is one copy and what was found in it when it was taken. It names no patient.
type Backup struct {
	At     time.Time // UTC
	Reason Reason
	Sound  bool   // opened and checked, nothing was wrong
	SHA256 string // of the database, before any encryption; hexadecimal
	Size   int64  // of the database, in bytes
	Schema string // the last migration step
	Counts []models.RowCount
	Head   models.HistoryHead
	Looks  models.HistoryHead // of the access log

	path string
}

// Path is where the copy lies.
func (b Backup) Path() string { return b.path }

// Encrypted tells whether the clinic's key is needed to read it.
func (b Backup) Encrypted() bool { return strings.HasSuffix(b.path, sealedEnding) }

// Dump tells whether it is of a server's database, which PostgreSQL's own pg_restore puts back.
func (b Backup) Dump() bool { return isDump(b.path) }

func isDump(path string) bool {
	return strings.HasSuffix(strings.TrimSuffix(path, sealedEnding), dumpEnding)
}

// Rows is how many rows of a table it holds.
func (b Backup) Rows(table string) int64 {
	for _, count := range b.Counts {
		if count.Name == table {
			return count.Rows
		}
	}
	return 0
}

const (
	copyEnding   = ".db"
	dumpEnding   = ".dump" // of a server's database
	sealedEnding = ".age"  // comes behind one of those
	aboutEnding  = ".json"
	partEnding   = ".part" // of a copy that is not whole yet
	stampForm    = "20060102T150405.000Z"
)

// Backups are the copies of one database file. They lie in a folder beside it,
// nursedesk.db.backups, whatever becomes of the file.
type Backups struct {
	database string // "" for a server's
	folder   string
	clock    office.Clock
	ending   string
	dumpAt   string // names pg_dump, where it is not on the path
}

// Of gives the backups of the database file at a path.
func Of(database string, clock office.Clock) (*Backups, error) {
	database, err := store.RealPath(database)
	if err != nil {
		return nil, err
	}
	return &Backups{database: database, folder: database + ".backups", clock: clock, ending: copyEnding}, nil
}

// OfServer gives the backups of a server's database that lie in a folder of this computer. They are
// taken by pg_dump; dumpAt names it, where it is not on the path.
func OfServer(folder, dumpAt string, clock office.Clock) *Backups {
	return &Backups{folder: folder, clock: clock, ending: dumpEnding, dumpAt: dumpAt}
}

// Folder is where they lie.
func (b *Backups) Folder() string { return b.folder }

// Take copies the database and checks the copy by opening it. copyTo writes the
// database into a new file; work in the database goes on meanwhile. A copy in
// which something is wrong is kept, but is not Sound; one that failed leaves
// nothing behind.
func (b *Backups) Take(ctx context.Context, reason Reason, copyTo func(ctx context.Context, path string) error) (Backup, error) {
	taken, err := b.take(ctx, reason, copyTo)
	if err == nil {
		err = b.send(taken)
	}
	if err == nil {
		err = b.thinOut()
	}
	return taken, errors.Join(err, b.note(func(n *notes) { n.Failed = failureOf(b.clock.Now(), err) }))
}

func (b *Backups) take(ctx context.Context, reason Reason, copyTo func(ctx context.Context, path string) error) (Backup, error) {
	if err := b.prepare(); err != nil {
		return Backup{}, err
	}
	taken := Backup{At: b.clock.Now().Truncate(time.Millisecond), Reason: reason}
	name := filepath.Join(b.folder, taken.At.Format(stampForm)+"-"+string(reason))
	part := name + partEnding
	defer func() { _ = os.Remove(part) }() // it is there only where something failed
	if err := copyTo(ctx, part); err != nil {
		return Backup{}, explain(err, b.folder)
	}
	if err := describe(ctx, part, b.ending == dumpEnding, b.dumpAt, &taken); err != nil {
		return Backup{}, err
	}
	if err := keepFile(name+aboutEnding, taken); err != nil {
		return Backup{}, explain(err, b.folder)
	}
	taken.path = name + b.ending
	return taken, explain(os.Rename(part, taken.path), b.folder)
}

// prepare makes the folder and clears away what an interrupted backup left.
func (b *Backups) prepare() error {
	if err := owneronly.Folder(b.folder); err != nil {
		return explain(err, b.folder)
	}
	left, err := filepath.Glob(filepath.Join(b.folder, "*"+partEnding))
	if err != nil {
		return err
	}
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && b.clock.Now().Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(path)
		}
	}
	return nil
}

// describe opens a copy, checks it and says what is in it.
func describe(ctx context.Context, path string, dump bool, dumpAt string, about *Backup) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	var health models.DatabaseHealth
	var err error
	if dump {
		health, err = store.ExamineDump(ctx, path, dumpAt)
	} else {
		health, err = store.Examine(ctx, path)
	}
	if err != nil {
		return err
	}
	about.Sound, about.Schema, about.Size = health.OK(), health.Schema, health.Size
	about.Counts, about.Head, about.Looks = health.Counts, health.Head, health.Looks
	about.SHA256, err = sumOf(path)
	return err
}

func sumOf(path string) (string, error) {
	file, err := os.Open(path) //nolint:gosec // a backup
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // it was only read
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Intact tells whether the bytes are those that were written. Of an encrypted one only the key tells.
func (b Backup) Intact() bool {
	sum, err := sumOf(b.path)
	return err == nil && sum == b.SHA256
}

// Staff reads who worked at the desk when a backup was taken. Of an encrypted one, and of a server's,
// nobody can be known.
func (b Backup) Staff(ctx context.Context) ([]models.Staff, error) {
	return store.StaffOf(ctx, b.path)
}

// keepFile writes a value as JSON, all of it or nothing.
func keepFile(path string, value any) error {
	body, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"*"+partEnding)
	if err != nil {
		return err
	}
	_, err = part.Write(append(body, '\n'))
	if err = errors.Join(err, part.Sync(), part.Close()); err == nil {
		err = os.Rename(part.Name(), path)
	}
	if err != nil {
		_ = os.Remove(part.Name())
	}
	return err
}

// List gives the backups that are there, the newest first: those in the folder
// beside the database and, where it can be reached, those at the second place.
func (b *Backups) List() ([]Backup, error) {
	all, err := listIn(b.folder, b.ending)
	if err != nil {
		return nil, err
	}
	if target := b.Target(); target.Folder != "" {
		sent, err := listIn(target.Folder, b.ending+sealedEnding)
		if err != nil {
			return nil, err
		}
		all = append(all, sent...)
	}
	slices.SortStableFunc(all, func(x, y Backup) int { return y.At.Compare(x.At) })
	return all, nil
}

func listIn(folder, ending string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, folder)
	}
	var found []Backup
	for _, entry := range entries {
		name, isCopy := strings.CutSuffix(entry.Name(), ending)
		if !isCopy {
			continue
		}
		var one Backup
		body, err := os.ReadFile(filepath.Join(folder, name+aboutEnding)) //nolint:gosec // in the backups' folder
		if err != nil || json.Unmarshal(body, &one) != nil {
			continue // what nothing is known of is none of ours
		}
		one.path = filepath.Join(folder, entry.Name())
		found = append(found, one)
	}
	return found, nil
}

// Newest is the newest sound backup; ok is false where there is none.
func (b *Backups) Newest() (newest Backup, ok bool, err error) {
	all, err := b.List()
	if err != nil {
		return Backup{}, false, err
	}
	for _, one := range all {
		if one.Sound {
			return one, true, nil
		}
	}
	return Backup{}, false, nil
}

// Due tells whether today has no sound backup yet.
func (b *Backups) Due() (bool, error) {
	newest, ok, err := b.Newest()
	return !ok || models.DateOf(newest.At) != office.Today(b.clock), err
}

// explain says what of a file system's fault the user can do something about.
func explain(err error, place string) error {
	var told *models.Problem
	if err == nil || errors.As(err, &told) {
		return err
	}
	return models.ErrBackupFailed.With("path", place).Because(fmt.Errorf("backup: %w", err))
}
