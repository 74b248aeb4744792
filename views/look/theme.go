// Package look is how the desk looks: colours by role for light and dark, the
// sizes of type, the two weights of the one font. Every widget asks it, so that
// the same thing looks the same everywhere.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode tells which colours are used.
type Mode string

// The modes; System follows the operating system.
const (
	Light  Mode = "light"
	Dark   Mode = "dark"
	System Mode = "system"
)

// Modes lists every mode, as the settings show them.
var Modes = []Mode{System, Light, Dark}

// TextSizes are the text sizes that can be chosen, in percent.
var TextSizes = []int{100, 125, 150}

// Theme is the desk's theme at one text size and mode.
type Theme struct {
	mode  Mode
	scale float32
	fonts fonts
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme. percent is the text size: 100, 125 or 150.
func New(mode Mode, percent int) *Theme {
	return &Theme{mode: mode, scale: float32(percent) / 100, fonts: loadFonts()}
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	shade := light
	if t.mode == Dark || t.mode == System && variant == theme.VariantDark {
		shade = dark
	}
	if found, ok := shade[name]; ok {
		return found
	}
	return theme.DefaultTheme().Color(name, t.variant(variant))
}

func (t *Theme) variant(variant fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	case System:
	}
	return variant
}

// Font implements fyne.Theme. There are two weights and no italics, which are
// hard to read; code and symbols keep Fyne's own fonts.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.fonts.bold
	}
	return t.fonts.regular
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme. Type and icons grow with the text size, the space
// between them does not, so that a page still fits at 150 %.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := typeSizes[name]; ok {
		return size * t.scale
	}
	if size, ok := fixedSizes[name]; ok {
		return size
	}
	return theme.DefaultTheme().Size(name)
}

var typeSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameHeadingText:    22,
	theme.SizeNameSubHeadingText: 16,
	theme.SizeNameCaptionText:    12.5,
	theme.SizeNameInlineIcon:     18,
}

// Radius is the radius of every corner.
const Radius = 6

var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       8,
	theme.SizeNameLineSpacing:        3,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     5,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1.5,
	theme.SizeNameInputRadius:        Radius,
	theme.SizeNameSelectionRadius:    Radius,
	theme.SizeNameButtonRadius:       Radius,
	theme.SizeNameCardRadius:         Radius,
	theme.SizeNameDialogRadius:       Radius,
	theme.SizeNamePopupRadius:        Radius,
	theme.SizeNameMenuRadius:         Radius,
}

// Color gives a role's colour in the theme now in use.
func Color(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}

// Size gives a size in the theme now in use.
func Size(name fyne.ThemeSizeName) float32 {
	return fyne.CurrentApp().Settings().Theme().Size(name)
}

// Scale is the text size now in use: 1, 1.25 or 1.5.
func Scale() float32 { return Size(theme.SizeNameText) / typeSizes[theme.SizeNameText] }

// Scaled gives a length that grows with the text.
func Scaled(length float32) float32 { return length * Scale() }
