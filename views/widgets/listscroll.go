package widgets

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// listScroll is the body of a list of columns: Fyne's list, which draws no more
// rows than are in view, with the keys of ours. Every row is equally high but
// headings and the one that unfolds something.
type listScroll[T any] struct {
	widget.List
	list    *List[T]
	form    rowForm
	focused bool
	special map[int]bool // lines whose height is not a row's
}

func newListScroll[T any](l *List[T]) *listScroll[T] {
	s := &listScroll[T]{list: l, special: map[int]bool{}}
	for _, column := range l.columns {
		if column.Second != nil {
			s.form = twoLines
		}
	}
	s.Length = func() int { return len(l.lines) }
	s.CreateItem = func() fyne.CanvasObject { return newListRow(len(l.columns), s.form, l.tapped) }
	s.UpdateItem = func(id widget.ListItemID, object fyne.CanvasObject) { l.fillRow(id, object.(*listRow)) }
	s.ExtendBaseWidget(s)
	return s
}

// Resize implements fyne.CanvasObject: what is unfolded may want another height.
func (s *listScroll[T]) Resize(size fyne.Size) {
	before, typing := s.Size(), s.list.typing()
	s.List.Resize(size)
	if size == before || s.list.detail == nil {
		return
	}
	s.mark(s.list.at)
	if lower := before.Height - size.Height; typing { // something is said above the list, or no more
		s.scrollTo(s.GetScrollOffset() + lower)
	}
	s.reveal()
}

// FocusGained implements fyne.Focusable.
func (s *listScroll[T]) FocusGained() {
	s.List.FocusGained()
	s.focus(true)
}

// FocusLost implements fyne.Focusable.
func (s *listScroll[T]) FocusLost() {
	s.List.FocusLost()
	s.focus(false)
}

func (s *listScroll[T]) focus(focused bool) {
	s.focused = focused
	if s.list.at >= 0 {
		s.RefreshItem(s.list.at)
	}
}

// hasFocus implements body.
func (s *listScroll[T]) hasFocus() bool { return s.focused }

// follow implements body: the list scrolls to a button that it unfolds.
func (s *listScroll[T]) follow(detail fyne.CanvasObject) {
	followAll(detail, nil, func(object fyne.CanvasObject) {
		driver := fyne.CurrentApp().Driver()
		if driver.CanvasForObject(object) == nil {
			return
		}
		top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(s).Y
		if low := top + object.Size().Height + unfoldSpace - s.Size().Height; low > 0 {
			s.scrollTo(s.GetScrollOffset() + low)
		} else if top < 0 {
			s.scrollTo(s.GetScrollOffset() + top)
		}
	})
}

// TypedKey implements fyne.Focusable.
func (s *listScroll[T]) TypedKey(event *fyne.KeyEvent) {
	if !s.list.press(event) {
		Pass(s, event)
	}
}

// TypedRune implements fyne.Focusable.
func (s *listScroll[T]) TypedRune(letter rune) { s.list.letter(letter) }

// fill implements body.
func (s *listScroll[T]) fill() { s.mark(-1) }

// mark implements body.
func (s *listScroll[T]) mark(int) {
	if detail, width := s.list.detail, s.Size().Width; detail != nil && width > 0 { // its height may follow from its width
		detail.Resize(fyne.NewSize(max(width-2*rowMargin, 0), detail.Size().Height))
	}
	s.measure()
	offset := s.GetScrollOffset()
	if s.list.at < 0 {
		s.UnselectAll()
	} else {
		s.Select(s.list.at)
	}
	s.Refresh()
	s.scrollTo(offset) // Select has scrolled, which is for reveal to do
}

// reveal implements body.
func (s *listScroll[T]) reveal() {
	s.Highlight(s.list.at)
	top := s.top(s.list.at)
	bottom := top + s.height(s.list.at)
	if view := s.Size().Height; view > 0 && bottom > s.GetScrollOffset()+view {
		s.scrollTo(min(bottom-view, top)) // the row itself tells whom it is about
	}
}

// spot implements body: the selected row while it is in view, else the first that is.
func (s *listScroll[T]) spot() (spot, bool) {
	offset, view, lines := s.GetScrollOffset(), s.Size().Height, len(s.list.lines)
	at := s.list.at
	if at < 0 || s.top(at+1) <= offset || s.top(at) >= offset+view {
		at = sort.Search(lines, func(id int) bool { return s.top(id+1) > offset })
		if at < lines && s.list.lines[at].row < 0 {
			at++ // a heading
		}
	}
	if at >= lines {
		return spot{}, false
	}
	return spot{key: s.list.key(s.list.rows[s.list.lines[at].row]), y: s.top(at) - offset}, true
}

// settle implements body.
func (s *listScroll[T]) settle(at spot, stays bool) {
	offset := s.GetScrollOffset()
	if !stays || offset == 0 && !at.typing {
		s.reveal()
		return
	}
	s.Highlight(s.list.at)
	s.scrollTo(offset) // Highlight has scrolled
	if index := s.list.indexOf(at.key); index >= 0 {
		s.scrollTo(s.top(s.list.lineOf(index)) - at.y)
	}
}

func (s *listScroll[T]) scrollTo(offset float32) {
	all := s.top(len(s.list.lines)) - listGap()
	s.ScrollToOffset(min(max(offset, 0), max(all-s.Size().Height, 0)))
}

// pageRows implements body.
func (s *listScroll[T]) pageRows() int {
	return max(int(s.Size().Height/(rowHeight(s.form)+listGap()))-1, 1)
}

// least implements body: it scrolls by itself, so that three rows are enough.
func (s *listScroll[T]) least() fyne.Size {
	return fyne.NewSize(look.Scaled(240), 3*rowHeight(s.form))
}

// measure tells Fyne's list the lines that are not as high as a row. It names no
// others, because each costs the list a refresh.
func (s *listScroll[T]) measure() {
	special := map[int]bool{}
	for _, id := range s.list.heads {
		special[id] = true
	}
	if s.list.detail != nil {
		special[s.list.at] = true
	}
	for id := range s.special {
		if !special[id] {
			s.SetItemHeight(id, rowHeight(s.form))
		}
	}
	for id := range special {
		s.SetItemHeight(id, s.height(id))
	}
	s.special = special
}

func (s *listScroll[T]) height(id int) float32 {
	height := rowHeight(s.form)
	switch {
	case s.list.lines[id].row < 0:
		return headingHeight()
	case id == s.list.at && s.list.detail != nil:
		return height + s.list.detail.MinSize().Height + unfoldSpace
	}
	return height
}

// top is where a line begins: few lines are not as high as a row.
func (s *listScroll[T]) top(id int) float32 {
	row := rowHeight(s.form)
	heads, _ := slices.BinarySearch(s.list.heads, id)
	top := float32(id)*(row+listGap()) + float32(heads)*(headingHeight()-row)
	if s.list.detail != nil && s.list.at < id {
		top += s.height(s.list.at) - row
	}
	return top
}

// listGap is what Fyne's list leaves between two lines.
func listGap() float32 { return look.Size(theme.SizeNamePadding) }
