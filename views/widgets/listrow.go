package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models/stopwatch"
	"nursedesk/views/look"
)

const (
	rowMargin   = 10 // left and right of a row's text
	columnGap   = 12
	unfoldSpace = 10
	// endRows is how many rows before the last OnEnd is called, so that the next
	// ones are there before the nurse is.
	endRows = 10
)

// doubleTap is how close two clicks are to open a row. Fyne's own double tap would
// hold every single one back for as long.
const doubleTap = 400 * time.Millisecond

// taps tells the second click on a row from the first.
type taps struct{ last stopwatch.Watch }

func (t *taps) twice() bool {
	twice := t.last.Elapsed() < doubleTap
	t.last = stopwatch.Start()
	return twice
}

// rowForm is what a row holds.
type rowForm int

const (
	oneLine  rowForm = iota
	twoLines         // a smaller line below the first
	compact          // one line, as close to the next as can be read
)

// rowHeight is the height of a row: 44 at 100 % text with two lines, a finger's
// width, and 28 compact.
func rowHeight(form rowForm) float32 {
	one := look.Size(theme.SizeNameText) * 1.45
	switch form {
	case twoLines:
		return max(44, one+look.Size(theme.SizeNameCaptionText)*1.45+8)
	case compact:
		return max(28, one+7)
	case oneLine:
	}
	return max(36, one+14)
}

func headingHeight() float32 { return look.Size(theme.SizeNameSubHeadingText)*1.45 + 16 }

// cell is what one column shows of a row.
type cell struct {
	first, second string
	status        look.Status
	pill          string
	bold, muted   bool
	x, width      float32
}

// listRow draws one line of a list. It is filled again and again by the list.
type listRow struct {
	widget.BaseWidget
	id      int
	heading string
	chosen  bool
	focused bool // the list has the focus
	form    rowForm
	cells   []cell
	detail  fyne.CanvasObject
	tapped  func(line int, twice bool)
	taps    taps
}

func newListRow(columns int, form rowForm, tapped func(line int, twice bool)) *listRow {
	r := &listRow{cells: make([]cell, columns), form: form, tapped: tapped}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped implements fyne.Tappable.
func (r *listRow) Tapped(*fyne.PointEvent) { r.tapped(r.id, r.taps.twice()) }

// fillRow writes a line of the list into one of its rows.
func (l *List[T]) fillRow(id int, r *listRow) {
	if id >= len(l.lines) {
		return
	}
	if l.OnEnd != nil && id >= len(l.lines)-endRows {
		l.OnEnd()
	}
	if r.id != id {
		r.taps = taps{}
	}
	r.id, r.heading, r.chosen, r.detail = id, l.lines[id].heading, id == l.at, nil
	r.focused = r.chosen && l.body.hasFocus()
	if index := l.lines[id].row; index >= 0 {
		row := l.rows[index]
		lefts, widths := l.layColumns(l.body.Size().Width)
		for number, column := range l.columns {
			r.cells[number] = fillCell(column, row, r.form)
			r.cells[number].x, r.cells[number].width = lefts[number], widths[number]
		}
		if r.chosen {
			r.detail = l.detail
		}
	}
	r.Refresh()
}

func fillCell[T any](column Column[T], row T, form rowForm) cell {
	c := cell{bold: column.Bold, muted: column.Muted}
	if column.Pill != nil {
		c.status, c.pill = column.Pill(row)
	}
	if c.pill == "" && column.Text != nil {
		c.first = column.Text(row)
	}
	if column.Second != nil && form == twoLines {
		c.second = column.Second(row)
	}
	return c
}

// CreateRenderer implements fyne.Widget.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	renderer := &listRowRenderer{
		row: r, edge: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), paper: canvas.NewRectangle(nil), heading: canvas.NewText("", nil),
	}
	for range r.cells {
		renderer.first = append(renderer.first, canvas.NewText("", nil))
		renderer.second = append(renderer.second, canvas.NewText("", nil))
		renderer.pills = append(renderer.pills, NewPill(look.Quiet, ""))
	}
	renderer.Refresh()
	return renderer
}

type listRowRenderer struct {
	row           *listRow
	edge          *canvas.Rectangle // around the selected row while the list has the focus
	bar           *canvas.Rectangle // marks the selected row beside its colour
	paper         *canvas.Rectangle // lies under what is unfolded
	heading       *canvas.Text
	first, second []*canvas.Text
	pills         []*Pill
}

func (r *listRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), rowHeight(r.row.form))
}

func (r *listRowRenderer) Layout(size fyne.Size) {
	high := rowHeight(r.row.form)
	r.edge.Move(fyne.NewPos(1, 1)) // a list cuts off what lies on its own edge
	r.edge.Resize(fyne.NewSize(max(size.Width-3, 0), max(size.Height-2, 0)))
	r.bar.Move(fyne.NewPos(0, 4))
	r.bar.Resize(fyne.NewSize(3, max(size.Height-8, 0)))
	r.heading.Move(fyne.NewPos(rowMargin, headingHeight()-r.heading.MinSize().Height-4))
	for number, c := range r.row.cells {
		first, second, pill := r.first[number], r.second[number], r.pills[number]
		firstHigh, secondHigh := first.MinSize().Height, second.MinSize().Height
		top := (high - firstHigh) / 2
		if c.second != "" {
			top = (high - firstHigh - secondHigh) / 2
		}
		first.Move(fyne.NewPos(c.x, top))
		first.Resize(fyne.NewSize(c.width, firstHigh))
		second.Move(fyne.NewPos(c.x, top+firstHigh))
		second.Resize(fyne.NewSize(c.width, secondHigh))
		pill.Move(fyne.NewPos(c.x, (high-pill.MinSize().Height)/2))
		pill.Resize(fyne.NewSize(min(c.width, pill.MinSize().Width), pill.MinSize().Height))
	}
	if r.row.detail != nil {
		least := r.row.detail.MinSize()
		r.paper.Move(fyne.NewPos(3, high))
		r.paper.Resize(fyne.NewSize(max(size.Width-4, 0), max(size.Height-high-1, 0)))
		r.row.detail.Move(fyne.NewPos(rowMargin, high+4))
		r.row.detail.Resize(fyne.NewSize(max(size.Width-2*rowMargin, 0), least.Height))
	}
}

func (r *listRowRenderer) Refresh() {
	r.edge.StrokeColor, r.edge.StrokeWidth, r.edge.CornerRadius = look.Color(look.Accent), 2, look.Radius
	r.edge.Hidden = !r.row.focused
	r.bar.FillColor = look.Color(look.Accent)
	r.bar.CornerRadius = 1.5
	r.bar.Hidden = !r.row.chosen
	r.paper.FillColor = look.Color(look.Surface)
	r.paper.CornerRadius = look.Radius - 1
	r.paper.Hidden = r.row.detail == nil
	r.heading.Text = r.row.heading
	r.heading.Color = look.Color(look.Text)
	r.heading.TextSize = look.Size(theme.SizeNameSubHeadingText)
	r.heading.TextStyle.Bold = true
	for number, c := range r.row.cells {
		if r.row.heading != "" {
			c = cell{}
		}
		first, second := r.first[number], r.second[number]
		first.TextSize, second.TextSize = look.Size(theme.SizeNameText), look.Size(theme.SizeNameCaptionText)
		first.TextStyle.Bold = c.bold
		ink := look.Text
		if c.muted {
			ink = look.Muted
		}
		first.Color, second.Color = look.Color(ink), look.Color(look.Muted)
		first.Text, second.Text = "", ""
		if c.width > 0 {
			first.Text = Fit(c.first, c.width, first)
			second.Text = Fit(c.second, c.width, second)
		} else {
			c.pill = ""
		}
		r.pills[number].Set(c.status, c.pill)
	}
	r.Layout(r.row.Size())
	canvas.Refresh(r.row)
}

func (r *listRowRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.bar, r.paper, r.edge, r.heading}
	for number := range r.row.cells {
		objects = append(objects, r.first[number], r.second[number], r.pills[number])
	}
	if r.row.detail != nil {
		objects = append(objects, r.row.detail)
	}
	return objects
}

func (r *listRowRenderer) Destroy() {}
