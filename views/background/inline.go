package background

import (
	"context"
	"time"
)

// Inline is the Runner of tests: everything happens at once on the calling
// goroutine, save what is to happen later, which waits for Elapse.
type Inline struct {
	Base func() context.Context // makes the context of work; nil: one in which nobody acts

	elapsed time.Duration
	pending []*pending
}

type pending struct {
	at   time.Duration
	show func()
}

var _ Runner = (*Inline)(nil)

// Context implements Runner.
func (i *Inline) Context() context.Context {
	if i.Base == nil {
		return context.Background()
	}
	return i.Base()
}

// Go implements Runner.
func (i *Inline) Go(work func()) { work() }

// OnScreen implements Runner.
func (i *Inline) OnScreen(show func()) { show() }

// Later implements Runner; show runs when Elapse passes its time.
func (i *Inline) Later(delay time.Duration, show func()) (stop func()) {
	later := &pending{at: i.elapsed + delay, show: show}
	i.pending = append(i.pending, later)
	return func() { later.show = nil }
}

// Elapse lets time pass for what Later holds.
func (i *Inline) Elapse(duration time.Duration) {
	i.elapsed += duration
	due := i.pending
	i.pending = nil
	for _, later := range due {
		if later.at > i.elapsed {
			i.pending = append(i.pending, later)
		} else if later.show != nil {
			later.show()
		}
	}
}

// Pause implements Runner without waiting.
func (i *Inline) Pause(ctx context.Context, _ time.Duration) bool { return ctx.Err() == nil }

// Watch implements Runner.
func (i *Inline) Watch() (finished func()) { return func() {} }
