package office

import (
	"context"
	"strings"
	"time"

	"nursedesk/models"
	"nursedesk/models/store"
)

// Follow publishes what other desks do with the same database, until ctx ends. It
// blocks. contact is told nil when it has begun, why contact with the database was
// lost, and nil when it is back; what was missed meanwhile has then been published.
func (o *Office) Follow(ctx context.Context, contact func(error)) {
	o.store.Watch(ctx, store.Watcher{
		Heard: func(done []models.AuditEntry) {
			for _, event := range o.eventsOf(ctx, done) {
				o.Events.Publish(event)
			}
		},
		Crowd:  func() { o.Events.Publish(Event{}) },
		Opened: func() { o.Events.Publish(Event{Opened: true}) },
		Contact: func(lost error) {
			o.here.lost.Store(lost != nil)
			if lost == nil {
				o.sendAll(ctx) // before the pages read again
			}
			contact(lost)
		},
	})
}

// sendAgain is how long a desk waits before it tries once more to send what it keeps here.
const sendAgain = 15 * time.Second

// sendAll sends what this computer keeps, at once and, as far as that fails, again and again
// while there is contact.
func (o *Office) sendAll(ctx context.Context) {
	if _, err := o.SendTyped(ctx); err == nil {
		return
	}
	go func() {
		for pause := sendAgain; !o.here.lost.Load(); pause = min(2*pause, 40*sendAgain) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
			if _, err := o.SendTyped(ctx); err == nil {
				return
			}
		}
	}()
}

// readApproved lets count here what a doctor approved or withdrew, or the clinic chose, at
// another desk. Where it can't be read now, the page of the rules reads it.
func (o *Office) readApproved(ctx context.Context) {
	_ = o.approved.read(ctx, o.store)
}

// eventsOf makes one event of all that somebody did for one booking or patient.
func (o *Office) eventsOf(ctx context.Context, done []models.AuditEntry) []Event {
	var events []Event
	told := map[Event]bool{}
	for _, entry := range done {
		if strings.HasPrefix(entry.Action, "rule.") || entry.Action == clinicChanged {
			o.readApproved(ctx)
		}
		event := eventOf(entry)
		event.By = entry.By
		if !told[event] {
			told[event] = true
			events = append(events, event)
		}
	}
	return events
}
