package office

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"nursedesk/app/sealed"
	"nursedesk/models"
)

// soonHere is how long a database may take to keep what is typed before it is kept on this
// computer as well.
const soonHere = 250 * time.Millisecond

// here keeps what is typed on this computer while the database can't be reached.
type here struct {
	box  *sealed.Box // nil: nothing is kept here
	lost atomic.Bool // there is no contact with the database

	mutex sync.Mutex
	locks map[string]*sync.Mutex
	own   map[string]ownTyped // what this desk wrote last, by name
}

// ownTyped is what the database has of something typed here: whoever types it may know it by an
// earlier ID and version, from before it was sent.
type ownTyped struct {
	was     int64
	id      int64
	version int
}

func newHere(box *sealed.Box) *here {
	return &here{box: box, locks: map[string]*sync.Mutex{}, own: map[string]ownTyped{}}
}

// lock lets one at a time write what has a name.
func (h *here) lock(name string) (unlock func()) {
	h.mutex.Lock()
	one := h.locks[name]
	if one == nil {
		one = &sync.Mutex{}
		h.locks[name] = one
	}
	h.mutex.Unlock()
	one.Lock()
	return one.Unlock
}

// KeepTyped keeps what is typed, away from the screen. Where the database can't be reached it
// is kept on this computer, until the database has it, and the error is
// models.ErrKeptHere. What another desk has taken over is models.ErrStale or
// models.ErrNotFound: to be kept as one of its own then.
func (o *Office) KeepTyped(ctx context.Context, typed *Typed) error {
	h, name := o.here, typed.name()
	if h.box == nil {
		return o.send(ctx, typed)
	}
	defer h.lock(name)()
	h.knows(name, typed)
	typed.Sent = h.sent(name)
	if h.lost.Load() {
		return h.keep(name, typed, false)
	}
	stop := h.keepSoon(name, *typed)
	err := o.send(ctx, typed)
	stop()
	switch {
	case err == nil:
		h.wrote(name, typed.ID, *typed)
		return h.box.Remove(name)
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
		h.forget(name)
		return errors.Join(err, h.box.Remove(name))
	case errors.Is(err, models.ErrDatabaseUnreachable), errors.Is(err, models.ErrWriteUnknown):
		return h.keep(name, typed, true)
	}
	if kept := h.keep(name, typed, true); !errors.Is(kept, models.ErrKeptHere) {
		return errors.Join(err, kept)
	}
	return err // why the database does not take it has to be known
}

// DropTyped takes away what this computer keeps of something that was saved, signed or thrown away.
func (o *Office) DropTyped(typed Typed) error {
	h, name := o.here, typed.name()
	if h.box == nil {
		return nil
	}
	defer h.lock(name)()
	h.forget(name)
	return h.box.Remove(name)
}

// SendTyped brings to the database what this computer keeps, once there is contact. What
// can't be written stays for the next time.
func (o *Office) SendTyped(ctx context.Context) (sent int, err error) {
	if o.here.box == nil {
		return 0, nil
	}
	names, err := o.here.box.Names(typedBeginning)
	for _, name := range names {
		gone, oneErr := o.sendOne(ctx, name)
		err = errors.Join(err, oneErr)
		if gone {
			sent++
		}
	}
	if sent > 0 {
		o.Events.Publish(Event{})
	}
	return sent, err
}

func (o *Office) sendOne(ctx context.Context, name string) (sent bool, err error) {
	h := o.here
	defer h.lock(name)()
	body, err := h.box.Read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // whoever types it has sent it meanwhile
	}
	if err != nil {
		return false, err
	}
	var typed Typed
	if err := json.Unmarshal(body, &typed); err != nil {
		return false, models.ErrSealedKey.With("path", h.box.Folder()).Because(err)
	}
	was := typed.ID
	h.knows(name, &typed)
	err = o.send(ctx, &typed)
	if errors.Is(err, models.ErrStale) || errors.Is(err, models.ErrNotFound) {
		err = o.sendApart(ctx, &typed)
	}
	if err != nil {
		return false, err
	}
	h.wrote(name, was, typed)
	return true, h.box.Remove(name)
}

// keepTyped is Keep. What this computer keeps too waits for no server that fell silent: the next
// letters wait behind it, and they are kept nowhere yet.
func (o *Office) keepTyped(ctx context.Context, write func(*Tx) error) error {
	if o.here.box == nil {
		return o.Keep(ctx, write)
	}
	return o.store.WriteKept(ctx, o.as(ctx, write))
}

// send writes into the database; typed is as before where that fails.
func (o *Office) send(ctx context.Context, typed *Typed) error {
	written := *typed
	if err := o.keepTyped(ctx, func(tx *Tx) error { return written.save(tx) }); err != nil {
		return err
	}
	*typed = written
	return nil
}

func (o *Office) sendApart(ctx context.Context, typed *Typed) error {
	written := *typed
	if err := o.keepTyped(ctx, func(tx *Tx) error {
		if err := written.apart(tx); err != nil {
			return err
		}
		return written.save(tx)
	}); err != nil {
		return err
	}
	*typed = written
	return nil
}

// mostSent is how many bodies may be on their way without an answer: contact is found to be lost
// after a few.
const mostSent = 20

// sent are the sums of what was sent and not answered for.
func (h *here) sent(name string) []string {
	body, err := h.box.Read(name)
	var before Typed
	if err != nil || json.Unmarshal(body, &before) != nil {
		return nil
	}
	return before.Sent
}

// keep seals what is typed on this computer. sent says that the database may have it.
func (h *here) keep(name string, typed *Typed, sent bool) error {
	kept := *typed
	if sent {
		kept.Sent = append(slices.Clone(typed.Sent), sumOf(typed.Body))
		kept.Sent = kept.Sent[max(0, len(kept.Sent)-mostSent):]
	}
	if kept.Empty && kept.ID == 0 && len(kept.Sent) == 0 {
		return errors.Join(models.ErrKeptHere, h.box.Remove(name))
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	if err := h.box.Write(name, body); err != nil {
		return err
	}
	return models.ErrKeptHere
}

// keepSoon keeps it here as well where the database takes its time. Call stop when it
// has answered.
func (h *here) keepSoon(name string, typed Typed) (stop func()) {
	done := make(chan struct{})
	timer := time.AfterFunc(soonHere, func() {
		defer close(done)
		_ = h.keep(name, &typed, true) // what keeps it from being kept is said where the database fails, too
	})
	return func() {
		if !timer.Stop() {
			<-done
		}
	}
}

// knows lets whoever types go on with what this desk itself has written meanwhile.
func (h *here) knows(name string, typed *Typed) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	own, ok := h.own[name]
	switch {
	case !ok:
	case typed.ID == own.id:
		typed.Version = max(typed.Version, own.version)
	case typed.ID == 0 || typed.ID == own.was:
		typed.ID, typed.Version = own.id, own.version
	}
}

func (h *here) wrote(name string, was int64, typed Typed) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if before, ok := h.own[name]; ok && before.id == typed.ID {
		was = before.was
	}
	h.own[name] = ownTyped{was: was, id: typed.ID, version: typed.Version}
}

func (h *here) forget(name string) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	delete(h.own, name)
}
