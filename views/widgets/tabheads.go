package widgets

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/look"
)

// tabHead is a head in its place, or what stands at an end of the line for those that are
// left out there.
type tabHead struct {
	text   string
	option int // that a tap chooses
	at     fyne.Position
	size   fyne.Size
}

const (
	tabSpace      = 14 // beside the word
	tabSpaceClose = 6  // the same where one line has to hold more
	tabRise       = 8  // above and below it
	tabMark       = 3  // the height of the mark below the chosen one
)

func newTabHead(text string, option int, space float32) tabHead {
	word := fyne.MeasureText(text, look.Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	return tabHead{text: text, option: option, size: word.AddWidthHeight(2*space, 2*tabRise)}
}

// heads places the heads. Before the width is known they stand in one row.
func (t *Tabs) heads(width float32) []tabHead {
	heads := t.spaced(tabSpace)
	switch {
	case width <= 0 || widthOf(heads) <= width:
		return inRows(heads, widthOf(heads))
	case !t.oneLine:
		return inRows(heads, width)
	}
	heads = t.inSight(t.spaced(tabSpaceClose), width)
	return inRows(heads, widthOf(heads))
}

func (t *Tabs) spaced(space float32) []tabHead {
	heads := make([]tabHead, len(t.options))
	for index, option := range t.options {
		heads[index] = newTabHead(option.Text, index, space)
	}
	return heads
}

func widthOf(heads []tabHead) (width float32) {
	for _, head := range heads {
		width += head.size.Width
	}
	return width
}

// inRows places heads one after the other, in as many rows as the width asks for.
func inRows(heads []tabHead, width float32) []tabHead {
	at := fyne.Position{}
	for index := range heads {
		size := heads[index].size
		if at.X > 0 && at.X+size.Width > width {
			at = fyne.NewPos(0, at.Y+size.Height)
		}
		heads[index].at = at
		at.X += size.Width
	}
	return heads
}

// inSight leaves out what a width does not hold: as little as can be, at the end first,
// and never the chosen head.
func (t *Tabs) inSight(heads []tabHead, width float32) []tabHead {
	for from := 0; from <= t.at; from++ {
		for to := len(heads); to > t.at; to-- {
			if shown := someOf(heads, from, to); widthOf(shown) <= width {
				return shown
			}
		}
	}
	return heads[t.at : t.at+1]
}

// someOf are some heads, and at its ends how many are left out there.
func someOf(heads []tabHead, from, to int) []tabHead {
	var shown []tabHead
	if from > 0 {
		shown = append(shown, newTabHead(fmt.Sprintf("‹ +%d", from), from-1, tabSpaceClose))
	}
	shown = append(shown, heads[from:to]...)
	if left := len(heads) - to; left > 0 {
		shown = append(shown, newTabHead(fmt.Sprintf("+%d ›", left), to, tabSpaceClose))
	}
	return shown
}
