package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Surface is content on a ground of its own, which says whether it is selected.
type Surface struct {
	widget.BaseWidget

	ground          *canvas.Rectangle
	whole           *fyne.Container
	fill, edge      fyne.ThemeColorName // at rest; "" for none
	chosen, focused bool
}

const surfaceSpace = 8 // around the content

// NewCard puts content on a surface with a thin edge.
func NewCard(content fyne.CanvasObject) *Surface {
	s := &Surface{}
	s.Put(content, look.Surface, look.Line)
	s.ExtendBaseWidget(s)
	return s
}

// Put gives the surface of another widget, which extends it, its content and its look at rest.
func (s *Surface) Put(content fyne.CanvasObject, fill, edge fyne.ThemeColorName) {
	s.ground, s.fill, s.edge = canvas.NewRectangle(nil), fill, edge
	around := layout.NewCustomPaddedLayout(surfaceSpace, surfaceSpace, surfaceSpace, surfaceSpace)
	s.whole = container.NewStack(s.ground, container.New(around, content))
	s.paint()
}

// Mark shows whether it is selected, and whether what it belongs to has the focus.
func (s *Surface) Mark(chosen, focused bool) {
	if s.chosen != chosen || s.focused != focused {
		s.chosen, s.focused = chosen, focused
		s.Refresh()
	}
}

func (s *Surface) paint() {
	fill, edge, wide := s.fill, s.edge, float32(1)
	if s.chosen {
		fill = look.Chosen
	}
	if s.chosen && s.focused {
		edge, wide = look.Accent, 2
	}
	s.ground.CornerRadius = look.Radius
	s.ground.FillColor, s.ground.StrokeColor, s.ground.StrokeWidth = nil, nil, 0
	if fill != "" {
		s.ground.FillColor = look.Color(fill)
	}
	if edge != "" {
		s.ground.StrokeColor, s.ground.StrokeWidth = look.Color(edge), wide
	}
}

// Refresh implements fyne.CanvasObject: the theme may be another.
func (s *Surface) Refresh() {
	s.paint()
	s.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.whole) }
