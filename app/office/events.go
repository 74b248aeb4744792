package office

import "sync"

// Event says that something was changed and committed; whoever shows it reloads.
type Event struct {
	PatientID int64 // 0 when it concerns no single patient
	BookingID int64 // 0 when it concerns no single booking

	By string // who did it at another desk; "" for what was done at this one

	Opened bool // nothing was changed, but something else is open at some desk
}

// Events carries every committed change to whoever shows it.
type Events interface {
	// Publish tells all listeners; it returns once each has heard.
	Publish(event Event)
	// Subscribe calls listen after each committed change, on the goroutine that
	// made it, until the returned cancel is called.
	Subscribe(listen func(Event)) (cancel func())
}

// Local carries the changes that are made in this program.
type Local struct {
	mutex     sync.Mutex
	next      int
	listeners map[int]func(Event)
}

// Subscribe implements Events.
func (e *Local) Subscribe(listen func(Event)) (cancel func()) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.listeners == nil {
		e.listeners = map[int]func(Event){}
	}
	key := e.next
	e.next++
	e.listeners[key] = listen
	return func() {
		e.mutex.Lock()
		defer e.mutex.Unlock()
		delete(e.listeners, key)
	}
}

// Publish implements Events.
func (e *Local) Publish(event Event) {
	e.mutex.Lock()
	listeners := make([]func(Event), 0, len(e.listeners))
	for _, listen := range e.listeners {
		listeners = append(listeners, listen)
	}
	e.mutex.Unlock()
	for _, listen := range listeners {
		listen(event)
	}
}
