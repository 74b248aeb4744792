package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"nursedesk/models"
)

// Tx is one view of the database, or one set of changes. It is valid only
// inside the function that it was given to. After an error of a Tx method the
// function must give up and return that error.
type Tx struct {
	db    *gorm.DB
	now   func() time.Time
	noted []int64 // the entries of the history that were written
	told  bool    // something was written that other desks are told of
	alone bool    // see Alone
	steps int     // see Store
}

// Read runs a function that sees one unchanging state of the database.
func (s *Store) Read(ctx context.Context, read func(*Tx) error) error {
	return s.run(ctx, s.reader, read, &sql.TxOptions{ReadOnly: true, Isolation: s.readIsolation()})
}

// Write runs a function whose changes are kept together when it returns nil,
// and not at all when it returns an error or panics. It sees its own changes.
// On SQLite writes run one after the other; one that waits more than five seconds
// for another program's ends with models.ErrDatabaseBusy. The function may read
// from the store, but must not begin another write: that one would wait for it.
// A file that is no longer where it was opened is models.ErrDatabaseMoved, and a database whose tables
// a newer program has changed meanwhile models.ErrDatabaseNewer. Where a
// server falls silent, models.ErrDatabaseUnreachable says that nothing was kept, and
// models.ErrWriteUnknown that nobody can tell.
func (s *Store) Write(ctx context.Context, write func(*Tx) error) error {
	return s.write(ctx, write, s.outcome)
}

// WriteKept is Write of what the caller keeps elsewhere until it is answered for, and can send
// again: a commit that brought no answer is models.ErrWriteUnknown, and nobody waits to find out.
func (s *Store) WriteKept(ctx context.Context, write func(*Tx) error) error {
	return s.write(ctx, write, func(_ context.Context, _ string, failed error) error {
		return models.ErrWriteUnknown.With("path", s.location).Because(failed)
	})
}

func (s *Store) write(ctx context.Context, write func(*Tx) error, unanswered func(ctx context.Context, id string, failed error) error) error {
	if s.madeUpTime && !s.test {
		return models.ErrNotTestDatabase.With("path", s.location)
	}
	var noted []int64
	var id string
	err := s.run(ctx, s.writer, func(tx *Tx) (err error) {
		if err := write(tx); err != nil {
			return err
		}
		noted = tx.noted
		s.live.expect(noted)
		if err := s.files.inPlace(); err != nil { // before the commit: what is written elsewhere is not kept
			return err
		}
		id, err = tx.closing()
		return err
	}, nil)
	if id != "" && errors.Is(err, models.ErrDatabaseUnreachable) {
		err = unanswered(ctx, id, err)
	}
	if err != nil {
		s.live.forget(noted)
	}
	return err
}

func (s *Store) run(ctx context.Context, on *gorm.DB, act func(*Tx) error, how *sql.TxOptions) error {
	if err := s.damage.err(); err != nil {
		return err
	}
	ctx, done := s.live.while(ctx)
	defer done()
	err := s.begin(ctx, on, act, how)
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, errSilent) {
		return models.ErrDatabaseUnreachable.With("path", s.location).Because(cause)
	}
	return explain(err, s.location)
}

// begin runs a transaction. A connection that broke while nobody used it is found out when the
// next one begins on it: nothing was done then, and another connection is taken.
func (s *Store) begin(ctx context.Context, on *gorm.DB, act func(*Tx) error, how *sql.TxOptions) (err error) {
	began := false
	for range postgresConnections + 1 {
		err = on.Session(&gorm.Session{Context: ctx, NowFunc: s.now}).Transaction(func(db *gorm.DB) error {
			began = true
			return act(&Tx{db: db, now: s.now, steps: s.steps})
		}, how)
		if began || !pgconn.SafeToRetry(err) {
			return err
		}
	}
	return err
}

// readIsolation asks PostgreSQL for one state throughout; SQLite always gives it.
func (s *Store) readIsolation() sql.IsolationLevel {
	if s.engine == postgresEngine {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}
