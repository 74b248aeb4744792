package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/assert"
)

// Every text must be readable on everything it can stand on: WCAG AA, 4.5:1.
func TestContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, Surface, theme.ColorNameSelection, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNameInputBackground,
	}
	pairs := [][2]fyne.ThemeColorName{
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess},
		{theme.ColorNameForeground, theme.ColorNameButton},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton},
	}
	for _, ground := range grounds {
		for _, ink := range []fyne.ThemeColorName{
			Text, Muted, Accent, theme.ColorNameHyperlink, theme.ColorNameError, theme.ColorNameWarning,
			theme.ColorNameSuccess, theme.ColorNameDisabled, RedDay,
		} {
			pairs = append(pairs, [2]fyne.ThemeColorName{ink, ground})
		}
	}
	for _, status := range Statuses {
		pairs = append(pairs, [2]fyne.ThemeColorName{status.Ink(), status.Paper()})
	}
	for name, shade := range map[string]palette{"light": light, "dark": dark} {
		lowest := math.Inf(1)
		for _, pair := range pairs {
			for _, veil := range []fyne.ThemeColorName{"", theme.ColorNameHover} {
				ground := over(shade[pair[1]], shade[veil])
				found := ratio(shade[pair[0]], ground)
				lowest = math.Min(lowest, found)
				assert.GreaterOrEqualf(t, found, 4.5, "%s: %s on %s %s", name, pair[0], pair[1], veil)
			}
		}
		for _, pair := range pairs[:5] { // what can have the focus: buttons
			ground := over(shade[pair[1]], shade[theme.ColorNameFocus])
			assert.GreaterOrEqualf(t, ratio(shade[pair[0]], ground), 4.5, "%s: %s on %s with focus", name, pair[0], pair[1])
		}
		// The edge of a field is no text, but it must be seen: 3:1.
		for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, Surface, theme.ColorNameInputBackground} {
			assert.GreaterOrEqualf(t, ratio(shade[theme.ColorNameInputBorder], shade[ground]), 3.0, "%s: field on %s", name, ground)
		}
		t.Logf("%s: the lowest of %d pairs is %.2f:1", name, 2*len(pairs), lowest)
	}
}

// Light and dark must know the same roles, or a colour would silently be Fyne's.
func TestSameRoles(t *testing.T) {
	for role := range light {
		assert.Contains(t, dark, role)
	}
	assert.Len(t, dark, len(light))
}

func over(ground, veil color.Color) color.Color {
	if veil == nil {
		return ground
	}
	below, above := ground.(color.NRGBA), veil.(color.NRGBA)
	mix := func(b, a byte) byte {
		share := float64(above.A) / 255
		return byte(math.Round(float64(b)*(1-share) + float64(a)*share))
	}
	return color.NRGBA{R: mix(below.R, above.R), G: mix(below.G, above.G), B: mix(below.B, above.B), A: 255}
}

// ratio is the contrast of two colours as WCAG 2.2 defines it.
func ratio(a, b color.Color) float64 {
	first, second := luminance(a), luminance(b)
	return (math.Max(first, second) + 0.05) / (math.Min(first, second) + 0.05)
}

func luminance(c color.Color) float64 {
	part := func(value byte) float64 {
		v := float64(value) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	shade := c.(color.NRGBA)
	return 0.2126*part(shade.R) + 0.7152*part(shade.G) + 0.0722*part(shade.B)
}
