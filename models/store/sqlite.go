package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// applicationID marks a file as ours in its header: "NrsD".
const applicationID = 0x4E727344

// busyTimeout is how long a desk waits for another one's write, in milliseconds.
const busyTimeout = "5000"

// readConnections is how many reads may run beside each other and the writer.
const readConnections = 4

func openSQLite(ctx context.Context, path string, o Options, steps []*migrations.Step) (*Store, error) {
	path, err := RealPath(path)
	if err != nil {
		return nil, models.ErrDatabaseMissing.With("path", path).Because(err)
	}
	if isRemote(filepath.Dir(path)) {
		return nil, models.ErrDatabaseNetwork.With("path", path)
	}
	store := &Store{engine: sqliteEngine, location: path, now: o.now, madeUpTime: o.MadeUpTime, damage: new(damage), live: newLive(), steps: len(steps)}
	made, err := prepareFile(path, o.Known)
	if err == nil {
		err = store.openSQLite(ctx, o, steps)
	}
	if err != nil {
		_ = store.Close() // the failure itself says more
		if made {
			removeEmpty(path)
		}
		return nil, explain(err, path)
	}
	return store, nil
}

// isRemote tells whether a folder lies on another computer. One that does not exist
// yet lies where its parent does.
var isRemote = func(folder string) bool {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return onNetworkDrive(folder)
		}
		folder = filepath.Dir(folder)
	}
}

// RealPath is the one path of a file, by whatever links it was named.
func RealPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return path, nil // opening it says what is wrong
	}
	return real, nil
}

func (s *Store) openSQLite(ctx context.Context, o Options, steps []*migrations.Step) error {
	found, err := inspect(ctx, s.location, len(steps))
	if err != nil {
		return err
	}
	s.writer, err = gorm.Open(sqlite.Open(fileDSN(s.location, writing)), config(o, false))
	if err != nil {
		return err
	}
	if err := limitConnections(s.writer, 1); err != nil {
		return err
	}
	if err := s.upgrade(ctx, o, found, steps); err != nil {
		return err
	}
	if err := s.readOrigin(ctx, found.version == 0 && o.MadeUpTime); err != nil {
		return err
	}
	if s.files, err = watchFiles(s.location, o.Log); err != nil {
		return err
	}
	s.reader, err = gorm.Open(sqlite.Open(fileDSN(s.location, reading)), config(o, true))
	if err != nil {
		return err
	}
	return limitConnections(s.reader, readConnections)
}

func limitConnections(handle *gorm.DB, most int) error {
	connections, err := handle.DB()
	if err != nil {
		return err
	}
	connections.SetMaxOpenConns(most)
	connections.SetMaxIdleConns(most)
	return nil
}

// Each kind of connection has settings of its own. All but looking use the
// write-ahead log, with every commit on the disk before it is reported kept.
var (
	looking = url.Values{"mode": {"ro"}, "_busy_timeout": {busyTimeout}}
	writing = url.Values{ // the driver keeps so many statements ready, since gorm keeps none for writing
		"_stmt_cache_size": {"16"},
		"mode":             {"rw"}, "_txlock": {"immediate"}, "_busy_timeout": {busyTimeout},
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"1"},
	}
	reading = url.Values{"mode": {"rw"}, "_query_only": {"1"}, "_busy_timeout": {busyTimeout}}
)

// fileDSN names a file so that no character of its path is taken for a setting.
func fileDSN(path string, settings url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/data becomes file:///C:/data
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}).String()
}

// header is what a file says of itself before anything in it is touched.
type header struct {
	ours    bool // it has our mark; otherwise it is empty
	version int  // how many migration steps it has seen
}

// inspect looks at a file without changing it.
func inspect(ctx context.Context, path string, newest int) (header, error) {
	return inspectAs(ctx, path, looking, newest)
}

func inspectAs(ctx context.Context, path string, settings url.Values, newest int) (found header, err error) {
	connections, err := sql.Open(sqlite.DriverName, fileDSN(path, settings))
	if err != nil {
		return header{}, err
	}
	defer func() { err = errors.Join(err, connections.Close()) }()
	connections.SetMaxOpenConns(1)

	var mark, tables, steps int
	for _, ask := range []struct {
		query string
		value *int
	}{
		{`PRAGMA application_id`, &mark},
		{`PRAGMA user_version`, &found.version},
		{`SELECT count(*) FROM sqlite_schema`, &tables},
		{`SELECT count(*) FROM sqlite_schema WHERE name = '` + migrations.Table + `'`, &steps},
	} {
		if err := connections.QueryRowContext(ctx, ask.query).Scan(ask.value); err != nil {
			return header{}, err
		}
	}
	if mark == movedID {
		return header{}, leftFor(ctx, connections, path)
	}
	found.ours = mark == applicationID
	switch {
	case !found.ours && (mark != 0 || found.version != 0 || tables != 0), found.ours && tables != 0 && steps == 0:
		return header{}, models.ErrDatabaseForeign.With("path", path)
	case found.version > newest:
		return header{}, models.ErrDatabaseNewer.With("path", path)
	}
	if found.ours && found.version < newest {
		return found, quickCheck(ctx, connections, path) // before its tables are changed
	}
	return found, nil
}

// leftFor tells where everything of a file was moved.
func leftFor(ctx context.Context, connections *sql.DB, path string) error {
	var where string
	if err := connections.QueryRowContext(ctx, `SELECT address FROM moved_to`).Scan(&where); err != nil {
		return err
	}
	return models.ErrDatabaseLeft.With("path", path).With("to", where)
}

// upgrade marks a new file as ours and brings its tables up to date. The mark
// comes first, so that a program that stops half-way can go on next time.
func (s *Store) upgrade(ctx context.Context, o Options, found header, steps []*migrations.Step) error {
	db := s.writer.WithContext(ctx)
	if !found.ours {
		if err := db.Exec(fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)).Error; err != nil {
			return err
		}
	}
	pending := found.version < len(steps)
	if pending && found.version > 0 {
		if err := refuseEarly(db, s.location, steps[:found.version]); err != nil {
			return err
		}
		if err := o.beforeUpgrade(ctx, s.location, found.version); err != nil {
			return err
		}
	}
	if err := migrations.Run(db, steps); err != nil {
		return err
	}
	if !pending {
		return nil
	}
	if faults, err := foreignKeyFaults(db); err != nil {
		return err
	} else if len(faults) > 0 {
		return models.ErrDatabaseDamaged.With("path", s.location).Because(errors.New(strings.Join(faults, "; ")))
	}
	return db.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, len(steps))).Error
}

// foreignKeyFaults lists rows that refer to something that is not there.
func foreignKeyFaults(db *gorm.DB) ([]string, error) {
	var rows []struct {
		Table  string
		Rowid  *int64
		Parent string
	}
	if err := db.Raw(`PRAGMA foreign_key_check`).Scan(&rows).Error; err != nil {
		return nil, err
	}
	faults := make([]string, len(rows))
	for i, row := range rows {
		faults[i] = fmt.Sprintf("%s refers to a missing row of %s", row.Table, row.Parent)
		if row.Rowid != nil {
			faults[i] = fmt.Sprintf("%s %d refers to a missing row of %s", row.Table, *row.Rowid, row.Parent)
		}
	}
	return faults, nil
}
