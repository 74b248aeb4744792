package patient

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models/stopwatch"
	"nursedesk/views/look"
)

// pane is one row of a list of the page: it can be selected with a tap, stands
// on a ground of its own then, and has an edge while its list has the focus.
type pane struct {
	widget.BaseWidget
	content *fyne.Container
	chosen  func() bool
	focused func() bool
	choose  func()
	twice   func() // follows a second tap soon after the first; nil for nothing
	tapped  stopwatch.Watch
}

func newPane(content *fyne.Container, chosen, focused func() bool, choose func()) *pane {
	p := &pane{content: content, chosen: chosen, focused: focused, choose: choose}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped implements fyne.Tappable.
func (p *pane) Tapped(*fyne.PointEvent) {
	soon := p.tapped.Elapsed() < doubleTap
	p.tapped = stopwatch.Start()
	switch {
	case !p.chosen():
		p.choose()
	case soon && p.twice != nil:
		p.twice()
	}
}

// doubleTap is how close two taps are to be one. Fyne's own double tap would hold
// every single one back for as long.
const doubleTap = 400 * time.Millisecond

// CreateRenderer implements fyne.Widget.
func (p *pane) CreateRenderer() fyne.WidgetRenderer {
	renderer := &paneRenderer{pane: p, ground: canvas.NewRectangle(nil)}
	renderer.Refresh()
	return renderer
}

type paneRenderer struct {
	pane   *pane
	ground *canvas.Rectangle
}

const paneInset = 8

func (r *paneRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.pane.content.Move(fyne.NewPos(paneInset, paneInset))
	r.pane.content.Resize(size.SubtractWidthHeight(2*paneInset, 2*paneInset))
}

func (r *paneRenderer) MinSize() fyne.Size {
	return r.pane.content.MinSize().AddWidthHeight(2*paneInset, 2*paneInset)
}

func (r *paneRenderer) Refresh() {
	r.ground.FillColor, r.ground.StrokeWidth = nil, 0
	r.ground.CornerRadius = look.Radius
	if r.pane.chosen() {
		r.ground.FillColor = look.Color(look.Chosen)
		if r.pane.focused() {
			r.ground.StrokeColor, r.ground.StrokeWidth = look.Color(theme.ColorNamePrimary), 1.5
		}
	}
	r.Layout(r.pane.Size())
	canvas.Refresh(r.pane)
}

func (r *paneRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.pane.content}
}

func (r *paneRenderer) Destroy() {}
