package background

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// held is a Runner whose work ends when the test says so, in the order it says.
type held struct {
	Inline
	works []func()
}

func (h *held) Go(work func()) { h.works = append(h.works, work) }

// An answer to an earlier question must never overwrite the later one's, in
// whichever order they come: a nurse would act on another patient's row.
func TestOnlyTheNewestIsShown(t *testing.T) {
	for name, order := range map[string][]int{"in order": {0, 1}, "overtaken": {1, 0}} {
		r, token, shown := &held{}, &Token{}, []string{}
		for _, answer := range []string{"old", "new"} {
			Load(r, token, func(context.Context) (string, error) { return answer, nil },
				func(got string, err error) { shown = append(shown, got) })
		}
		for _, which := range order {
			r.works[which]()
		}
		require.Equal(t, []string{"new"}, shown, name)
	}
}

// Work that nobody waits for any more is told so, to stop reading.
func TestSupersededWorkIsCancelled(t *testing.T) {
	r, token := &held{}, &Token{}
	var first context.Context
	Load(r, token, func(ctx context.Context) (int, error) { first = ctx; return 0, nil }, func(int, error) {})
	work := r.works[0]
	token.Cancel()
	work()
	require.ErrorIs(t, first.Err(), context.Canceled)
}

// What was cancelled is not shown, and errors are.
func TestCancelAndErrors(t *testing.T) {
	r, token, calls := &held{}, &Token{}, 0
	Load(r, token, func(context.Context) (int, error) { return 1, nil }, func(int, error) { calls++ })
	token.Cancel()
	r.works[0]()
	require.Zero(t, calls)

	wrong := errors.New("disk full")
	var got error
	Load(&Inline{}, token, func(context.Context) (int, error) { return 0, wrong }, func(_ int, err error) { got = err })
	require.Equal(t, wrong, got)
}

// A search waits for the next letter, and does not ask for the text before it.
func TestLoadSoonAsksOnce(t *testing.T) {
	r, token, asked := &held{}, &Token{}, []string{}
	for _, text := range []string{"t", "to", "tol"} {
		LoadSoon(r, token, func(context.Context) (string, error) { asked = append(asked, text); return text, nil },
			func(string, error) {})
	}
	for _, work := range r.works {
		work()
	}
	require.Equal(t, []string{"tol"}, asked)
}

// Tests steer time: what is to happen later happens when it has passed, unless stopped.
func TestInlineElapse(t *testing.T) {
	r, said := &Inline{}, []string{}
	r.Later(time.Second, func() { said = append(said, "one") })
	stop := r.Later(2*time.Second, func() { said = append(said, "never") })
	r.Later(3*time.Second, func() { said = append(said, "three") })
	stop()
	r.Elapse(time.Second)
	require.Equal(t, []string{"one"}, said)
	r.Elapse(5 * time.Second)
	require.Equal(t, []string{"one", "three"}, said)
}

// The real one ends a pause at once when nobody waits any more.
func TestScreenPause(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.False(t, (&Screen{}).Pause(ctx, time.Hour))
	require.True(t, (&Screen{}).Pause(t.Context(), 0))
}

// Work that panics is a fault like any other: it is told, and the desk goes on. What it
// panicked about may be a patient's, and is not told.
func TestPanicIsAFault(t *testing.T) {
	token := &Token{}
	var got error
	Load(&Inline{}, token, func(context.Context) (int, error) { panic("Tolvan Tolvansson") }, func(_ int, err error) { got = err })
	require.ErrorIs(t, got, &models.Problem{Code: "fault"})
	require.Contains(t, got.Error(), "background_test.go")
	require.NotContains(t, got.Error(), "Tolvan")
	Load(&Inline{}, token, func(context.Context) (int, error) { return 1, nil }, func(_ int, err error) { got = err })
	require.NoError(t, got)
}
