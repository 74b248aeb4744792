// Package apptest is a desk for tests: every service over a real database file, by a clock that the test sets.
package apptest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
	"nursedesk/resources/resourcestest"
)

// Desk is a desk on a real SQLite file, or on PostgreSQL where the tests run on it.
type Desk struct {
	*app.Desk
	Params office.Params
	T      testing.TB
	Wall   *Clock
}

// Clock is the desk's clock: it stands still at a time until the test sets another.
type Clock struct{ Time time.Time }

// Now is the time that the test has set.
func (c *Clock) Now() time.Time { return c.Time.UTC() }

// New opens a desk at nine on a day.
func New(t testing.TB, today string) *Desk {
	t.Helper()
	clock := &Clock{Time: Date(t, today).At(9, 0)}
	params := office.Params{
		Store: storetest.Open(t, clock.Now), Rules: Rules(t), Clock: clock,
	}
	made, err := app.New(Nurse(), params)
	require.NoError(t, err)
	return &Desk{Desk: made, Params: params, T: t, Wall: clock}
}

// Rules are those that are frozen for tests, read once for all tests of a package: nothing
// alters rules that are read.
func Rules(t testing.TB) office.Rules {
	t.Helper()
	rules, err := frozen()
	require.NoError(t, err)
	return rules
}

var frozen = sync.OnceValues(func() (office.Rules, error) { return office.LoadRules(resourcestest.Files, "") })

// Another opens one more desk on the same database, with a nurse of its own.
func (d *Desk) Another(name string) (*Desk, context.Context) {
	d.T.Helper()
	params := d.Params
	params.Store = storetest.OpenAt(d.T, d.Location(), d.Wall.Now)
	opened, err := app.New(Nurse(), params)
	require.NoError(d.T, err)
	other := &Desk{Desk: opened, Params: params, T: d.T, Wall: d.Wall}
	return other, office.WithActor(context.Background(), name)
}

// Following lets a desk follow the others until the test ends, and gives what it hears.
func (d *Desk) Following() <-chan office.Event {
	d.T.Helper()
	events := make(chan office.Event, 100)
	d.T.Cleanup(d.Events.Subscribe(func(event office.Event) { events <- event }))
	ctx, cancel := context.WithCancel(context.Background())
	done, ready := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		d.Follow(ctx, func(err error) {
			require.NoError(d.T, err)
			close(ready)
		})
	}()
	d.T.Cleanup(func() { cancel(); <-done })
	<-ready
	return events
}

// Hear waits for the next event.
func Hear(t testing.TB, events <-chan office.Event) office.Event {
	t.Helper()
	select {
	case event := <-events:
		return event
	case <-time.After(5 * time.Second):
		require.FailNow(t, "nothing was heard")
		return office.Event{}
	}
}

// Nurse is a context in which the nurse of the tests acts.
func Nurse() context.Context { return office.WithActor(context.Background(), "Sköterska Test") }

// Date reads a day as 2026-12-14.
func Date(t testing.TB, text string) models.Date {
	t.Helper()
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}
