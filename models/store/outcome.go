package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// outcomeTime is how long a desk tries to find out whether a write was kept, when the
// server fell silent on its commit.
const outcomeTime = 20 * time.Second

// closing is the last question of a write. The server is told to tell every desk that listens, once this is committed; a file is
// looked at by the desks. It gives the number by which the server knows this transaction, and will still know it after a
// crash; "" on a file, whose commit always answers. Where a newer program has changed the tables since this one opened
// them, nothing is written.
func (t *Tx) closing() (id string, err error) {
	var ran int
	var told bool
	switch {
	case t.db.Name() != string(postgresEngine):
		err = t.db.Raw(`SELECT count(*) FROM ` + migrations.Table).Row().Scan(&ran)
	case t.told: // all by one question: each is a way to the server and back
		err = t.db.Raw(`SELECT pg_current_xact_id()::text, (SELECT count(*) FROM `+migrations.Table+`), pg_notify(?, '') IS NULL`, channel).Row().Scan(&id, &ran, &told)
	default:
		err = t.db.Raw(`SELECT pg_current_xact_id()::text, (SELECT count(*) FROM `+migrations.Table+`)`).Row().Scan(&id, &ran)
	}
	if err == nil && ran > t.steps {
		return "", migrations.ErrUnknown
	}
	return id, err
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
