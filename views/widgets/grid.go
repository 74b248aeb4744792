package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Column is one column of a grid, as data.
type Column[T any] struct {
	ID    string
	Title string
	// Width in Fyne's units at 100 % text; 0 takes a share of what is left.
	Width float32
	// Share of what is left, against the other columns without a width; 0 is 1.
	Share float32
	// Optional is left out where the grid is too narrow for all.
	Optional bool
	Bold     bool
	Muted    bool

	Text   func(T) string                // the line
	Second func(T) string                // a smaller line below it; nil for none
	Pill   func(T) (look.Status, string) // instead of Text
	Sort   func(a, b T) int              // nil: the heading does not sort
}

// Grid is a list of rows in columns. One row is selected; it may unfold what
// can be done with it. The selection follows the row's key over reloads.
//
// Arrows, Home, End, PgUp and PgDn move, Enter (or a double click) opens.
type Grid[T any] struct {
	widget.BaseWidget

	// OnSelected follows when another row is selected, and again when its data changed.
	OnSelected func(T)
	// OnOpen follows Enter and a double click.
	OnOpen func(T)
	// OnAbove follows the arrow up on the first row; nil leaves the selection there.
	OnAbove func()
	// OnLetter follows a letter typed while the list has the focus.
	OnLetter func(row T, letter rune)
	// Group heads rows that follow each other with the same text; "" heads none.
	// With groups the headings do not sort.
	Group func(T) string
	// OnEnd follows, again and again, while the last rows are in view: the page
	// may then read more of them and Append.
	OnEnd func()
	// Detail is what the selected row unfolds; nil unfolds nothing.
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
	entries []entry
	chosen  string // the selected row's key
	at      int    // its entry, or -1
	detail  fyne.CanvasObject
	own     bool // the page itself unfolded detail
	sorted  string
	reverse bool
	special map[int]bool // lines whose height is not a row's

	list  *gridList
	head  *gridHead
	empty *fyne.Container
	stack *fyne.Container
}

// entry is one line of the list: a heading, or a row.
type entry struct {
	heading string
	row     int // -1 for a heading
}

// NewGrid makes an empty grid. key tells rows apart over reloads.
func NewGrid[T any](columns []Column[T], key func(T) string) *Grid[T] {
	g := &Grid[T]{columns: columns, key: key, at: -1, empty: container.NewStack(), special: map[int]bool{}}
	g.list = newGridList(g.press, g.letter)
	g.list.Length = func() int { return len(g.entries) }
	g.list.CreateItem = func() fyne.CanvasObject {
		row := newGridRow(len(g.columns), g.tapped)
		row.two = g.twoLines() // the list takes every row's height from its first
		return row
	}
	g.list.UpdateItem = func(id widget.ListItemID, object fyne.CanvasObject) { g.fill(id, object.(*gridRow)) }
	g.list.OnSelected = g.selectedEntry
	g.head = newGridHead(g)
	g.empty.Hide()
	g.stack = container.NewStack(g.list, g.empty)
	g.ExtendBaseWidget(g)
	return g
}

// Target implements Field.
func (g *Grid[T]) Target() fyne.Focusable { return g.list }

// Focus gives the list the focus.
func (g *Grid[T]) Focus() { Focus(g.list) }

// SetEmpty says what it means that there are no rows, and what to do then.
func (g *Grid[T]) SetEmpty(text, label string, action func()) {
	g.empty.Objects = []fyne.CanvasObject{NewEmptyState(text, label, action)}
	g.empty.Refresh()
}

// Rows are the rows as they are shown.
func (g *Grid[T]) Rows() []T { return g.rows }

// SetRows shows other rows. The selected row stays selected; where it is gone,
// the row that took its place is, so that work goes on down the list.
func (g *Grid[T]) SetRows(rows []T) {
	before := g.rowAt(g.at)
	g.given = rows
	g.arrange()
	index := g.indexOf(g.chosen)
	if index < 0 && (!g.SelectNone || g.chosen != "") {
		index = min(max(before, 0), len(g.rows)-1)
	}
	g.list.UnselectAll()
	g.at = -1
	if len(g.rows) == 0 {
		g.chosen, g.detail, g.own = "", nil, false
	}
	g.show()
	if index >= 0 && index < len(g.rows) {
		g.choose(g.entryOf(index))
	}
}

// Selected gives the selected row.
func (g *Grid[T]) Selected() (row T, ok bool) {
	if index := g.rowAt(g.at); index >= 0 {
		return g.rows[index], true
	}
	return row, false
}

// SelectKey selects the row with that key, and says whether there is one.
func (g *Grid[T]) SelectKey(key string) bool {
	index := g.indexOf(key)
	if index < 0 {
		g.chosen = key // it may come with the next rows
		return false
	}
	g.choose(g.entryOf(index))
	return true
}

// Unfold shows something else below the selected row than Detail gives, such as
// a question that must be answered first. It stays over reloads; nil folds back.
func (g *Grid[T]) Unfold(object fyne.CanvasObject) {
	g.own = object != nil
	g.detail = object
	g.unfold()
}

// CreateRenderer implements fyne.Widget.
func (g *Grid[T]) CreateRenderer() fyne.WidgetRenderer {
	var head fyne.CanvasObject
	if !g.HideHeader {
		head = g.head
	}
	return widget.NewSimpleRenderer(container.NewBorder(head, nil, nil, nil, g.stack))
}

// Resize implements fyne.CanvasObject: what is unfolded may want another height.
func (g *Grid[T]) Resize(size fyne.Size) {
	changed := size != g.Size()
	g.BaseWidget.Resize(size)
	if changed && g.detail != nil {
		g.unfold()
	}
}

// MinSize leaves room for three rows: a list scrolls by itself.
func (g *Grid[T]) MinSize() fyne.Size {
	size := g.BaseWidget.MinSize()
	return fyne.NewSize(max(size.Width, look.Scaled(240)), max(size.Height, 3*rowHeight(g.twoLines())))
}

// arrange makes the shown rows and the lines of the list.
func (g *Grid[T]) arrange() {
	g.rows = slices.Clone(g.given)
	for _, column := range g.columns {
		if column.ID == g.sorted && column.Sort != nil && g.Group == nil {
			slices.SortStableFunc(g.rows, func(a, b T) int {
				if g.reverse {
					return column.Sort(b, a)
				}
				return column.Sort(a, b)
			})
		}
	}
	g.entries = g.entries[:0]
	heading := ""
	for index, row := range g.rows {
		if g.Group != nil {
			if group := g.Group(row); group != heading {
				heading = group
				g.entries = append(g.entries, entry{heading: heading, row: -1})
			}
		}
		g.entries = append(g.entries, entry{row: index})
	}
}

func (g *Grid[T]) show() {
	if len(g.rows) == 0 && len(g.empty.Objects) > 0 {
		g.list.Hide()
		g.empty.Show()
	} else {
		g.empty.Hide()
		g.list.Show()
	}
	g.measure()
	g.list.Refresh()
}

func (g *Grid[T]) twoLines() bool {
	return slices.ContainsFunc(g.columns, func(c Column[T]) bool { return c.Second != nil })
}

func (g *Grid[T]) indexOf(key string) int {
	return slices.IndexFunc(g.rows, func(row T) bool { return g.key(row) == key })
}

func (g *Grid[T]) entryOf(row int) int {
	return slices.IndexFunc(g.entries, func(e entry) bool { return e.row == row })
}

func (g *Grid[T]) rowAt(entry int) int {
	if entry < 0 || entry >= len(g.entries) {
		return -1
	}
	return g.entries[entry].row
}

// sort orders by a column; a second time the other way round.
func (g *Grid[T]) sort(id string) {
	g.reverse = g.sorted == id && !g.reverse
	g.sorted = id
	g.SetRows(g.given)
	g.head.Refresh()
}
