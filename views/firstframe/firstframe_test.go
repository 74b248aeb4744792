package firstframe

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// clock runs what was to run after the patience when the test says so.
type clock struct {
	run     func()
	stopped bool
}

func (c *clock) after(run func()) func() bool {
	c.run = run
	return func() bool { c.stopped = true; return true }
}

// A window that is never painted must be told of, exactly once.
func TestNeverPainted(t *testing.T) {
	failures, c := 0, &clock{}
	watch(func() { failures++ }, c.after)
	require.Zero(t, failures)
	c.run()
	c.run()
	require.Equal(t, 1, failures)
}

// A window that was painted must never be told of, however late the timer fires.
func TestPainted(t *testing.T) {
	failures, c := 0, &clock{}
	guard := watch(func() { failures++ }, c.after)
	guard.Painted()
	guard.Painted()
	require.True(t, c.stopped)
	c.run()
	require.Zero(t, failures)
}

// Ending the program while it starts is no failure.
func TestStopped(t *testing.T) {
	failures, c := 0, &clock{}
	guard := watch(func() { failures++ }, c.after)
	guard.Stop()
	c.run()
	require.Zero(t, failures)
}

// A frame that comes after the failure changes nothing and hurts nothing.
func TestPaintedTooLate(t *testing.T) {
	failures, c := 0, &clock{}
	guard := watch(func() { failures++ }, c.after)
	c.run()
	guard.Painted()
	require.Equal(t, 1, failures)
	require.False(t, c.stopped)
}
