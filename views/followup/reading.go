package followup

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// reading is something long to read that the keyboard scrolls: one stop for Tab,
// then arrows, PgUp, PgDn, Home and End.
type reading struct {
	widget.BaseWidget
	scroll *container.Scroll
	edge   *canvas.Rectangle
}

// besideBar keeps the content off the scroll bar and the edge.
var besideBar = layout.NewCustomPaddedLayout(6, 6, 8, 14)

func newReading(content fyne.CanvasObject) *reading {
	r := &reading{
		scroll: container.NewVScroll(container.New(besideBar, content)), edge: canvas.NewRectangle(color.Transparent),
	}
	r.edge.CornerRadius = look.Radius
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *reading) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.scroll, r.edge))
}

// FocusGained implements fyne.Focusable.
func (r *reading) FocusGained() {
	r.edge.StrokeColor, r.edge.StrokeWidth = look.Color(look.Accent), 1.5
	r.edge.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *reading) FocusLost() {
	r.edge.StrokeWidth = 0
	r.edge.Refresh()
}

// TypedRune implements fyne.Focusable.
func (r *reading) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (r *reading) TypedKey(event *fyne.KeyEvent) {
	const line = 48
	view := r.scroll.Size().Height
	at := r.scroll.Offset.Y
	switch event.Name {
	case fyne.KeyDown:
		at += line
	case fyne.KeyUp:
		at -= line
	case fyne.KeyPageDown:
		at += view - line
	case fyne.KeyPageUp:
		at -= view - line
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = r.scroll.Content.MinSize().Height
	default:
		widgets.Pass(r, event)
		return
	}
	most := max(r.scroll.Content.MinSize().Height-view, 0)
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(at, 0), most)))
}
