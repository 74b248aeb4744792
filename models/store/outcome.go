package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"nursedesk/models"
)

// outcomeTime is how long a desk tries to find out whether a write was kept, when the
// server fell silent on its commit.
const outcomeTime = 20 * time.Second

// announce has the server tell every desk that listens once this is committed, where it is told, and gives the number by
// which the server knows this transaction, and will still know it after a crash. A file is asked by the desks, and its commit
// always answers: "".
func (t *Tx) announce() (id string, err error) {
	switch {
	case t.db.Name() != string(postgresEngine):
		return "", nil
	case t.told: // one question rather than two: each is a way to the server and back
		var ignored bool
		return id, t.db.Raw(`SELECT pg_current_xact_id()::text, pg_notify(?, '') IS NULL`, channel).Row().Scan(&id, &ignored)
	}
	return id, t.db.Raw(`SELECT pg_current_xact_id()::text`).Scan(&id).Error
}

// outcome finds out whether a write was kept whose commit brought no answer. So nothing
// is written twice, and nothing is said to be kept that is not. When
// the server stays away it is models.ErrWriteUnknown.
func (s *Store) outcome(ctx context.Context, id string, failed error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), outcomeTime)
	defer cancel()
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, knockEvery) {
		status, err := s.statusOf(ctx, id)
		switch {
		case err == nil && status == "committed":
			return nil
		case err == nil && status != "in progress":
			return failed // told as not written
		}
		wait(ctx, pause)
	}
	return models.ErrWriteUnknown.With("path", s.location).Because(failed)
}

// notYet is what the server says of a transaction that it has never heard of: it fell
// before anything of it was on the disk.
const notYet = "22023"

func (s *Store) statusOf(ctx context.Context, id string) (status string, err error) {
	soon, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	err = s.reader.WithContext(soon).Raw(`SELECT coalesce(pg_xact_status(?::text::xid8), '')`, id).Scan(&status).Error
	var said *pgconn.PgError
	if errors.As(err, &said) && said.Code == notYet {
		return "aborted", nil
	}
	return status, err
}
