// Package background is the one place where the window does something away from
// the screen. Nothing else under views starts a goroutine or hands work back to
// the screen, so that tests can run everything in line.
package background

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"nursedesk/models"
)

// Runner runs work away from the screen and brings its result back. All methods
// may be called on any goroutine.
type Runner interface {
	// Context is that of work which begins now: it says who acts.
	Context() context.Context
	// Go runs work away from the screen.
	Go(work func())
	// OnScreen runs show on the screen's goroutine.
	OnScreen(show func())
	// Later runs show on the screen's goroutine after the delay, unless stopped before.
	Later(delay time.Duration, show func()) (stop func())
	// Pause waits, or returns false when ctx ends first. For work only, never on the screen.
	Pause(ctx context.Context, delay time.Duration) bool
	// Watch starts the clock of work that the nurse waits for: after half a second the frame
	// shows that it goes on, until finished is called on the screen's goroutine.
	Watch() (finished func())
}

// Patience is how long work goes on before the frame shows it.
const Patience = 500 * time.Millisecond

// TypingPause is how long a search waits for the next letter.
const TypingPause = 200 * time.Millisecond

// Token stands for one thing on screen that is loaded again and again: a list,
// a preview. A newer load on the same token drops the older one's result.
// The zero Token is ready; it is used on the screen's goroutine only.
type Token struct {
	serial uint64
	cancel context.CancelFunc
}

// Cancel ends what is loading; its result is not shown.
func (t *Token) Cancel() {
	t.serial++
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
}

// Load runs work away from the screen and shows its result, unless a newer Load
// on the same token, or Cancel, came before it was there.
func Load[T any](r Runner, token *Token, work func(context.Context) (T, error), show func(T, error)) {
	load(r, token, 0, work, show)
}

// LoadSoon is Load after a pause for the next letter, for searches as one types.
func LoadSoon[T any](r Runner, token *Token, work func(context.Context) (T, error), show func(T, error)) {
	load(r, token, TypingPause, work, show)
}

func load[T any](r Runner, token *Token, pause time.Duration, work func(context.Context) (T, error), show func(T, error)) {
	token.Cancel()
	ctx, cancel := context.WithCancel(r.Context())
	token.cancel = cancel
	serial := token.serial
	finished := r.Watch()
	r.Go(func() {
		var result T
		var err error
		if pause == 0 || r.Pause(ctx, pause) {
			result, err = guarded(ctx, work)
		}
		r.OnScreen(func() {
			finished()
			cancel()
			if token.serial == serial {
				show(result, err)
			}
		})
	})
}

// guarded turns a panic into the error of a fault, so that one broken list does not end
// the desk and all that is typed in it. Where it happened is told, and no value: a
// value may be a patient's.
func guarded[T any](ctx context.Context, work func(context.Context) (T, error)) (result T, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = &models.Problem{Code: "fault", Cause: fmt.Errorf("%T in background work\n%s", broken, debug.Stack())}
		}
	}()
	return work(ctx)
}
