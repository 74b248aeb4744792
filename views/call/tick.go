package call

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// tick is a tick box whose words break into lines, as Fyne's do not.
type tick struct {
	press
	words *widgets.Paragraph
	done  bool
}

func newTick(text string, done bool, tapped func()) *tick {
	t := &tick{words: widgets.NewParagraph(text), done: done}
	t.extend(t, tapped)
	return t
}

// Resize implements fyne.CanvasObject: the words break at the width.
func (t *tick) Resize(size fyne.Size) {
	t.words.Resize(fyne.NewSize(size.Width-tickLeft(), t.words.MinSize().Height))
	t.BaseWidget.Resize(size)
}

func tickLeft() float32 { return look.Size(theme.SizeNameInlineIcon) + 12 }

// CreateRenderer implements fyne.Widget.
func (t *tick) CreateRenderer() fyne.WidgetRenderer {
	r := &tickRenderer{tick: t, ground: canvas.NewRectangle(color.Transparent), box: canvas.NewRectangle(nil), mark: canvas.NewImageFromResource(nil)}
	r.mark.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type tickRenderer struct {
	tick        *tick
	ground, box *canvas.Rectangle
	mark        *canvas.Image
}

const tickRise = 6

func (r *tickRenderer) Layout(size fyne.Size) {
	side := look.Size(theme.SizeNameInlineIcon)
	r.ground.Resize(size)
	r.box.Move(fyne.NewPos(2, tickRise))
	r.box.Resize(fyne.NewSquareSize(side))
	r.mark.Move(fyne.NewPos(2, tickRise))
	r.mark.Resize(fyne.NewSquareSize(side))
	r.tick.words.Move(fyne.NewPos(tickLeft(), tickRise))
	r.tick.words.Resize(fyne.NewSize(size.Width-tickLeft(), r.tick.words.MinSize().Height))
}

func (r *tickRenderer) MinSize() fyne.Size {
	return r.tick.words.MinSize().AddWidthHeight(tickLeft(), 2*tickRise)
}

func (r *tickRenderer) Refresh() {
	r.ground.FillColor, r.ground.CornerRadius = color.Transparent, look.Radius
	if r.tick.focused {
		r.ground.FillColor = look.Color(theme.ColorNameFocus)
	}
	r.box.FillColor, r.box.StrokeColor = color.Transparent, look.Color(theme.ColorNameInputBorder)
	r.box.StrokeWidth, r.box.CornerRadius = 1.5, 3
	r.mark.Resource = look.TintedIcon("done", look.Accent)
	r.mark.Hidden = !r.tick.done
	r.box.Hidden = r.tick.done
	r.mark.Refresh()
	r.tick.words.Refresh()
	canvas.Refresh(r.tick)
}

func (r *tickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.box, r.mark, r.tick.words}
}

func (r *tickRenderer) Destroy() {}
