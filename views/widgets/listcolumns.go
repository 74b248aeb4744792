package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Column is one column of a list, as data.
type Column[T any] struct {
	ID    string
	Title string
	// Width in Fyne's units at 100 % text; 0 takes a share of what is left.
	Width float32
	// Share of what is left, against the other columns without a width; 0 is 1.
	Share float32
	// Optional is left out where the list is too narrow for all.
	Optional bool
	Bold     bool
	Muted    bool

	Text   func(T) string                // the line
	Second func(T) string                // a smaller line below it; nil for none
	Pill   func(T) (look.Status, string) // instead of Text, unless its word is empty
	Sort   func(a, b T) int              // nil: the heading does not sort
}

// Room is the width that a column has in the rows now, 0 where it is left out or
// unknown.
func (l *List[T]) Room(id string) float32 {
	_, widths := l.layColumns(l.body.Size().Width)
	for number, column := range l.columns {
		if column.ID == id {
			return widths[number]
		}
	}
	return 0
}

// layColumns shares a width among the columns. A column with width 0 is left out.
func (l *List[T]) layColumns(total float32) (lefts, widths []float32) {
	const leastShare = 110
	scale := look.Scale()
	lefts, widths = make([]float32, len(l.columns)), make([]float32, len(l.columns))
	out := make([]bool, len(l.columns))
	free, shares := float32(0), float32(0)
	for last := len(l.columns) - 1; ; last-- {
		free, shares = total-2*rowMargin+columnGap, 0
		for number, column := range l.columns {
			if out[number] {
				continue
			}
			free -= column.Width*scale + columnGap
			if column.Width == 0 {
				shares += max(column.Share, 1)
			}
		}
		for last >= 0 && !l.columns[last].Optional {
			last--
		}
		if last < 0 || free >= shares*leastShare*scale {
			break
		}
		out[last] = true
	}
	x := float32(rowMargin)
	for number, column := range l.columns {
		if out[number] {
			continue
		}
		width := column.Width * scale
		if column.Width == 0 {
			width = max(free, 0) * max(column.Share, 1) / shares
		}
		lefts[number], widths[number] = x, width
		x += width + columnGap
	}
	return lefts, widths
}

// heads is what the heading line asks of its list, whatever its rows are.
type heads interface {
	titles() []string
	sortable(column int) bool
	sortBy(column int)
	order() (column int, reverse bool)
	layColumns(total float32) (lefts, widths []float32)
}

func (l *List[T]) titles() []string {
	titles := make([]string, len(l.columns))
	for number, column := range l.columns {
		titles[number] = column.Title
	}
	return titles
}

func (l *List[T]) sortable(column int) bool {
	return l.Group == nil && l.columns[column].Sort != nil
}

func (l *List[T]) sortBy(column int) { l.sort(l.columns[column].ID) }

func (l *List[T]) order() (int, bool) {
	for number, column := range l.columns {
		if column.ID == l.sorted && l.sorted != "" {
			return number, l.reverse
		}
	}
	return -1, false
}

// listHead is the line of column titles; a click sorts.
type listHead struct {
	widget.BaseWidget
	heads heads
}

func newListHead(h heads) *listHead {
	head := &listHead{heads: h}
	head.ExtendBaseWidget(head)
	return head
}

// Tapped implements fyne.Tappable.
func (h *listHead) Tapped(event *fyne.PointEvent) {
	lefts, widths := h.heads.layColumns(h.Size().Width)
	for number := range lefts {
		inside := event.Position.X >= lefts[number] && event.Position.X < lefts[number]+widths[number]
		if inside && h.heads.sortable(number) {
			h.heads.sortBy(number)
			return
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (h *listHead) CreateRenderer() fyne.WidgetRenderer {
	r := &listHeadRenderer{head: h, line: canvas.NewRectangle(nil), arrow: canvas.NewImageFromResource(nil)}
	for range h.heads.titles() {
		r.words = append(r.words, canvas.NewText("", nil))
	}
	r.arrow.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type listHeadRenderer struct {
	head  *listHead
	words []*canvas.Text
	line  *canvas.Rectangle
	arrow *canvas.Image
}

func (r *listHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), look.Size(theme.SizeNameCaptionText)*1.45+8)
}

func (r *listHeadRenderer) Layout(size fyne.Size) {
	lefts, widths := r.head.heads.layColumns(size.Width)
	sorted, _ := r.head.heads.order()
	side := look.Size(theme.SizeNameCaptionText)
	for number, title := range r.head.heads.titles() {
		word := r.words[number]
		word.Text = ""
		if widths[number] > 0 {
			word.Text = Fit(title, widths[number], word)
		}
		word.Move(fyne.NewPos(lefts[number], (size.Height-word.MinSize().Height)/2))
		if number == sorted {
			r.arrow.Move(fyne.NewPos(lefts[number]+word.MinSize().Width+4, (size.Height-side)/2))
		}
	}
	r.arrow.Resize(fyne.NewSquareSize(side))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
}

func (r *listHeadRenderer) Refresh() {
	for _, word := range r.words {
		word.Color = look.Color(look.Muted)
		word.TextSize = look.Size(theme.SizeNameCaptionText)
		word.TextStyle.Bold = true
	}
	r.line.FillColor = look.Color(look.Line)
	sorted, reverse := r.head.heads.order()
	r.arrow.Hidden = sorted < 0
	r.arrow.Resource = look.TintedIcon("up", look.Muted)
	if reverse {
		r.arrow.Resource = look.TintedIcon("down", look.Muted)
	}
	r.arrow.Refresh()
	r.Layout(r.head.Size())
	canvas.Refresh(r.head)
}

func (r *listHeadRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.line, r.arrow}
	for _, word := range r.words {
		objects = append(objects, word)
	}
	return objects
}

func (r *listHeadRenderer) Destroy() {}
