package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// iconTap is an icon for the mouse inside a field. The keyboard has a key for
// what it does, so it takes no focus of its own.
type iconTap struct {
	widget.BaseWidget
	icon   *canvas.Image
	tapped func()
}

func newIconTap(name string, tapped func()) *iconTap {
	i := &iconTap{icon: canvas.NewImageFromResource(look.TintedIcon(name, look.Muted)), tapped: tapped}
	i.icon.FillMode = canvas.ImageFillContain
	i.ExtendBaseWidget(i)
	return i
}

// Tapped implements fyne.Tappable.
func (i *iconTap) Tapped(*fyne.PointEvent) { i.tapped() }

// Cursor implements desktop.Cursorable.
func (i *iconTap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (i *iconTap) CreateRenderer() fyne.WidgetRenderer { return &iconTapRenderer{tap: i} }

type iconTapRenderer struct{ tap *iconTap }

func (r *iconTapRenderer) side() float32 { return look.Size(theme.SizeNameInlineIcon) }

func (r *iconTapRenderer) Layout(size fyne.Size) {
	r.tap.icon.Resize(fyne.NewSquareSize(r.side()))
	r.tap.icon.Move(fyne.NewPos((size.Width-r.side())/2, (size.Height-r.side())/2))
}

func (r *iconTapRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.side() + 8) }

func (r *iconTapRenderer) Refresh() {
	r.Layout(r.tap.Size())
	r.tap.icon.Refresh()
}

func (r *iconTapRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.tap.icon} }

func (r *iconTapRenderer) Destroy() {}
