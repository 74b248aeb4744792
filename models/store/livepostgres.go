package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"nursedesk/models"
	"nursedesk/models/stopwatch"
)

// channel is what desks listen on. Each database has its own.
const channel = "nursedesk"

// listenPostgres waits for the word that every change gives from within its own
// transaction, so that it comes with the commit, and only then.
func (s *Store) listenPostgres(ctx context.Context, last *heardSoFar, w Watcher, ready func()) error {
	one, err := pgx.ConnectConfig(ctx, s.server)
	if err != nil {
		return err
	}
	defer func() { _ = one.Close(context.WithoutCancel(ctx)) }() // the server sees it gone anyway
	if err := soon(ctx, func(ctx context.Context) error {
		_, err := one.Exec(ctx, "LISTEN "+channel)
		return err
	}); err != nil {
		return err
	}
	if err := s.catchUpWhile(ctx, one, last, w); err != nil { // what came before we listened
		return err
	}
	ready()
	for read := stopwatch.Start(); ; {
		quiet, cancel := context.WithTimeout(ctx, knockEvery)
		_, err := one.WaitForNotification(quiet)
		cancel()
		switch {
		case err == nil:
			gather(ctx, one, gatherFor-read.Elapsed())
			read = stopwatch.Start()
			err = s.catchUpWhile(ctx, one, last, w)
		case quiet.Err() != nil && ctx.Err() == nil:
			err = soon(ctx, one.Ping)
		}
		if err != nil {
			return err
		}
	}
}

// catchUpWhile is catchUp for as long as the server answers beside it: a network that falls silent while a desk reads would
// keep it waiting, and the nurse would not be told.
func (s *Store) catchUpWhile(ctx context.Context, one *pgx.Conn, last *heardSoFar, w Watcher) error {
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	var read error
	done := make(chan struct{})
	go func() {
		defer close(done)
		read = s.catchUp(reading, last, w)
	}()
	for {
		select {
		case <-done:
			return read
		case <-time.After(knockEvery):
		}
		if err := soon(ctx, one.Ping); err != nil {
			cancel()
			s.live.setSilent(true) // what else waits for the server, too
			<-done
			return err
		}
	}
}

// gatherFor is how often a desk reads what others do, at most: where thirty write at once, each reading what each of them
// writes would be most of what the server does. The first word is followed at once.
const gatherFor = 100 * time.Millisecond

// gather takes the words that come within some time, which one reading then serves. That contact is lost is found out after it.
func gather(ctx context.Context, one *pgx.Conn, within time.Duration) {
	over, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for over.Err() == nil {
		if _, err := one.WaitForNotification(over); err != nil {
			return
		}
	}
}

// soon asks a server that has to answer soon.
func soon(ctx context.Context, ask func(context.Context) error) error {
	brief, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	err := ask(brief)
	if err != nil && brief.Err() != nil && ctx.Err() == nil {
		return models.ErrDatabaseUnreachable.Because(errors.Join(errSilent, err))
	}
	return err
}
