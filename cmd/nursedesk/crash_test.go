package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// A report says where it went wrong, and nothing of what was on the screen.
func TestCrashReport(t *testing.T) {
	report := func(fault func()) (said string) {
		defer func() { said = crashReport(recover()) }()
		fault()
		return ""
	}
	said := report(func() { panic("Tolvan Tolvansson 191212121212") })
	require.NotContains(t, said, "Tolvan")
	require.NotContains(t, said, "1912")
	require.Contains(t, said, "string")
	require.Contains(t, said, "TestCrashReport")
	require.Contains(t, said, version)

	none := []string{}
	require.Contains(t, report(func() { _ = none[len(none)] }), "index out of range [0] with length 0")
}

// A fault on the screen's goroutine leaves a report and another program in place of this one,
// which gives the window up first. One that fails as soon as it is open does not begin again for ever.
func TestRecovered(t *testing.T) {
	for name, soon := range map[string]bool{"after a while": false, "at once": true} {
		t.Run(name, func(t *testing.T) {
			ownState(t)
			t.Setenv(afterCrash, "")
			require.NoError(t, os.Unsetenv(afterCrash))
			before := startAgain
			t.Cleanup(func() { startAgain = before })
			started := 0
			startAgain = func([]string) error {
				started++
				again, err := beFirst("a.db")
				require.NoError(t, err, "the window is free")
				again.release()
				return nil
			}
			s := &session{}
			var err error
			s.first, err = beFirst("a.db")
			require.NoError(t, err)
			ran := tooSoon
			if soon {
				ran--
			}
			require.ErrorIs(t, s.recovered("Tolvan", quiet(), ran, page.Bookings), errCrashed)
			if soon {
				require.Zero(t, started)
				return
			}
			require.Equal(t, 1, started)
			report, at, crashed := crashedBefore()
			require.True(t, crashed)
			require.Equal(t, page.Bookings, at)
			body, err := os.ReadFile(report)
			require.NoError(t, err)
			require.NotContains(t, strings.ToLower(string(body)), "tolvan")
			_, _, crashed = crashedBefore()
			require.False(t, crashed, "it is told once")
		})
	}
}
