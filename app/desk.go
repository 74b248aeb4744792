package app

import (
	"context"
	"errors"
	"time"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Params is what an office is made of.
type Params struct {
	Store  *store.Store
	Rules  Rules
	Clock  Clock  // tells the day, and stamps what is written
	Events Events // nil: those of this program alone
}

// Desk holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Desk struct {
	Rules  Rules
	Events Events

	store     *store.Store
	clock     Clock
	protocols *protocols
	approved  *approved
}

// New opens an office: it reads the protocol versions that bookings have frozen,
// and what a doctor has approved.
func New(ctx context.Context, p Params) (*Desk, error) {
	if p.Clock == nil {
		return nil, errNoClock
	}
	desk := &Desk{Rules: p.Rules, Events: p.Events, store: p.Store.WithClock(p.Clock.Now), clock: p.Clock}
	if desk.Events == nil {
		desk.Events = &Local{}
	}
	var err error
	if desk.protocols, err = loadProtocols(ctx, p.Store, p.Rules.Protocols); err != nil {
		return nil, err
	}
	desk.approved, err = loadApproved(ctx, p.Store)
	return desk, err
}

// errNoClock is a mistake of the program's, not of the user's.
var errNoClock = errors.New("app: a desk without a clock")

// At gives the same office by another clock.
func (d *Desk) At(clock Clock) *Desk {
	other := *d
	other.store, other.clock = d.store.WithClock(clock.Now), clock
	return &other
}

// Clock is the desk's clock, for whoever shows time.
func (d *Desk) Clock() Clock { return d.clock }

// Now is the present instant, UTC.
func (d *Desk) Now() time.Time { return d.clock.Now() }

// Today is the civil day in Stockholm.
func (d *Desk) Today() models.Date { return Today(d.clock) }

// Medicines is the catalogue that medicines are chosen from.
func (d *Desk) Medicines() *medication.Catalogue { return d.Rules.Medicines }

// Location tells where the data lies, without secrets.
func (d *Desk) Location() string { return d.store.Location() }

// Check looks through the whole database; it can take seconds.
func (d *Desk) Check(ctx context.Context) (store.Health, error) { return d.store.Check(ctx) }

// Tx is one reading or one action: what is read and written together, when, and
// who acts.
type Tx struct {
	*store.Tx

	By  string    // who acts
	Now time.Time // UTC; one instant for all that is done
}

// Read runs read in one transaction that writes nothing.
func (d *Desk) Read(ctx context.Context, read func(*Tx) error) error {
	return d.store.Read(ctx, d.as(ctx, read))
}

// Keep writes what is typed but not yet done, so that it is not lost: that is no
// action, and stands in no history.
func (d *Desk) Keep(ctx context.Context, write func(*Tx) error) error {
	return d.store.Write(ctx, d.as(ctx, write))
}

func (d *Desk) as(ctx context.Context, act func(*Tx) error) func(*store.Tx) error {
	by, now := Actor(ctx), d.Now()
	return func(tx *store.Tx) error { return act(&Tx{Tx: tx, By: by, Now: now}) }
}

// commit runs one action, the only way to do one: the writes, the audit entry,
// what follows for the sheet that the patient holds and, once all is committed,
// the event. committed runs before anybody hears of it.
func (d *Desk) commit(ctx context.Context, act func(*Tx) (models.AuditEntry, error), committed ...func()) error {
	return d.Changes(ctx, func(tx *Tx) ([]models.AuditEntry, error) {
		entry, err := act(tx)
		return []models.AuditEntry{entry}, err
	}, committed...)
}

// Changes is [Office.Change] for an action that concerns several patients or
// bookings, with an entry for each. Without any entry nobody is told.
func (d *Desk) Changes(ctx context.Context, act func(*Tx) ([]models.AuditEntry, error), committed ...func()) error {
	var entries []models.AuditEntry
	err := d.Keep(ctx, func(tx *Tx) error {
		var err error
		if entries, err = act(tx); err != nil {
			return err
		}
		for _, entry := range entries {
			if err := tx.Audit(entry); err != nil {
				return err
			}
			if err := d.followSheets(tx, entry); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, then := range committed {
		then()
	}
	switch len(entries) {
	case 0:
	case 1:
		d.Events.Publish(eventOf(entries[0]))
	default:
		d.Events.Publish(Event{})
	}
	return nil
}

// Audit writes who did what, and when.
func (tx *Tx) Audit(entry models.AuditEntry) error {
	entry.At, entry.By = tx.Now, tx.By
	return tx.Tx.Audit(entry)
}

func eventOf(entry models.AuditEntry) Event {
	var event Event
	if entry.PatientID != nil {
		event.PatientID = *entry.PatientID
	}
	if entry.BookingID != nil {
		event.BookingID = *entry.BookingID
	}
	return event
}
