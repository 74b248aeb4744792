package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// listWhole is the body of a list that stands within a page's scroll: every row
// is drawn, as high as it wants.
type listWhole[T any] struct {
	widget.BaseWidget
	list    *List[T]
	show    func(T) fyne.CanvasObject
	scroll  *container.Scroll
	column  *fyne.Container
	panes   []*pane // by line; nil for a heading
	focused bool
}

func newListWhole[T any](l *List[T], scroll *container.Scroll, show func(T) fyne.CanvasObject) *listWhole[T] {
	w := &listWhole[T]{list: l, show: show, scroll: scroll, column: NewColumn(rowSpace)}
	w.ExtendBaseWidget(w)
	return w
}

// rowSpace stands between two rows.
const rowSpace = 2

// fill implements body.
func (w *listWhole[T]) fill() {
	w.panes, w.column.Objects = make([]*pane, len(w.list.lines)), nil
	for id, one := range w.list.lines {
		if one.row < 0 {
			w.column.Add(w.heading(one.heading))
			continue
		}
		w.panes[id] = newPane(w.show(w.list.rows[one.row]), func(twice bool) { w.list.tapped(id, twice) })
		w.column.Add(w.panes[id])
	}
	w.mark(-1)
}

func (w *listWhole[T]) heading(group string) fyne.CanvasObject {
	if w.list.Heading != nil {
		heading := w.list.Heading(group)
		w.follow(heading)
		return heading
	}
	return NewSection(group)
}

// mark implements body.
func (w *listWhole[T]) mark(before int) {
	if before >= 0 && before != w.list.at {
		w.panes[before].unfold(nil)
		w.panes[before].Mark(false, false)
	}
	if at := w.list.at; at >= 0 {
		w.panes[at].unfold(w.list.detail)
		w.panes[at].Mark(true, w.focused)
	}
	w.column.Refresh()
	w.scroll.Refresh() // what stands below makes room
}

// reveal implements body.
func (w *listWhole[T]) reveal() { Reveal(w.scroll, w.panes[w.list.at]) }

// spot implements body: what stands above the list is not for it to know, so it
// counts from its own top.
func (w *listWhole[T]) spot() (spot, bool) {
	at := w.list.at
	if at < 0 {
		return spot{}, false
	}
	return spot{key: w.list.chosen, y: w.panes[at].Position().Y - w.scroll.Offset.Y}, true
}

// settle implements body. The page does not move for a list that nobody works in.
func (w *listWhole[T]) settle(at spot, stays bool) {
	moved := w.panes[w.list.at].Position().Y - w.scroll.Offset.Y - at.y
	switch {
	case stays && moved != 0 && (w.scroll.Offset.Y > 0 || at.typing):
		w.scroll.ScrollToOffset(w.scroll.Offset.AddXY(0, moved))
	case !stays && w.focused:
		w.reveal()
	}
}

// pageRows implements body: rows are not equally high, but nearly.
func (w *listWhole[T]) pageRows() int {
	each := w.column.Size().Height / float32(max(len(w.panes), 1))
	return max(int(w.scroll.Size().Height/max(each, 1))-1, 1)
}

// least implements body.
func (w *listWhole[T]) least() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (w *listWhole[T]) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(w.column)
}

// hasFocus implements body.
func (w *listWhole[T]) hasFocus() bool { return w.focused }

// follow implements body.
func (w *listWhole[T]) follow(detail fyne.CanvasObject) { FollowAll(w.scroll, detail) }

// FocusGained implements fyne.Focusable.
func (w *listWhole[T]) FocusGained() { w.focus(true) }

// FocusLost implements fyne.Focusable.
func (w *listWhole[T]) FocusLost() { w.focus(false) }

func (w *listWhole[T]) focus(focused bool) {
	w.focused = focused
	if at := w.list.at; at >= 0 {
		w.panes[at].Mark(true, focused)
	}
}

// TypedRune implements fyne.Focusable.
func (w *listWhole[T]) TypedRune(letter rune) { w.list.letter(letter) }

// TypedKey implements fyne.Focusable.
func (w *listWhole[T]) TypedKey(event *fyne.KeyEvent) {
	if !w.list.press(event) {
		Pass(w, event)
	}
}

// pane is one row, with what it unfolds below.
type pane struct {
	Surface
	content fyne.CanvasObject
	column  *fyne.Container
	tapped  func(twice bool)
	taps    taps
}

func newPane(content fyne.CanvasObject, tapped func(twice bool)) *pane {
	p := &pane{content: content, column: NewColumn(surfaceSpace, content), tapped: tapped}
	p.Put(p.column, "", "")
	p.ExtendBaseWidget(p)
	return p
}

// unfold shows something below the row; nil folds it back.
func (p *pane) unfold(detail fyne.CanvasObject) {
	p.column.Objects = []fyne.CanvasObject{p.content}
	if detail != nil {
		p.column.Add(detail)
	}
}

// Tapped implements fyne.Tappable.
func (p *pane) Tapped(*fyne.PointEvent) { p.tapped(p.taps.twice()) }
