package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/approvals"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models/store/storetest"
)

// another opens one more desk on the same database, with a nurse of its own.
func (d *desk) another(name string) (*desk, context.Context) {
	d.t.Helper()
	params := d.params
	params.Store = storetest.OpenAt(d.t, d.Location(), d.clock.Now)
	opened, err := app.New(asNurse(), params)
	require.NoError(d.t, err)
	other := &desk{Desk: opened, params: params, t: d.t, clock: d.clock}
	return other, office.WithActor(context.Background(), name)
}

// follow lets a desk follow the others until the test ends, and gives what it hears.
func (d *desk) follow() <-chan office.Event {
	d.t.Helper()
	events := make(chan office.Event, 100)
	d.t.Cleanup(d.Events.Subscribe(func(event office.Event) { events <- event }))
	ctx, cancel := context.WithCancel(context.Background())
	done, ready := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		d.Follow(ctx, func(err error) {
			require.NoError(d.t, err)
			close(ready)
		})
	}()
	d.t.Cleanup(func() { cancel(); <-done })
	<-ready
	return events
}

func hear(t *testing.T, events <-chan office.Event) office.Event {
	t.Helper()
	select {
	case event := <-events:
		return event
	case <-time.After(5 * time.Second):
		require.FailNow(t, "nothing was heard")
		return office.Event{}
	}
}

// What a nurse does at one desk is an event at the other, with her name; then
// there is what she did, and a rule that a doctor approved there is approved here.
func TestADeskFollowsTheOther(t *testing.T) {
	d := newDesk(t, "2026-11-23")
	events := d.follow()
	other, asAnna := d.another("Anna Exempel")
	booking, err := other.Book(asAnna, draft(t, "2026-12-14"))
	require.NoError(t, err)
	event := hear(t, events)
	require.Equal(t, office.Event{PatientID: booking.PatientID, BookingID: booking.ID, By: "Anna Exempel"}, event)
	require.Equal(t, "Tolvan", d.file(event.BookingID).Patient.GivenName)

	row := d.rules()[stitches].Key
	_, approved := d.Approval(row)
	require.False(t, approved)
	require.NoError(t, other.ApproveRules(asAnna, approvals.Draft{Doctor: "Dr Exempel", On: d.Today(), Rows: []rulebook.Key{row}}))
	require.Equal(t, "Anna Exempel", hear(t, events).By)
	_, approved = d.Approval(row)
	require.True(t, approved)

	require.NoError(t, d.Cancel(asNurse(), booking.ID, booking.Version, "prov"))
	require.Empty(t, hear(t, events).By, "what is done here is nobody else's")
}
