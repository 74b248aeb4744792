package printing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// The pages take the focus, so that keys scroll them and make them larger.
var _ fyne.Focusable = (*leaves)(nil)

// Target implements widgets.Field.
func (l *leaves) Target() fyne.Focusable { return l }

// FocusGained implements fyne.Focusable.
func (l *leaves) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *leaves) FocusLost() { l.focused = false; l.Refresh() }

// Tapped implements fyne.Tappable.
func (l *leaves) Tapped(*fyne.PointEvent) {
	widgets.Focus(l)
}

// TypedRune implements fyne.Focusable.
func (l *leaves) TypedRune(letter rune) {
	switch letter {
	case '+', '=':
		l.larger()
	case '-':
		l.smaller()
	case '0':
		l.fit()
	}
}

// TypedKey implements fyne.Focusable.
func (l *leaves) TypedKey(event *fyne.KeyEvent) {
	at, page := l.scroll.Offset, l.scroll.Size().Height*0.9
	switch event.Name {
	case fyne.KeyUp:
		at.Y -= arrowStep
	case fyne.KeyDown:
		at.Y += arrowStep
	case fyne.KeyLeft:
		at.X -= arrowStep
	case fyne.KeyRight:
		at.X += arrowStep
	case fyne.KeyPageUp:
		at.Y -= page
	case fyne.KeyPageDown, fyne.KeySpace:
		at.Y += page
	case fyne.KeyHome:
		at.Y = 0
	case fyne.KeyEnd:
		at.Y = l.column.MinSize().Height
	default:
		widgets.Pass(l, event)
		return
	}
	l.scrollTo(at)
}

// CreateRenderer implements fyne.Widget.
func (l *leaves) CreateRenderer() fyne.WidgetRenderer {
	r := &leavesRenderer{leaves: l, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type leavesRenderer struct {
	leaves *leaves
	ground *canvas.Rectangle
}

const leavesEdge = 1.5

func (r *leavesRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.leaves.edge.Resize(size)
	at := r.leaves.place()
	inner := size.SubtractWidthHeight(2*leavesEdge, 2*leavesEdge)
	again := inner != r.leaves.scroll.Size()
	r.leaves.width = inner.Width
	r.leaves.scroll.Move(fyne.NewPos(leavesEdge, leavesEdge))
	r.leaves.scroll.Resize(inner)
	if again {
		r.leaves.arrange(at)
	}
}

func (r *leavesRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(240), 200) }

func (r *leavesRenderer) Refresh() {
	r.ground.FillColor = look.Color(look.Line)
	r.ground.CornerRadius = look.Radius
	r.leaves.edge.StrokeColor = color.Transparent
	if r.leaves.focused {
		r.leaves.edge.StrokeColor = look.Color(look.Accent)
	}
	r.leaves.edge.StrokeWidth, r.leaves.edge.CornerRadius = leavesEdge, look.Radius
	canvas.Refresh(r.leaves)
}

func (r *leavesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.leaves.scroll, r.leaves.edge}
}

func (r *leavesRenderer) Destroy() {}
