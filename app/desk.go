package app

import (
	"context"
	"errors"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Params is what a desk is made of.
type Params struct {
	Store  *store.Store
	Rules  Rules
	Clock  Clock         // tells the day, and stamps what is written
	Author func() string // the name that is put to changes
}

// Desk holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Desk struct {
	Events Events

	store     *store.Store
	rules     Rules
	clock     Clock
	author    func() string
	protocols *protocols
	approved  *approved
}

// New makes a desk and reads the protocol versions that bookings have frozen, and
// what a doctor has approved.
func New(ctx context.Context, p Params) (*Desk, error) {
	if p.Clock == nil {
		return nil, errNoClock
	}
	desk := &Desk{store: p.Store.WithClock(p.Clock.Now), rules: p.Rules, clock: p.Clock, author: p.Author}
	var err error
	if desk.protocols, err = loadProtocols(ctx, p.Store, p.Rules.Protocols); err != nil {
		return nil, err
	}
	desk.approved, err = loadApproved(ctx, p.Store)
	return desk, err
}

// errNoClock is a mistake of the program's, not of the user's.
var errNoClock = errors.New("app: a desk without a clock")

// Clock is the desk's clock, for whoever shows time.
func (d *Desk) Clock() Clock { return d.clock }

// Today is the civil day in Stockholm.
func (d *Desk) Today() models.Date { return Today(d.clock) }

// Medicines is the catalogue that medicines are chosen from.
func (d *Desk) Medicines() *medication.Catalogue { return d.rules.Medicines }

// Location tells where the data lies, without secrets.
func (d *Desk) Location() string { return d.store.Location() }

// Check looks through the whole database; it can take seconds.
func (d *Desk) Check(ctx context.Context) (store.Health, error) { return d.store.Check(ctx) }

// change runs one nurse's action: the writes, the audit entry, what follows for
// the sheet that the patient holds and, once all is committed, the event.
func (d *Desk) change(ctx context.Context, act func(*store.Tx) (models.AuditEntry, error)) error {
	var entry models.AuditEntry
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		var err error
		if entry, err = act(tx); err != nil {
			return err
		}
		if err := d.audit(tx, &entry); err != nil {
			return err
		}
		return d.followSheets(tx, entry)
	})
	if err != nil {
		return err
	}
	d.Events.publish(eventOf(entry))
	return nil
}

func (d *Desk) audit(tx *store.Tx, entry *models.AuditEntry) error {
	entry.At = d.clock.Now()
	entry.By = d.author()
	return tx.Audit(*entry)
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

// ref makes the optional references of entries and tasks.
func ref[T any](value T) *T { return &value }
