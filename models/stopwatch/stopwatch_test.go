package stopwatch_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models/stopwatch"
)

func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		watch := stopwatch.Start()
		require.True(t, watch.Started())
		require.Zero(t, watch.Elapsed())
		time.Sleep(1500 * time.Millisecond) //nolint:forbidigo // the bubble's time stands still until someone sleeps
		require.Equal(t, 1500*time.Millisecond, watch.Elapsed())
	})
}

// Whoever asks "was it less than a second ago?" is told no where it never was.
func TestNeverStarted(t *testing.T) {
	var watch stopwatch.Watch
	require.False(t, watch.Started())
	require.Greater(t, watch.Elapsed(), 100*365*24*time.Hour)
}
