package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// heads is what the heading line asks of its grid, whatever its rows are.
type heads interface {
	titles() []string
	sortable(column int) bool
	sortBy(column int)
	order() (column int, reverse bool)
	layColumns(total float32) (lefts, widths []float32)
}

func (g *Grid[T]) titles() []string {
	titles := make([]string, len(g.columns))
	for number, column := range g.columns {
		titles[number] = column.Title
	}
	return titles
}

func (g *Grid[T]) sortable(column int) bool {
	return g.Group == nil && g.columns[column].Sort != nil
}

func (g *Grid[T]) sortBy(column int) { g.sort(g.columns[column].ID) }

func (g *Grid[T]) order() (int, bool) {
	for number, column := range g.columns {
		if column.ID == g.sorted && g.sorted != "" {
			return number, g.reverse
		}
	}
	return -1, false
}

// gridHead is the line of column titles; a click sorts.
type gridHead struct {
	widget.BaseWidget
	heads heads
}

func newGridHead(h heads) *gridHead {
	g := &gridHead{heads: h}
	g.ExtendBaseWidget(g)
	return g
}

// Tapped implements fyne.Tappable.
func (h *gridHead) Tapped(event *fyne.PointEvent) {
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
func (h *gridHead) CreateRenderer() fyne.WidgetRenderer {
	r := &gridHeadRenderer{head: h, line: canvas.NewRectangle(nil), arrow: canvas.NewImageFromResource(nil)}
	for range h.heads.titles() {
		r.words = append(r.words, canvas.NewText("", nil))
	}
	r.arrow.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type gridHeadRenderer struct {
	head  *gridHead
	words []*canvas.Text
	line  *canvas.Rectangle
	arrow *canvas.Image
}

func (r *gridHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), look.Size(theme.SizeNameCaptionText)*1.45+8)
}

func (r *gridHeadRenderer) Layout(size fyne.Size) {
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

func (r *gridHeadRenderer) Refresh() {
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

func (r *gridHeadRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.line, r.arrow}
	for _, word := range r.words {
		objects = append(objects, word)
	}
	return objects
}

func (r *gridHeadRenderer) Destroy() {}
