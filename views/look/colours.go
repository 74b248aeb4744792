package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Status is what a pill, a banner or a mark says by its colour, beside its word
// and icon.
type Status string

// The statuses, and the five levels of a call.
const (
	Overdue  Status = "overdue"
	DueToday Status = "today"
	Coming   Status = "coming"
	Done     Status = "done"
	Proposed Status = "proposed"
	Quiet    Status = "quiet"
	Level1   Status = "level-1"
	Level2   Status = "level-2"
	Level3   Status = "level-3"
	Level4   Status = "level-4"
	Level5   Status = "level-5"
)

// Statuses lists every status.
var Statuses = []Status{
	Overdue, DueToday, Coming, Done, Proposed, Quiet, Level1, Level2, Level3, Level4, Level5,
}

// Ink is the colour of a status's text and icon.
func (s Status) Ink() fyne.ThemeColorName { return fyne.ThemeColorName("ink-" + s) }

// Paper is the colour behind a status's text.
func (s Status) Paper() fyne.ThemeColorName { return fyne.ThemeColorName("paper-" + s) }

// The roles that Fyne does not know.
const (
	Surface fyne.ThemeColorName = "surface" // a card, a list, the navigation
	Muted   fyne.ThemeColorName = theme.ColorNamePlaceHolder
	Text    fyne.ThemeColorName = theme.ColorNameForeground
	Accent  fyne.ThemeColorName = theme.ColorNamePrimary
	Line    fyne.ThemeColorName = theme.ColorNameSeparator
	Chosen  fyne.ThemeColorName = theme.ColorNameSelection
	RedDay  fyne.ThemeColorName = "red-day" // a red day's number in a calendar
)

// palette gives the colour of each role.
type palette map[fyne.ThemeColorName]color.Color

var light = palette{
	theme.ColorNameBackground:          rgb(0xF6F8F7),
	theme.ColorNameForeground:          rgb(0x1B2A29),
	theme.ColorNamePlaceHolder:         rgb(0x4C5C5A),
	theme.ColorNamePrimary:             rgb(0x0B6A65),
	theme.ColorNameHyperlink:           rgb(0x0B6A65),
	theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	theme.ColorNameSelection:           rgb(0xD9EEEB),
	theme.ColorNameButton:              rgb(0xE3EBE9),
	theme.ColorNameDisabledButton:      rgb(0xEDF1F0),
	theme.ColorNameDisabled:            rgb(0x566461),
	theme.ColorNameInputBackground:     rgb(0xFFFFFF),
	theme.ColorNameInputBorder:         rgb(0x7B8A87),
	theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
	theme.ColorNameHeaderBackground:    rgb(0xFFFFFF),
	theme.ColorNameSeparator:           rgb(0xD6DEDC),
	theme.ColorNameHover:               rgba(0x1B2A290F),
	theme.ColorNamePressed:             rgba(0x1B2A2924),
	theme.ColorNameFocus:               rgba(0x00302D50),
	theme.ColorNameShadow:              rgba(0x1B2A2933),
	theme.ColorNameScrollBar:           rgba(0x1B2A2980),
	theme.ColorNameScrollBarBackground: rgba(0x1B2A2910),
	theme.ColorNameError:               rgb(0xA3211B),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameWarning:             rgb(0x7A4300),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
	theme.ColorNameSuccess:             rgb(0x1E6B3A),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	Surface:                            rgb(0xFFFFFF),
	RedDay:                             rgb(0xA3211B),
}

var dark = palette{
	theme.ColorNameBackground:          rgb(0x0F1B1A),
	theme.ColorNameForeground:          rgb(0xE8F0EF),
	theme.ColorNamePlaceHolder:         rgb(0xA9BBB8),
	theme.ColorNamePrimary:             rgb(0x5CC9BF),
	theme.ColorNameHyperlink:           rgb(0x5CC9BF),
	theme.ColorNameForegroundOnPrimary: rgb(0x0F1B1A),
	theme.ColorNameSelection:           rgb(0x1F3F3C),
	theme.ColorNameButton:              rgb(0x243937),
	theme.ColorNameDisabledButton:      rgb(0x1B2B2A),
	theme.ColorNameDisabled:            rgb(0xA6B8B5),
	theme.ColorNameInputBackground:     rgb(0x132120),
	theme.ColorNameInputBorder:         rgb(0x718582),
	theme.ColorNameMenuBackground:      rgb(0x1D2E2D),
	theme.ColorNameOverlayBackground:   rgb(0x172625),
	theme.ColorNameHeaderBackground:    rgb(0x172625),
	theme.ColorNameSeparator:           rgb(0x2A3E3C),
	theme.ColorNameHover:               rgba(0xE8F0EF12),
	theme.ColorNamePressed:             rgba(0xE8F0EF2A),
	theme.ColorNameFocus:               rgba(0xC8FFF840),
	theme.ColorNameShadow:              rgba(0x00000080),
	theme.ColorNameScrollBar:           rgba(0xE8F0EF80),
	theme.ColorNameScrollBarBackground: rgba(0xE8F0EF10),
	theme.ColorNameError:               rgb(0xFF9A90),
	theme.ColorNameForegroundOnError:   rgb(0x2A0F0D),
	theme.ColorNameWarning:             rgb(0xFFC46B),
	theme.ColorNameForegroundOnWarning: rgb(0x2A1E0B),
	theme.ColorNameSuccess:             rgb(0x86D6A2),
	theme.ColorNameForegroundOnSuccess: rgb(0x0C2415),
	Surface:                            rgb(0x172625),
	RedDay:                             rgb(0xFF9A90),
}

// pills are a status's ink and paper, first in light, then in dark.
var pills = map[Status][4]uint32{
	Overdue:  {0xA3211B, 0xFBE9E7, 0xFF9A90, 0x3A1B19},
	DueToday: {0x7A4300, 0xFFF2DC, 0xFFC46B, 0x35270F},
	Coming:   {0x1D5A9E, 0xE7F0FA, 0x8FC1F7, 0x14283C},
	Done:     {0x1E6B3A, 0xE5F3EA, 0x86D6A2, 0x14301F},
	Proposed: {0x5B4B8A, 0xEFEBF8, 0xC5B5F5, 0x251F3A},
	Quiet:    {0x4C5C5A, 0xEAEFEE, 0xA9BBB8, 0x22322F},
	Level1:   {0xFFFFFF, 0x8E1B16, 0xFFFFFF, 0x8E1B16},
	Level2:   {0xFFFFFF, 0xA8400A, 0xFFFFFF, 0xA8400A},
	Level3:   {0xFFFFFF, 0x7A5200, 0xFFFFFF, 0x7A5200},
	Level4:   {0xFFFFFF, 0x1D5A9E, 0xFFFFFF, 0x1D5A9E},
	Level5:   {0xFFFFFF, 0x1E6B3A, 0xFFFFFF, 0x1E6B3A},
}

func init() {
	for status, pill := range pills {
		light[status.Ink()], light[status.Paper()] = rgb(pill[0]), rgb(pill[1])
		dark[status.Ink()], dark[status.Paper()] = rgb(pill[2]), rgb(pill[3])
	}
}

func rgb(value uint32) color.NRGBA { return rgba(value<<8 | 0xFF) }

func rgba(value uint32) color.NRGBA {
	return color.NRGBA{R: byte(value >> 24), G: byte(value >> 16), B: byte(value >> 8), A: byte(value)} //nolint:gosec // each byte is what is wanted
}
