package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// List is rows of which one is selected; it may unfold what can be done with it.
// The selection follows the row's key over reloads, and what the nurse looks at
// stays where it is on the screen.
//
// Arrows, Home, End, PgUp and PgDn move, Enter (or a double click) opens.
type List[T any] struct {
	widget.BaseWidget

	// OnSelected follows when another row is selected, and again when its data changed.
	OnSelected func(T)
	// OnOpen follows Enter and a double click.
	OnOpen func(T)
	// OnTap follows a single click, after the row is selected.
	OnTap func(T)
	// OnAbove follows the arrow up on the first row; nil leaves the selection there.
	OnAbove func()
	// OnLetter follows a letter, or a space, typed while the list has the focus.
	OnLetter func(row T, letter rune)
	// OnEnd follows, again and again, while the last rows are in view: the page
	// may then read more of them and Append.
	OnEnd func()
	// Group heads rows that follow each other with the same text; "" heads none.
	// With groups the column titles do not sort.
	Group func(T) string
	// Heading makes the heading of a group; nil sets its text. NewRows only.
	Heading func(group string) fyne.CanvasObject
	// Folded tells whether a group shows its heading alone; nil folds none.
	Folded func(group string) bool
	// Detail is what the selected row unfolds; nil unfolds nothing. It is asked
	// again whenever the rows are set, and by Unfold.
	Detail func(T) fyne.CanvasObject
	// SelectNone leaves every row unselected until the nurse selects one, for a
	// list that stands beside the one worked in.
	SelectNone bool
	// HideHeader leaves out the line of column titles.
	HideHeader bool

	columns []Column[T]
	key     func(T) string
	given   []T // in the order of SetRows
	rows    []T // as shown
	lines   []line
	heads   []int  // the lines that are headings
	chosen  string // the selected row's key
	at      int    // its line, or -1
	detail  fyne.CanvasObject
	gone    []fyne.CanvasObject // what was unfolded while a dialog had the focus
	sorted  string
	reverse bool

	body  body
	head  *listHead
	empty *fyne.Container
	stack *fyne.Container
}

// line is one line of the list: a heading, or a row.
type line struct {
	heading string
	row     int // -1 for a heading
}

// body draws the lines of a list and takes its keys: listScroll those in view,
// listWhole all of them.
type body interface {
	fyne.CanvasObject
	fyne.Focusable

	fill()              // the lines are others
	mark(before int)    // another line is selected, or what it unfolds is another
	reveal()            // scrolls to the selected line
	spot() (spot, bool) // what the nurse looks at
	// settle scrolls after other rows were set: what the nurse looks at stays where
	// it stood, or else the row is shown that is selected now. A list that was not
	// scrolled goes on to show its first rows, which are the most pressing ones, unless
	// something is typed in it.
	settle(at spot, stays bool)
	pageRows() int    // how many rows are in view
	least() fyne.Size // as small as it may get

	hasFocus() bool
	follow(detail fyne.CanvasObject) // brings what gets the focus in what is unfolded into view
}

// spot is where a row stands, below the top of what is in view, and whether something is
// typed in what the selected row unfolds.
type spot struct {
	key    string
	y      float32
	typing bool
}

func newList[T any](key func(T) string) *List[T] {
	return &List[T]{key: key, at: -1, empty: container.NewStack()}
}

// NewList makes an empty list of columns that scrolls by itself and draws no more
// rows than are in view. key tells rows apart over reloads.
func NewList[T any](columns []Column[T], key func(T) string) *List[T] {
	l := newList(key)
	l.columns = columns
	l.head = newListHead(l)
	l.show(newListScroll(l))
	return l
}

// Compact makes the rows one line each, close to each other, without the smaller
// line. It is for a list that has no rows yet.
func (l *List[T]) Compact() {
	if scroll, ok := l.body.(*listScroll[T]); ok {
		scroll.form = compact
	}
}

// NewRows makes an empty list of rows that show whatever they like, each as high
// as it wants. It is as high as all its rows and stands within scroll.
func NewRows[T any](scroll *container.Scroll, show func(T) fyne.CanvasObject, key func(T) string) *List[T] {
	l := newList(key)
	l.HideHeader = true
	l.show(newListWhole(l, scroll, show))
	return l
}

func (l *List[T]) show(lines body) {
	l.body = lines
	l.empty.Hide()
	l.stack = container.NewStack(lines, l.empty)
	l.ExtendBaseWidget(l)
}

// Target implements Field.
func (l *List[T]) Target() fyne.Focusable { return l.body }

// Focus gives the list the focus.
func (l *List[T]) Focus() { Focus(l.body) }

// SetEmpty says what it means that there are no rows, and what to do then.
func (l *List[T]) SetEmpty(text, label string, action func()) {
	l.empty.Objects = []fyne.CanvasObject{NewEmptyState(text, label, action)}
	l.empty.Refresh()
}

// Rows are the rows as they are shown.
func (l *List[T]) Rows() []T { return l.rows }

// SetRows shows other rows. The selected row stays selected; where it is gone,
// the row that took its place is, so that work goes on down the list.
func (l *List[T]) SetRows(rows []T) {
	spot, kept := l.body.spot()
	spot.typing = l.typing()
	before, was := l.rowAt(l.at), ""
	if before >= 0 {
		was = l.key(l.rows[before])
	}
	l.given = rows
	l.arrange()
	index := l.indexOf(l.chosen)
	if index < 0 && (!l.SelectNone || l.chosen != "") {
		index = min(max(before, 0), len(l.rows)-1)
	}
	l.at = -1
	if index >= 0 {
		l.at = l.lineOf(index)
		l.chosen = l.key(l.rows[index])
	} else if len(l.rows) == 0 {
		l.chosen = ""
	}
	l.unfold()
	l.draw()
	if index < 0 {
		return
	}
	l.body.settle(spot, kept && l.chosen == was)
	if l.OnSelected != nil {
		l.OnSelected(l.rows[index])
	}
}

// Append adds rows below the others, without moving the selection or the view.
func (l *List[T]) Append(rows []T) {
	l.given = append(l.given[:len(l.given):len(l.given)], rows...)
	l.arrange()
	l.draw()
}

// Selected gives the selected row.
func (l *List[T]) Selected() (row T, ok bool) {
	if index := l.rowAt(l.at); index >= 0 {
		return l.rows[index], true
	}
	return row, false
}

// SelectKey selects the row with that key, now or when it comes with the next
// rows, and says whether there is one.
func (l *List[T]) SelectKey(key string) bool {
	index := l.indexOf(key)
	if index < 0 {
		l.chosen = key
		return false
	}
	l.choose(l.lineOf(index))
	return true
}

// Unfold asks Detail again what the selected row unfolds, such as a question that
// has to be answered first, or gives it the height that it wants now.
func (l *List[T]) Unfold() {
	l.unfold()
	l.body.mark(l.at)
	if l.at >= 0 {
		l.body.reveal()
	}
}

// choose selects a line.
func (l *List[T]) choose(line int) {
	if line < 0 || line == l.at {
		return
	}
	before, row := l.at, l.rows[l.rowAt(line)]
	l.at, l.chosen = line, l.key(row)
	l.unfold()
	l.body.mark(before)
	l.body.reveal()
	if l.OnSelected != nil {
		l.OnSelected(row)
	}
}

// unfold takes what the selected row unfolds. A button that is gone with what was
// unfolded before must not keep the focus: the next Enter would act on a row as it was.
func (l *List[T]) unfold() {
	before := l.detail
	l.detail = nil
	if row, ok := l.Selected(); ok && l.Detail != nil {
		l.detail = l.Detail(row)
		l.body.follow(l.detail)
	}
	if before == nil || before == l.detail {
		return
	}
	l.gone = append(l.gone, before)
	l.regain()
}

// regain takes the focus from what is gone. While a dialog is open the focus is
// the dialog's.
func (l *List[T]) regain() {
	canvas := CanvasOf(l)
	if canvas == nil || canvas.Overlays().Top() != nil {
		return
	}
	focused, _ := canvas.Focused().(fyne.CanvasObject)
	if focused != nil && slices.ContainsFunc(l.gone, func(root fyne.CanvasObject) bool { return holds(root, focused) }) {
		l.Focus()
	}
	l.gone = nil
}

// Back gives the list the focus after a dialog about one of its rows, where what
// had it is gone and nothing else has it.
func (l *List[T]) Back() {
	l.regain()
	if canvas := CanvasOf(l); canvas != nil && canvas.Focused() == nil {
		l.Focus()
	}
}

// typing tells whether the nurse types in what the selected row unfolds.
func (l *List[T]) typing() bool {
	canvas := CanvasOf(l)
	if canvas == nil || l.detail == nil || canvas.Overlays().Top() != nil {
		return false
	}
	focused, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok || focused == fyne.CanvasObject(l.body) {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	at, top := driver.AbsolutePositionForObject(focused), driver.AbsolutePositionForObject(l.detail)
	below := top.AddXY(l.detail.Size().Width, l.detail.Size().Height)
	return at.X >= top.X && at.Y >= top.Y && at.X < below.X && at.Y < below.Y
}

// holds tells whether an object is within containers.
func holds(root, object fyne.CanvasObject) bool {
	if box, ok := root.(*fyne.Container); ok {
		return slices.ContainsFunc(box.Objects, func(inner fyne.CanvasObject) bool { return holds(inner, object) })
	}
	return root == object
}

// CreateRenderer implements fyne.Widget.
func (l *List[T]) CreateRenderer() fyne.WidgetRenderer {
	var head fyne.CanvasObject
	if !l.HideHeader {
		head = l.head
	}
	return widget.NewSimpleRenderer(container.NewBorder(head, nil, nil, nil, l.stack))
}

// MinSize implements fyne.CanvasObject.
func (l *List[T]) MinSize() fyne.Size { return l.BaseWidget.MinSize().Max(l.body.least()) }

// arrange makes the shown rows and the lines of the list.
func (l *List[T]) arrange() {
	given := slices.Clone(l.given)
	for _, column := range l.columns {
		if column.ID == l.sorted && column.Sort != nil && l.Group == nil {
			slices.SortStableFunc(given, func(a, b T) int {
				if l.reverse {
					return column.Sort(b, a)
				}
				return column.Sort(a, b)
			})
		}
	}
	l.rows, l.lines, l.heads = given[:0], l.lines[:0], l.heads[:0]
	heading := ""
	for _, row := range given {
		if l.Group != nil {
			if group := l.Group(row); group != heading {
				heading = group
				if group != "" {
					l.heads = append(l.heads, len(l.lines))
					l.lines = append(l.lines, line{heading: group, row: -1})
				}
			}
			if l.Folded != nil && l.Folded(heading) {
				continue
			}
		}
		l.lines = append(l.lines, line{row: len(l.rows)})
		l.rows = append(l.rows, row)
	}
}

func (l *List[T]) draw() {
	if nothing := len(l.lines) == 0 && len(l.empty.Objects) > 0; nothing {
		l.body.Hide()
		l.empty.Show()
	} else {
		l.empty.Hide()
		l.body.Show()
	}
	l.body.fill()
}

func (l *List[T]) indexOf(key string) int {
	return slices.IndexFunc(l.rows, func(row T) bool { return l.key(row) == key })
}

func (l *List[T]) lineOf(row int) int {
	return slices.IndexFunc(l.lines, func(one line) bool { return one.row == row })
}

func (l *List[T]) rowAt(line int) int {
	if line < 0 || line >= len(l.lines) {
		return -1
	}
	return l.lines[line].row
}

// sort orders by a column; a second time the other way round.
func (l *List[T]) sort(id string) {
	l.reverse = l.sorted == id && !l.reverse
	l.sorted = id
	l.SetRows(l.given)
	l.head.Refresh()
}

// press moves the selection and opens a row; it says whether it used the key.
func (l *List[T]) press(event *fyne.KeyEvent) bool {
	if len(l.rows) == 0 {
		return false
	}
	row := l.rowAt(l.at)
	switch event.Name {
	case fyne.KeyUp:
		if row <= 0 && l.OnAbove != nil {
			l.OnAbove()
			return true
		}
		l.moveTo(row - 1)
	case fyne.KeyDown:
		l.moveTo(row + 1)
	case fyne.KeyHome:
		l.moveTo(0)
	case fyne.KeyEnd:
		l.moveTo(len(l.rows) - 1)
	case fyne.KeyPageUp:
		l.moveTo(row - l.body.pageRows())
	case fyne.KeyPageDown:
		l.moveTo(row + l.body.pageRows())
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.OnOpen == nil || row < 0 {
			return false
		}
		l.OnOpen(l.rows[row])
	case fyne.KeySpace: // comes as a letter, too
	default:
		return false
	}
	return true
}

func (l *List[T]) moveTo(row int) {
	l.choose(l.lineOf(min(max(row, 0), len(l.rows)-1)))
}

func (l *List[T]) letter(letter rune) {
	if row, ok := l.Selected(); ok && l.OnLetter != nil {
		l.OnLetter(row, letter)
	}
}

// tapped selects the row under the mouse; twice within a moment opens it.
func (l *List[T]) tapped(line int, twice bool) {
	row := l.rowAt(line)
	if row < 0 {
		return
	}
	l.choose(line)
	l.Focus()
	switch {
	case twice && l.OnOpen != nil:
		l.OnOpen(l.rows[row])
	case l.OnTap != nil:
		l.OnTap(l.rows[row])
	}
}
