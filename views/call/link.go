package call

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// touch is words that do something when they are tapped; the keyboard has a key
// for it, so that it is no stop for Tab.
type touch struct {
	widget.BaseWidget
	words  *widgets.Paragraph
	tapped func()
}

func newTouch(text string, tapped func()) *touch {
	t := &touch{words: widgets.NewParagraph(text).Small().Ink(look.Accent), tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *touch) Tapped(*fyne.PointEvent) { t.tapped() }

// Cursor implements desktop.Cursorable.
func (t *touch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize keeps the words on one line.
func (t *touch) MinSize() fyne.Size {
	return fyne.NewSize(t.words.Natural()+2*touchSpace, t.words.MinSize().Height+2*touchSpace)
}

const touchSpace = 6

// CreateRenderer implements fyne.Widget.
func (t *touch) CreateRenderer() fyne.WidgetRenderer {
	return &touchRenderer{words: t.words}
}

type touchRenderer struct{ words *widgets.Paragraph }

func (r *touchRenderer) Layout(size fyne.Size) {
	r.words.Move(fyne.NewPos(touchSpace, touchSpace))
	r.words.Resize(size.SubtractWidthHeight(2*touchSpace, 2*touchSpace))
}
func (r *touchRenderer) MinSize() fyne.Size           { return r.words.MinSize() }
func (r *touchRenderer) Refresh()                     { r.words.Refresh() }
func (r *touchRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.words} }
func (r *touchRenderer) Destroy()                     {}

// link is words that lead somewhere: by tapping, and by Enter when Tab has
// brought the focus to them.
type link struct {
	press
	words *widgets.Paragraph
}

func newLink(text string, tapped func()) *link {
	l := &link{words: widgets.NewParagraph(text).Ink(look.Accent)}
	l.extend(l, tapped)
	return l
}

// Resize implements fyne.CanvasObject: the words break at the width.
func (l *link) Resize(size fyne.Size) {
	l.words.Resize(fyne.NewSize(size.Width-2*linkSpace, l.words.MinSize().Height))
	l.BaseWidget.Resize(size)
}

const linkSpace = 4

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{link: l, ground: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type linkRenderer struct {
	link   *link
	ground *canvas.Rectangle
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.link.words.Move(fyne.NewPos(linkSpace, linkSpace))
	r.link.words.Resize(fyne.NewSize(size.Width-2*linkSpace, r.link.words.MinSize().Height))
}

func (r *linkRenderer) MinSize() fyne.Size {
	return r.link.words.MinSize().AddWidthHeight(2*linkSpace, 2*linkSpace)
}

func (r *linkRenderer) Refresh() {
	r.ground.FillColor, r.ground.CornerRadius = color.Transparent, look.Radius
	if r.link.focused {
		r.ground.FillColor = look.Color(theme.ColorNameFocus)
	}
	r.link.words.Refresh()
	canvas.Refresh(r.link)
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.link.words}
}

func (r *linkRenderer) Destroy() {}
