package followup_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/followup"
)

// The interval gives the figures of R. G. Newcombe, Stat Med 1998;17:857–872,
// table I, method 3, to their four places, and what follows by hand for 2 of 140.
func TestIntervalGivesPublishedFigures(t *testing.T) {
	for _, known := range []struct {
		rate      followup.Rate
		low, high float64
	}{
		{followup.Rate{With: 81, Of: 263}, 0.2553, 0.3662},
		{followup.Rate{With: 15, Of: 148}, 0.0624, 0.1605},
		{followup.Rate{With: 0, Of: 20}, 0, 0.1611},
		{followup.Rate{With: 1, Of: 29}, 0.0061, 0.1718},
		{followup.Rate{With: 2, Of: 140}, 0.0039, 0.0506},
	} {
		low, high, ok := known.rate.Interval()
		require.True(t, ok)
		require.InDelta(t, known.low, low, 0.00006, "%v", known.rate)
		require.InDelta(t, known.high, high, 0.00006, "%v", known.rate)
	}
}

// Of nothing there is no rate: it is neither 0 % nor 100 %.
func TestNoRateOfNothing(t *testing.T) {
	_, ok := followup.Rate{}.Share()
	require.False(t, ok)
	_, _, ok = followup.Rate{}.Interval()
	require.False(t, ok)
}

// The interval lies within 0 to 1, holds the share, and is never a point.
func TestIntervalHoldsTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 20_000).Draw(t, "of")
		rate := followup.Rate{With: rapid.IntRange(0, of).Draw(t, "with"), Of: of}
		share, _ := rate.Share()
		low, high, ok := rate.Interval()
		require.True(t, ok)
		require.LessOrEqual(t, 0.0, low)
		require.LessOrEqual(t, low, share+1e-12)
		require.LessOrEqual(t, share-1e-12, high)
		require.LessOrEqual(t, high, 1.0)
		require.Less(t, low, high)
	})
}
