package app

import "sync"

// Event says that something was changed and committed; whoever shows it reloads.
type Event struct {
	PatientID int64 // 0 when it concerns no single patient
	BookingID int64 // 0 when it concerns no single booking
}

// Events hands every committed change to whoever asked for it.
type Events struct {
	mutex     sync.Mutex
	next      int
	listeners map[int]func(Event)
}

// Subscribe calls listen after each committed change, on the goroutine that
// made it, until the returned cancel is called.
func (e *Events) Subscribe(listen func(Event)) (cancel func()) {
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

func (e *Events) publish(event Event) {
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
