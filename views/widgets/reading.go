package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Reading is something long to read that the keyboard scrolls: one stop for Tab,
// then arrows, PgUp, PgDn, Home and End.
type Reading struct {
	widget.BaseWidget

	// OnCopy, where set, follows Ctrl+C.
	OnCopy func()

	scroll *container.Scroll
	edge   *canvas.Rectangle
}

// NewReading puts content in a scroll of its own.
func NewReading(content fyne.CanvasObject) *Reading {
	beside := layout.NewCustomPaddedLayout(6, 6, 8, 14) // off the scroll bar and the edge
	r := &Reading{
		scroll: container.NewVScroll(container.New(beside, content)), edge: canvas.NewRectangle(color.Transparent),
	}
	r.edge.CornerRadius = look.Radius
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Reading) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.scroll, r.edge))
}

// FocusGained implements fyne.Focusable.
func (r *Reading) FocusGained() {
	r.edge.StrokeColor, r.edge.StrokeWidth = look.Color(look.Accent), 1.5
	r.edge.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *Reading) FocusLost() {
	r.edge.StrokeWidth = 0
	r.edge.Refresh()
}

// TypedRune implements fyne.Focusable.
func (r *Reading) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable.
func (r *Reading) TypedShortcut(shortcut fyne.Shortcut) {
	if _, ok := shortcut.(*fyne.ShortcutCopy); ok && r.OnCopy != nil {
		r.OnCopy()
	}
}

// TypedKey implements fyne.Focusable.
func (r *Reading) TypedKey(event *fyne.KeyEvent) {
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
		Pass(r, event)
		return
	}
	most := max(r.scroll.Content.MinSize().Height-view, 0)
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(at, 0), most)))
}

// ToTop scrolls back to the beginning.
func (r *Reading) ToTop() { r.scroll.ScrollToTop() }

// Offset is how far down it is scrolled.
func (r *Reading) Offset() float32 { return r.scroll.Offset.Y }

// Refresh implements fyne.CanvasObject: the content may have another height.
func (r *Reading) Refresh() {
	r.scroll.Refresh()
	r.BaseWidget.Refresh()
}
