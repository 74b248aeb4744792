package store

import (
	"context"
	"database/sql"
	"errors"

	"gorm.io/driver/sqlite"
)

// listenSQLite asks the file whether somebody has committed: the data version that
// one connection sees changes with every commit of another one.
func (s *Store) listenSQLite(ctx context.Context, last *heardSoFar, w Watcher, ready func()) (err error) {
	connections, err := sql.Open(sqlite.DriverName, fileDSN(s.location, looking))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, connections.Close()) }()
	one, err := connections.Conn(ctx) // the version is this connection's own
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, one.Close()) }()
	for before := -1; ctx.Err() == nil; wait(ctx, lookEvery) {
		var version int
		if err := one.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
			return err
		}
		if version != before {
			if err := s.catchUp(ctx, last, w); err != nil {
				return err
			}
		}
		if before < 0 {
			ready()
		}
		before = version
	}
	return ctx.Err()
}
