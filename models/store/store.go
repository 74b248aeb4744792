package store

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"nursedesk/models/migrations"
)

// Options are what a store is given from outside.
type Options struct {
	Log *slog.Logger     // slow and failed queries, without any values; nil is slog.Default
	Now func() time.Time // stamps what is written; there is no other clock to fall back on
	// MadeUpTime says that Now is not the system's clock. A database that is made
	// then is a test database, and any other can only be read.
	MadeUpTime bool
	// Known says that there has been a database here: where there is none now, it
	// is refused rather than made anew, be it a file or a server's empty database.
	Known bool
	// Password is the server's, where its address holds none.
	Password string
	// BeforeUpgrade takes a backup before the tables of an older program's file
	// change, by the copy that it is handed; nil copies the file beside itself.
	// Of a server's database none is taken where it is nil.
	BeforeUpgrade func(ctx context.Context, copyTo func(ctx context.Context, path string) error) error
	// DumpAt names PostgreSQL's pg_dump; "" looks for it on the path.
	DumpAt string
}

// errNoClock is a mistake of the program's, not of the user's.
var errNoClock = errors.New("store: opened without a clock")

func (o Options) now() time.Time { return utc(o.Now()) }

// Store is an open database. It may be used from several goroutines.
type Store struct {
	engine   engine
	location string
	writer   *gorm.DB
	reader   *gorm.DB
	now      func() time.Time
	damage   *damage
	live     *live
	server   *pgx.ConnConfig // nil for SQLite
	dumpAt   string          // names pg_dump, where it is not on the path

	steps      int  // how many steps this program knows: tables with more are a newer one's
	test       bool // a test database
	madeUpTime bool
	files      *watchedFiles // nil for PostgreSQL
}

// engine is the kind of database, as gorm names it.
type engine string

const (
	sqliteEngine   engine = "sqlite"
	postgresEngine engine = "postgres"
)

// Open opens a database and brings its tables up to date. A dsn that begins
// with postgres:// is a PostgreSQL server, to which nothing goes unencrypted over
// a network; anything else is the path of a SQLite file, which is made (with its
// folder) where it is missing, and refused on a network drive.
//
// A file of no bytes is refused, too: no database of ours is ever empty. A
// database that is foreign, newer than the program, read-only, out of space or
// not to be reached is refused with that Problem and left as it is. So is a damaged
// one whose damage shows at once; Verify finds the rest.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	return open(ctx, dsn, o, migrations.Steps())
}

func open(ctx context.Context, dsn string, o Options, steps []*migrations.Step) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		return nil, errNoClock
	}
	if err := CheckAddress(dsn); err != nil {
		return nil, err
	}
	if IsServer(dsn) {
		return openPostgres(ctx, dsn, o, steps)
	}
	return openSQLite(ctx, dsn, o, steps)
}

// config is how gorm is used on both databases.
//
// Statements are prepared for reading alone. Within a transaction database/sql makes each
// use of a prepared one a statement of its own, and keeps it until the transaction ends:
// 148 kB for each line of a long import.
func config(o Options, prepare bool) *gorm.Config {
	return &gorm.Config{
		Logger:                 queryLog{log: o.Log},
		NowFunc:                o.now,
		PrepareStmt:            prepare,
		SkipDefaultTransaction: true,
		TranslateError:         true,
	}
}

// Close closes the database. Nothing may be read or written afterwards.
func (s *Store) Close() error {
	handles := []*gorm.DB{s.reader, s.writer} // the writer last: it tidies the write-ahead log
	if s.reader == s.writer {
		handles = handles[1:]
	}
	var problems error
	for _, handle := range handles {
		problems = errors.Join(problems, closeHandle(handle))
	}
	return problems
}

func closeHandle(handle *gorm.DB) error {
	if handle == nil {
		return nil
	}
	connections, err := handle.DB()
	if err != nil {
		return err
	}
	return connections.Close()
}

// WithClock is the same database, on which another clock stamps what is written.
// Closing either closes both.
func (s *Store) WithClock(now func() time.Time) *Store {
	other := *s
	other.now = Options{Now: now}.now
	return &other
}

// Test tells whether this is a test database: its times may be made up.
func (s *Store) Test() bool { return s.test }

// Server tells whether the database is a server's, to which the operating system's accounts say nothing.
func (s *Store) Server() bool { return s.engine == postgresEngine }

// Location is the file's path, or the server's address without its password.
func (s *Store) Location() string { return s.location }

// utc is how an instant is kept: both databases know microseconds.
func utc(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// utcOf is utc for an instant that may be missing.
func utcOf(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	kept := utc(*t)
	return &kept
}
