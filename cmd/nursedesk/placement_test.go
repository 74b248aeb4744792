package main

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// placed is where a window goes.
func placed(window area, screens []area) area { return fit(window, screenOf(window, screens)) }

// A window is seen whole on a screen that there is, whatever it was on before, and where it can stay it stays.
func TestFit(t *testing.T) {
	main, right := area{0, 0, 1920, 1040}, area{1920, -200, 2560, 1400}
	for name, test := range map[string]struct{ window, want area }{
		"as it was":              {area{100, 80, 1280, 800}, area{100, 80, 1280, 800}},
		"on the other screen":    {area{2000, -150, 1280, 800}, area{2000, -150, 1280, 800}},
		"between the two":        {area{1500, 0, 1280, 800}, area{1920, 0, 1280, 800}},
		"on a screen that left":  {area{-1800, 300, 1280, 800}, area{0, 240, 1280, 800}},
		"larger than the screen": {area{10, 10, 3000, 2000}, area{0, 0, 1920, 1040}},
		"title above the screen": {area{100, -60, 1280, 800}, area{100, 0, 1280, 800}},
		"below the task bar":     {area{100, 900, 1280, 800}, area{100, 240, 1280, 800}},
	} {
		require.Equal(t, test.want, placed(test.window, []area{main, right}), name)
	}

	rapid.Check(t, func(t *rapid.T) {
		anyArea := rapid.Custom(func(t *rapid.T) area {
			return area{
				rapid.IntRange(-4000, 4000).Draw(t, "x"), rapid.IntRange(-4000, 4000).Draw(t, "y"),
				rapid.IntRange(1, 5000).Draw(t, "width"), rapid.IntRange(1, 5000).Draw(t, "height"),
			}
		})
		all := rapid.SliceOfN(anyArea, 1, 4).Draw(t, "screens")
		found := placed(anyArea.Draw(t, "window"), all)
		seen := 0
		for _, screen := range all {
			seen = max(seen, found.overlap(screen))
		}
		require.Equal(t, found.width*found.height, seen, "all of it lies on one screen")
		require.Equal(t, found, placed(found, all), "once placed, it stays")
	})
}
