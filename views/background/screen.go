package background

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Screen is the Runner of the real window.
type Screen struct {
	// Base makes the context of work. Set it before the first use; it is called on
	// any goroutine.
	Base func() context.Context

	// OnBusy is called on the screen's goroutine when work takes longer than
	// Patience, and when none does any more. Set it before the first use.
	OnBusy func(busy bool)

	slow int // works that are shown as going on; used on the screen's goroutine only
}

var _ Runner = (*Screen)(nil)

// Context implements Runner.
func (s *Screen) Context() context.Context { return s.Base() }

// Go implements Runner.
func (s *Screen) Go(work func()) { go work() }

// OnScreen implements Runner.
func (s *Screen) OnScreen(show func()) { fyne.Do(show) }

// Later implements Runner.
func (s *Screen) Later(delay time.Duration, show func()) (stop func()) {
	var stopped atomic.Bool // the timer may have fired when stop is called
	timer := time.AfterFunc(delay, func() {
		s.OnScreen(func() {
			if !stopped.Load() {
				show()
			}
		})
	})
	return func() {
		stopped.Store(true)
		timer.Stop()
	}
}

// Pause implements Runner.
func (s *Screen) Pause(ctx context.Context, delay time.Duration) bool {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// Watch implements Runner.
func (s *Screen) Watch() (finished func()) {
	shown := false
	stop := s.Later(Patience, func() {
		shown = true
		s.count(1)
	})
	return func() {
		stop()
		if shown {
			shown = false
			s.count(-1)
		}
	}
}

func (s *Screen) count(change int) {
	before := s.slow > 0
	s.slow += change
	if after := s.slow > 0; after != before && s.OnBusy != nil {
		s.OnBusy(after)
	}
}
