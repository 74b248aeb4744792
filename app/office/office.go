package office

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"nursedesk/app/sealed"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Params is what an office is made of.
type Params struct {
	Store  *store.Store
	Rules  Rules
	Clock  Clock  // tells the day, and stamps what is written
	Events Events // nil: those of this program alone
	Place  string // the computer's name, for the access log

	// Here keeps what is typed on this computer while the database can't be reached; nil: it is not kept.
	Here *sealed.Box
}

// Office is the ground that every service stands on: where things are kept, what
// time it is, and how one action is done. Its methods may be called from any
// goroutine but block on the database: the screen calls them in the background.
type Office struct {
	Rules  Rules
	Events Events

	store     *store.Store
	clock     Clock
	protocols *protocols
	approved  *approved
	place     string
	desk      string // a word of this program's own, by which others tell it from theirs
	here      *here
}

// New opens an office: it reads the protocol versions that bookings have frozen,
// and what a doctor has approved.
func New(ctx context.Context, p Params) (*Office, error) {
	if p.Clock == nil {
		return nil, errNoClock
	}
	o := &Office{Rules: p.Rules, Events: p.Events, store: p.Store.WithClock(p.Clock.Now), clock: p.Clock, place: p.Place, here: newHere(p.Here), desk: rand.Text()}
	if o.Events == nil {
		o.Events = &Local{}
	}
	var err error
	if o.protocols, err = loadProtocols(ctx, p.Store, p.Rules.Protocols); err != nil {
		return nil, err
	}
	if o.approved, err = loadApproved(ctx, p.Store); err != nil {
		return nil, err
	}
	o.Rules = p.Rules.Under(o.approved)
	return o, nil
}

// errNoClock is a mistake of the program's, not of the user's.
var errNoClock = errors.New("office: an office without a clock")

// At gives the same office by another clock.
func (o *Office) At(clock Clock) *Office {
	other := *o
	other.store, other.clock = o.store.WithClock(clock.Now), clock
	return &other
}

// Clock is the desk's clock, for whoever shows time.
func (o *Office) Clock() Clock { return o.clock }

// DeskID is the word by which what is open at this desk is told from the others'.
func (o *Office) DeskID() string { return o.desk }

// Now is the present instant, UTC.
func (o *Office) Now() time.Time { return o.clock.Now() }

// Today is the civil day in Stockholm.
func (o *Office) Today() models.Date { return Today(o.clock) }

// Location tells where the data lies, without secrets.
func (o *Office) Location() string { return o.store.Location() }

// Test tells whether the database is a test database.
func (o *Office) Test() bool { return o.store.Test() }

// Copy writes the whole database into a new file, while work goes on.
func (o *Office) Copy(ctx context.Context, path string) error { return o.store.Copy(ctx, path) }

// Scrub leaves nothing in the database's file of what was taken away; it can take seconds.
func (o *Office) Scrub(ctx context.Context) error { return o.store.Scrub(ctx) }

// Check looks through the whole database; it can take seconds.
func (o *Office) Check(ctx context.Context) (models.DatabaseHealth, error) { return o.store.Check(ctx) }
