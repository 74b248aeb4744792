package background

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

// kept is a keeper of one text, with the database that it writes to.
type kept struct {
	*Keeper[string]
	held  *held
	typed string
	wrote []string
	full  error
	asked int
}

func newKept() *kept {
	k := &kept{held: &held{}}
	k.Keeper = NewKeeper[string](k.held)
	k.Take = func() string { return k.typed }
	k.Write = func(_ context.Context, text string) (string, error) {
		if k.full == nil {
			k.wrote = append(k.wrote, text)
		}
		return text, k.full
	}
	k.Kept = func(string, error) bool { return false }
	return k
}

func (k *kept) typeIn(text string) {
	k.typed = text
	k.Touch()
}

// work lets one write end.
func (k *kept) work() {
	next := k.held.works[0]
	k.held.works = k.held.works[1:]
	next()
}

// However fast one types, one write goes on at a time and the newest text is the
// last one written: an older one would be what comes back after a power cut.
func TestKeeperWritesTheNewestLast(t *testing.T) {
	k := newKept()
	for _, text := range []string{"T", "To", "Tol", "Tolv"} {
		k.typeIn(text)
	}
	require.Len(t, k.held.works, 1)
	k.work()
	require.Len(t, k.held.works, 1)
	k.work()
	require.Empty(t, k.held.works)
	require.Equal(t, []string{"T", "Tolv"}, k.wrote)
}

// Who waits goes on when the newest is kept, not before; nothing typed, nothing
// to wait for.
func TestWhenKept(t *testing.T) {
	k := newKept()
	k.WhenKept(func(err error) { k.asked++ })
	require.Equal(t, 1, k.asked)
	k.typeIn("T")
	k.typeIn("To")
	k.WhenKept(func(err error) {
		require.NoError(t, err)
		k.asked++
	})
	k.work()
	require.Equal(t, 1, k.asked)
	k.work()
	require.Equal(t, 2, k.asked)
}

// What could not be kept is tried once more for who waits, who is told when it
// can't be: the window must not close as if nothing was lost.
func TestWhenNothingCanBeKept(t *testing.T) {
	k := newKept()
	k.full = errors.New("disk full")
	k.typeIn("T")
	k.work()
	var told error
	k.WhenKept(func(err error) { told = err })
	k.work()
	require.Equal(t, k.full, told)
	k.full = nil
	k.WhenKept(func(err error) { told = err })
	k.work()
	require.NoError(t, told)
	require.Equal(t, []string{"T"}, k.wrote)
}

// A write that another desk stands against is done again as the page then says.
func TestKeeperTriesAgain(t *testing.T) {
	k := newKept()
	stale := errors.New("stale")
	k.full = stale
	k.Kept = func(_ string, err error) bool {
		k.full = nil
		return errors.Is(err, stale)
	}
	k.typeIn("T")
	k.WhenKept(func(err error) {
		require.NoError(t, err)
		k.asked++
	})
	k.work()
	k.work()
	require.Equal(t, []string{"T"}, k.wrote)
	require.Equal(t, 1, k.asked)
}

// A page that is built anew writes after what the old one is writing, or the
// older text would be kept last.
func TestKeeperFollowsAnother(t *testing.T) {
	old, k := newKept(), newKept()
	k.Follow(old.Keeper, func() { require.Fail(t, "nothing is being written") })
	old.typeIn("T")
	k.held = old.held
	k.runner = old.held
	k.Follow(old.Keeper, func() { k.asked++ })
	k.typeIn("To")
	require.Len(t, old.held.works, 1)
	old.work()
	require.Equal(t, 1, k.asked)
	k.work()
	require.Equal(t, []string{"T"}, old.wrote)
	require.Equal(t, []string{"To"}, k.wrote)
}
