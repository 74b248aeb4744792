package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// gridList is Fyne's list with the keys of a grid.
type gridList struct {
	widget.List
	press  func(event *fyne.KeyEvent) bool
	letter func(letter rune)
}

func newGridList(press func(event *fyne.KeyEvent) bool, letter func(rune)) *gridList {
	l := &gridList{press: press, letter: letter}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *gridList) TypedKey(event *fyne.KeyEvent) {
	if !l.press(event) {
		Pass(l, event)
	}
}

// TypedRune implements fyne.Focusable.
func (l *gridList) TypedRune(letter rune) { l.letter(letter) }

func (g *Grid[T]) letter(letter rune) {
	if row, ok := g.Selected(); ok && g.OnLetter != nil {
		g.OnLetter(row, letter)
	}
}

// press moves the selection and opens a row; it says whether it used the key.
func (g *Grid[T]) press(event *fyne.KeyEvent) bool {
	if len(g.rows) == 0 {
		return false
	}
	row := g.rowAt(g.at)
	switch event.Name {
	case fyne.KeyUp:
		if row <= 0 && g.OnAbove != nil {
			g.OnAbove()
			return true
		}
		g.moveTo(row - 1)
	case fyne.KeyDown:
		g.moveTo(row + 1)
	case fyne.KeyHome:
		g.moveTo(0)
	case fyne.KeyEnd:
		g.moveTo(len(g.rows) - 1)
	case fyne.KeyPageUp:
		g.moveTo(row - g.pageRows())
	case fyne.KeyPageDown:
		g.moveTo(row + g.pageRows())
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.OnOpen == nil || row < 0 {
			return false
		}
		g.OnOpen(g.rows[row])
	case fyne.KeySpace:
	default:
		return false
	}
	return true
}

func (g *Grid[T]) pageRows() int {
	return max(int(g.list.Size().Height/(rowHeight(g.twoLines())+listGap()))-1, 1)
}

func (g *Grid[T]) moveTo(row int) {
	g.choose(g.entryOf(min(max(row, 0), len(g.rows)-1)))
}

// choose selects a line of the list, which tells selectedEntry.
func (g *Grid[T]) choose(entry int) {
	if entry >= 0 && entry != g.at {
		g.list.Select(entry)
	}
}

// selectedEntry follows the list's selection, from keys and mouse alike.
func (g *Grid[T]) selectedEntry(id widget.ListItemID) {
	row := g.rowAt(id)
	if row < 0 { // a heading: stay where we were
		g.list.Unselect(id)
		if g.at >= 0 {
			g.list.Select(g.at)
		}
		return
	}
	if g.at == id {
		return
	}
	key := g.key(g.rows[row])
	if key != g.chosen {
		g.own = false
	}
	g.at, g.chosen = id, key
	if !g.own {
		g.detail = nil
		if g.Detail != nil {
			g.detail = g.Detail(g.rows[row])
		}
	}
	g.unfold()
	if g.OnSelected != nil {
		g.OnSelected(g.rows[row])
	}
}

// tapped selects the row under the mouse; twice within a moment opens it.
func (g *Grid[T]) tapped(id widget.ListItemID, twice bool) {
	row := g.rowAt(id)
	if row < 0 {
		return
	}
	g.choose(id)
	g.Focus()
	if twice && g.OnOpen != nil {
		g.OnOpen(g.rows[row])
	}
}

// unfold gives every line its height and brings the selected one into view.
func (g *Grid[T]) unfold() {
	if width := g.list.Size().Width; g.detail != nil && width > 0 { // its height may follow from its width
		g.detail.Resize(fyne.NewSize(max(width-2*rowMargin, 0), g.detail.Size().Height))
	}
	g.measure()
	g.list.Refresh()
	if g.at < 0 {
		return
	}
	g.list.Highlight(g.at)
	top := float32(0)
	for id := range g.at {
		top += g.height(id) + listGap()
	}
	bottom := top + g.height(g.at)
	if view := g.list.Size().Height; view > 0 && bottom > g.list.GetScrollOffset()+view {
		g.list.ScrollToOffset(min(bottom-view, top)) // the row itself tells whom it is about
	}
}

// measure tells the list the lines that are not as high as a row. It names no
// others, because each costs the list a refresh.
func (g *Grid[T]) measure() {
	base := rowHeight(g.twoLines())
	for id := range g.special {
		if id >= len(g.entries) || g.height(id) == base {
			g.list.SetItemHeight(id, base)
			delete(g.special, id)
		}
	}
	for id := range g.entries {
		if height := g.height(id); height != base {
			g.special[id] = true
			g.list.SetItemHeight(id, height)
		}
	}
}

func (g *Grid[T]) height(id int) float32 {
	height := rowHeight(g.twoLines())
	switch {
	case g.entries[id].row < 0:
		return headingHeight()
	case id == g.at && g.detail != nil:
		return height + g.detail.MinSize().Height + unfoldSpace
	}
	return height
}
