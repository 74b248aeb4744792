package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Find gives the backup that lies at a path.
func Find(path string) (Backup, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Backup{}, err
	}
	for _, ending := range []string{copyEnding + sealedEnding, copyEnding, dumpEnding + sealedEnding, dumpEnding} {
		all, err := listIn(filepath.Dir(path), ending)
		if err != nil {
			return Backup{}, err
		}
		for _, one := range all {
			if one.path == path {
				return one, nil
			}
		}
	}
	return Backup{}, models.ErrBackupDamaged.With("path", path).Because(fs.ErrNotExist)
}

// Open writes what a backup holds into a new file, and checks it: the same bytes
// as when it was taken, which open and are whole. key is the clinic's, for an
// encrypted one.
func Open(ctx context.Context, one Backup, into, key string) (err error) {
	defer func() {
		if err != nil {
			_ = os.Remove(into)
		}
	}()
	if one.Encrypted() {
		err = decrypt(one.path, into, key)
	} else {
		err = copyFile(one.path, into)
	}
	if err != nil {
		return explain(err, filepath.Dir(into))
	}
	var found Backup
	if err := describe(ctx, into, one.Dump(), "", &found); err != nil {
		return models.ErrBackupDamaged.With("path", one.path).Because(err)
	}
	if found.SHA256 != one.SHA256 {
		return models.ErrBackupDamaged.With("path", one.path).Because(errors.New("its bytes are not those that were written"))
	}
	return nil
}

// Present says what the database file holds now, to be seen beside a backup. Of
// one that can't be read it gives the Problem.
func (b *Backups) Present(ctx context.Context) (Backup, error) {
	info, err := os.Stat(b.database)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return Backup{path: b.database}, models.ErrDatabaseGone.With("path", b.database)
	}
	health, err := store.Examine(ctx, b.database)
	return Backup{
		Sound: health.OK(), Schema: health.Schema, Size: health.Size, Counts: health.Counts, Head: health.Head, path: b.database,
	}, err
}

// Restore puts a backup in the place of the database, which no desk may have
// open; the history of the restored database is told who did it, see TellHistory. What was there is kept beside it, under the name that is given back, ""
// where there was nothing. The backup is written and checked first; the change
// itself is one rename, so that whatever happens either stands there whole.
func (b *Backups) Restore(ctx context.Context, one Backup, key string) (kept string, err error) {
	ready := b.database + ".restoring"
	if err := os.Remove(ready); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", explain(err, b.database)
	}
	if err := Open(ctx, one, ready, key); err != nil {
		return "", err
	}
	if kept, err = b.keepPresent(ctx); err != nil {
		_ = os.Remove(ready)
		return "", explain(err, b.database)
	}
	if err := os.Rename(ready, b.database); err != nil {
		return kept, explain(err, b.database)
	}
	return kept, b.note(func(n *notes) {
		n.Restored = b.clock.Now()
		n.Untold = append(n.Untold, restorationOf(office.Acting(ctx), one, n.Restored))
	})
}

// keepPresent gives the present file a second name, and takes its write-ahead log
// out of the way: SQLite would read it into the restored file.
func (b *Backups) keepPresent(ctx context.Context) (kept string, err error) {
	if _, err := os.Lstat(b.database); errors.Is(err, fs.ErrNotExist) {
		return "", b.moveLogs(b.database + b.replacedEnding())
	}
	if _, err := b.Present(ctx); err == nil { // a damaged one keeps its log beside it, a foreign one is left as it is
		if err := store.Settle(ctx, b.database); err != nil {
			return "", err
		}
	}
	kept = b.database + b.replacedEnding()
	if err := os.Link(b.database, kept); err != nil {
		if err := copyFile(b.database, kept); err != nil { // a file system without links
			return "", err
		}
	}
	return kept, b.moveLogs(kept)
}

func (b *Backups) replacedEnding() string {
	return ".replaced-" + b.clock.Now().Format("20060102T150405Z")
}

func (b *Backups) moveLogs(kept string) error {
	for _, ending := range []string{"-wal", "-shm"} {
		if err := os.Rename(b.database+ending, kept+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Drill restores the newest backup beside the database, checks it and throws it
// away, so that a backup that can't be used is found out before it is needed. An
// encrypted one can't be read without the clinic's paper and is left out.
func (b *Backups) Drill(ctx context.Context) error {
	err := b.drill(ctx)
	return errors.Join(err, b.note(func(n *notes) { n.Drill, n.DrillFailed = b.clock.Now(), failureOf(b.clock.Now(), err) }))
}

func (b *Backups) drill(ctx context.Context) error {
	all, err := b.List()
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.Sound && !one.Encrypted() {
			path := filepath.Join(b.folder, "drill"+partEnding)
			defer func() { _ = os.Remove(path) }()
			return Open(ctx, one, path, "")
		}
	}
	return models.ErrBackupNone.With("path", b.folder)
}

// drillEvery is how often a backup is tried out by itself.
const drillEvery = 7 * 24 * time.Hour

// DrillDue tells whether a week has passed since the last trial.
func (b *Backups) DrillDue() bool {
	last := b.notes().Drill
	now := b.clock.Now()
	return now.Sub(last) >= drillEvery || now.Before(last)
}

func copyFile(from, to string) error {
	return convert(from, to, func(in io.Reader, out io.Writer) error {
		_, err := io.Copy(out, in)
		return err
	})
}
