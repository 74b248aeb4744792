package store

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	"gorm.io/driver/sqlite"

	"nursedesk/models"
)

// damage is what Verify found, shared by all who use the file.
type damage struct {
	found atomic.Pointer[models.Problem]
}

func (d *damage) err() error {
	if problem := d.found.Load(); problem != nil {
		return problem
	}
	return nil
}

// Verify reads through the whole file, since a damaged one opens without a word.
// On a large file that takes as long as opening a window does, so the window opens
// meanwhile. Where damage is found, nothing more is read or written: every Read and
// Write from then on is models.ErrDatabaseDamaged, as is Verify's own error. A
// server looks after its files itself.
func (s *Store) Verify(ctx context.Context) error {
	if s.engine != sqliteEngine {
		return nil
	}
	err := explain(verify(ctx, s.location), s.location)
	var problem *models.Problem
	if errors.Is(err, models.ErrDatabaseDamaged) && errors.As(err, &problem) {
		s.damage.found.Store(problem)
	}
	return err
}

func verify(ctx context.Context, path string) (err error) {
	connections, err := sql.Open(sqlite.DriverName, fileDSN(path, looking))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, connections.Close()) }()
	return quickCheck(ctx, connections, path)
}

func quickCheck(ctx context.Context, connections *sql.DB, path string) error {
	var said string
	if err := connections.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return models.ErrDatabaseDamaged.With("path", path).Because(errors.New(said))
	}
	return nil
}
