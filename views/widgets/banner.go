package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// lineSpace takes back what a text keeps free around its lines.
const lineSpace = -11

// Banner says one or more lines that must be seen: warnings above a plan, what
// hinders saving. Without lines it takes no room.
type Banner struct {
	widget.BaseWidget
	status look.Status
	lines  []string
	column *fyne.Container
}

// NewBanner makes a banner in the look of a status: look.DueToday warns,
// look.Overdue stops, look.Coming informs.
func NewBanner(status look.Status, lines ...string) *Banner {
	b := &Banner{status: status, column: NewColumn(lineSpace)}
	b.ExtendBaseWidget(b)
	b.SetLines(lines...)
	return b
}

// Lines are what the banner says.
func (b *Banner) Lines() []string { return b.lines }

// SetLines changes what the banner says; with none it disappears.
func (b *Banner) SetLines(lines ...string) {
	b.lines = lines
	b.column.Objects = nil
	for _, line := range lines {
		said := widget.NewRichText(&widget.TextSegment{
			Text:  line,
			Style: widget.RichTextStyle{ColorName: b.status.Ink(), SizeName: theme.SizeNameText},
		})
		said.Wrapping = fyne.TextWrapWord
		b.column.Add(said)
	}
	if len(lines) == 0 {
		b.Hide()
	} else {
		b.Show()
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	r := &bannerRenderer{banner: b, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil)}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type bannerRenderer struct {
	banner *Banner
	ground *canvas.Rectangle
	icon   *canvas.Image
}

func (r *bannerRenderer) left() float32 { return look.Size(theme.SizeNameInlineIcon) + 16 }

func (r *bannerRenderer) Layout(size fyne.Size) {
	icon := look.Size(theme.SizeNameInlineIcon)
	r.ground.Resize(size)
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.icon.Move(fyne.NewPos(12, 11))
	r.banner.column.Move(fyne.NewPos(r.left(), 2))
	r.banner.column.Resize(fyne.NewSize(size.Width-r.left()-4, size.Height-4))
}

func (r *bannerRenderer) MinSize() fyne.Size {
	return r.banner.column.MinSize().AddWidthHeight(r.left()+4, 4)
}

func (r *bannerRenderer) Refresh() {
	r.ground.FillColor = look.Color(r.banner.status.Paper())
	r.ground.CornerRadius = look.Radius
	r.icon.Resource = look.TintedIcon(r.shape(), r.banner.status.Ink())
	r.icon.Refresh()
	r.banner.column.Refresh()
	r.Layout(r.banner.Size())
	canvas.Refresh(r.banner)
}

// shape is a triangle for what must be heeded, else what the status has.
func (r *bannerRenderer) shape() string {
	switch r.banner.status {
	case look.Overdue, look.DueToday:
		return "warning"
	case look.Done:
		return "done"
	}
	return "info"
}

func (r *bannerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.banner.column}
}

func (r *bannerRenderer) Destroy() {}
