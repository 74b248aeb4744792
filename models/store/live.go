package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// Watcher hears what other desks do with the same database.
type Watcher struct {
	// Heard is told what others have done since it was told last, in order, and
	// Crowd where that is too much to be told one by one. After contact was
	// lost, it is called with what was missed.
	Heard func(done []models.AuditEntry)
	Crowd func()
	// Opened is told that something is open at another desk now than was before.
	Opened func()
	// Contact is told nil when the desk has begun to listen, why contact was lost, and
	// nil again when it is back; meanwhile it is tried again and again.
	Contact func(error)
}

const (
	// mostHeard is how many entries are told one by one: an import makes thousands.
	mostHeard = 100
	// lookEvery is how often a file is asked whether another program has written to it.
	lookEvery = 200 * time.Millisecond
	// knockEvery is how often a server that says nothing is asked whether it is there, and
	// answerWithin is how long it may take to answer.
	knockEvery, answerWithin = 2 * time.Second, 3 * time.Second
	// Pauses between tries to get contact back: twice the one before, up to the last.
	firstPause, lastPause = 250 * time.Millisecond, 15 * time.Second
)

// live is what a desk knows of the others.
type live struct {
	mutex sync.Mutex
	own   map[int64]bool // entries that this desk wrote and has not met yet

	silent bool                            // the server does not answer
	works  map[int]context.CancelCauseFunc // what waits for it
	next   int
}

func newLive() *live { return &live{own: map[int64]bool{}, works: map[int]context.CancelCauseFunc{}} }

// while gives the context of work that waits for the database: it ends when the
// server is found to be silent. One that is known to be has little time to answer.
func (l *live) while(ctx context.Context) (within context.Context, done func()) {
	within, cancel := context.WithCancelCause(ctx)
	l.mutex.Lock()
	defer l.mutex.Unlock()
	work := l.next
	l.next++
	l.works[work] = cancel
	stop := func() bool { return true }
	if l.silent {
		stop = time.AfterFunc(answerWithin, func() { cancel(errSilent) }).Stop
	}
	return within, func() {
		stop()
		l.mutex.Lock()
		delete(l.works, work)
		l.mutex.Unlock()
		cancel(nil)
	}
}

// setSilent notes whether the server answers; work that waits for one that does not, ends.
func (l *live) setSilent(silent bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.silent = silent
	if !silent {
		return
	}
	for _, cancel := range l.works {
		cancel(errSilent)
	}
}

// expect notes entries that this desk writes, before others can see them.
func (l *live) expect(entries []int64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, entry := range entries {
		l.own[entry] = true
	}
}

// forget takes back what was expected: it was not kept.
func (l *live) forget(entries []int64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, entry := range entries {
		delete(l.own, entry)
	}
}

// others are the entries that this desk has not written.
func (l *live) others(entries []models.AuditEntry) []models.AuditEntry {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return slices.DeleteFunc(entries, func(entry models.AuditEntry) bool {
		own := l.own[entry.ID]
		delete(l.own, entry.ID)
		return own
	})
}

// Watch tells a watcher what other desks do until ctx ends. It blocks.
func (s *Store) Watch(ctx context.Context, w Watcher) {
	last, known, lost, pause := heardSoFar{entry: unread}, false, false, firstPause
	for ctx.Err() == nil {
		err := s.listen(ctx, &last, w, func() {
			pause = firstPause
			s.live.setSilent(false)
			if lost || !known {
				known, lost = true, false
				w.Contact(nil)
			}
		})
		if ctx.Err() != nil {
			return
		}
		if s.engine == postgresEngine {
			s.live.setSilent(true)
		}
		if !lost {
			known, lost = true, true
			w.Contact(explain(err, s.location))
		}
		wait(ctx, jittered(pause, rand.Float64())) //nolint:gosec // no secret
		pause = min(2*pause, lastPause)
	}
}

// jittered is a pause up to a quarter longer, so that not every desk of a clinic knocks at once
// when its server is back. chance is in [0, 1).
func jittered(pause time.Duration, chance float64) time.Duration {
	return pause + time.Duration(chance*float64(pause)/4)
}

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// listen tells what comes until contact is lost. ready is called once there is contact.
func (s *Store) listen(ctx context.Context, last *heardSoFar, w Watcher, ready func()) error {
	if s.engine == postgresEngine {
		return s.listenPostgres(ctx, last, w, ready)
	}
	return s.listenSQLite(ctx, last, w, ready)
}

func (s *Store) newestEntry(ctx context.Context) (newest int64, err error) {
	err = s.Read(ctx, func(tx *Tx) error {
		if err := tx.refuseNewer(); err != nil {
			return err
		}
		return tx.db.Raw(`SELECT coalesce(max(id), 0) FROM audit_entries`).Scan(&newest).Error
	})
	return newest, err
}

// unread stands for the newest entry before anything was read.
const unread int64 = -1

// heardSoFar is up to where a desk has heard of the others.
type heardSoFar struct {
	entry int64  // the newest entry of the history
	open  string // what is open where, see opened
}

// opened says what is open where, without when each desk was seen last.
func opened(tx *Tx) (string, error) {
	present, err := tx.Presences(time.Time{})
	var said strings.Builder
	for _, one := range present {
		fmt.Fprintf(&said, "%d %q %q %q %q\n", one.ID, one.Desk, one.By, one.AskedDesk, one.Answer)
	}
	return said.String(), err
}

// catchUp tells what was done after what was heard so far; at first it finds out how far that is.
func (s *Store) catchUp(ctx context.Context, last *heardSoFar, w Watcher) (err error) {
	if last.entry == unread {
		last.entry, err = s.newestEntry(ctx)
		return err
	}
	var done []models.AuditEntry
	var open string
	err = s.Read(ctx, func(tx *Tx) (err error) {
		if err := tx.refuseNewer(); err != nil {
			return err
		}
		if done, err = list[models.AuditEntry](tx.db.Where("id > ?", last.entry).Order("id").Limit(mostHeard + 1)); err != nil {
			return err
		}
		open, err = opened(tx)
		return err
	})
	if err != nil {
		return err
	}
	if open != last.open {
		last.open = open
		defer w.Opened()
	}
	if len(done) == 0 {
		return nil
	}
	if len(done) > mostHeard {
		newest, err := s.newestEntry(ctx)
		if err != nil {
			return err
		}
		last.entry = newest
		w.Crowd()
		return nil
	}
	last.entry = done[len(done)-1].ID
	if done = s.live.others(done); len(done) > 0 {
		w.Heard(done)
	}
	return nil
}

// refuseNewer refuses tables that a newer program has changed since they were opened.
func (t *Tx) refuseNewer() error {
	var ran int
	err := t.db.Raw(`SELECT count(*) FROM ` + migrations.Table).Row().Scan(&ran)
	if err == nil && ran > t.steps {
		return migrations.ErrUnknown
	}
	return err
}

// errSilent ends the contact with a server that does not answer.
var errSilent = errors.New("the server does not answer")
