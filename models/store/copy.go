package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// Copy writes the whole database, as it is at one moment, into a new file that
// only its owner can read; work goes on meanwhile. A copy that fails leaves
// nothing behind. A server is copied by PostgreSQL's own pg_dump: models.ErrDumpNone where there is none.
func (s *Store) Copy(ctx context.Context, path string) error {
	if s.engine != sqliteEngine {
		return s.dump(ctx, path)
	}
	if err := s.InPlace(); err != nil {
		return err // the copy would be of another file
	}
	return explain(copyInto(ctx, s.location, path), path)
}

// beforeUpgrade copies a file of an older program before its tables change: as
// the caller wishes, else beside itself, nursedesk.db.v1-20261123T081500Z.
func (o Options) beforeUpgrade(ctx context.Context, path string, version int) error {
	if o.BeforeUpgrade != nil {
		return o.BeforeUpgrade(ctx, func(ctx context.Context, to string) error { return copyInto(ctx, path, to) })
	}
	return copyInto(ctx, path, fmt.Sprintf("%s.v%d-%s", path, version, o.now().Format("20060102T150405Z")))
}

func copyInto(ctx context.Context, from, to string) (err error) {
	file, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the caller's path
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(to) // half a copy would pass for one
		}
	}()
	if err := file.Close(); err != nil {
		return err
	}
	connections, err := sql.Open(sqlite.DriverName, fileDSN(from, looking))
	if err != nil {
		return err
	}
	_, err = connections.ExecContext(ctx, `VACUUM INTO ?`, to)
	if err = errors.Join(err, connections.Close()); err != nil {
		return err
	}
	return flush(to)
}

// flush has the system write a file onto the disk.
func flush(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0o600) //nolint:gosec // a copy that was just made
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// lying is how a copy is opened: as a file that nobody writes, with nothing beside it.
var lying = url.Values{"mode": {"ro"}, "immutable": {"1"}}

// Examine looks through a database file that is not open, and changes nothing.
// Of an older program's it checks what that one had.
func Examine(ctx context.Context, path string) (found models.DatabaseHealth, err error) {
	steps := migrations.Steps()
	settings := lying
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		settings = looking // the newest is in its log
	}
	seen, err := inspectAs(ctx, path, settings, len(steps))
	if err != nil {
		return models.DatabaseHealth{}, explain(err, path)
	}
	if !seen.ours {
		return models.DatabaseHealth{}, models.ErrDatabaseForeign.With("path", path)
	}
	db, err := gorm.Open(sqlite.Open(fileDSN(path, settings)), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return models.DatabaseHealth{}, explain(err, path)
	}
	health := health{models.DatabaseHealth{Location: path}}
	err = health.examine(db.WithContext(ctx), seen.version == len(steps))
	return health.DatabaseHealth, explain(errors.Join(err, closeHandle(db)), path)
}

// StaffOf reads who worked at the desk whose database file a copy is, of an older program's too. The file
// is not open, and nothing in it changes.
func StaffOf(ctx context.Context, path string) (people []models.Staff, err error) {
	db, err := gorm.Open(sqlite.Open(fileDSN(path, lying)), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return nil, explain(err, path)
	}
	if db = db.WithContext(ctx); db.Migrator().HasTable(&models.Staff{}) {
		err = db.Select([]string{"id", "name", "title", "roles", "password", "left"}).Find(&people).Error
	}
	return people, explain(errors.Join(err, closeHandle(db)), path)
}

func (h *health) examine(db *gorm.DB, upToDate bool) error {
	if err := db.Table(migrations.Table).Select("max(id)").Scan(&h.Schema).Error; err != nil {
		return err
	}
	if upToDate {
		var rows []origin
		if err := db.Limit(1).Find(&rows).Error; err != nil {
			return err
		}
		h.Test = len(rows) == 1 && rows[0].Test
		if err := h.count(db); err != nil {
			return err
		}
		if err := h.readChains(db, h.Test); err != nil {
			return err
		}
		return h.askSQLite(db)
	}
	for _, table := range []string{"patients", "bookings", "tasks", "calls", "audit_entries"} {
		count := models.RowCount{Name: table}
		if err := db.Table(table).Count(&count.Rows).Error; err != nil {
			return err
		}
		h.Counts = append(h.Counts, count)
	}
	if err := db.Raw(`SELECT coalesce(max(id), 0) FROM audit_entries`).Scan(&h.Head.Entry).Error; err != nil {
		return err
	}
	return h.askIntegrity(db)
}

// Settle brings what is in the write-ahead log of a file that nobody has open
// into the file itself. Where another program has it open after all, and writes or
// reads meanwhile, it is models.ErrDatabaseBusy.
func Settle(ctx context.Context, path string) error {
	connections, err := sql.Open(sqlite.DriverName, fileDSN(path, url.Values{"mode": {"rw"}, "_busy_timeout": {busyTimeout}}))
	if err != nil {
		return err
	}
	var busy, inLog, done int // SQLite tells of a busy database in a row, not as an error
	err = connections.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &inLog, &done)
	if err = explain(errors.Join(err, connections.Close()), path); err == nil && busy != 0 {
		err = models.ErrDatabaseBusy
	}
	return err
}

// Holds tells whether the history has the entry that was once its head, unchanged.
// Before anything was done, it has.
func (s *Store) Holds(ctx context.Context, of models.Chain, head models.HistoryHead) (holds bool, err error) {
	table := "audit_entries"
	if of == models.ChainLooks {
		table = "looks"
	}
	if head.Entry == 0 || head.Link == "" {
		return true, nil
	}
	err = s.Read(ctx, func(tx *Tx) error {
		return tx.db.Table(table).Select("count(*) = 1").Where("id = ? AND link = ?", head.Entry, head.Link).Scan(&holds).Error
	})
	return holds, err
}
