package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Pill says a status by a word on a soft ground, with an icon.
type Pill struct {
	widget.BaseWidget
	status look.Status
	text   string
}

// NewPill makes a pill. A pill without text takes no room.
func NewPill(status look.Status, text string) *Pill {
	p := &Pill{status: status, text: text}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes what the pill says.
func (p *Pill) Set(status look.Status, text string) {
	if p.status == status && p.text == text {
		return
	}
	p.status, p.text = status, text
	p.Refresh()
}

// Text is the pill's word.
func (p *Pill) Text() string { return p.text }

// SituationStatus gives the look of how a task stands, and its word.
func SituationStatus(situation models.Situation) (look.Status, string) {
	switch situation {
	case models.Overdue:
		return look.Overdue, locale.T("status.overdue")
	case models.DueToday:
		return look.DueToday, locale.T("status.today")
	case models.Finished:
		return look.Done, locale.T("status.done")
	case models.Coming:
	}
	return look.Coming, locale.T("status.coming")
}

// CreateRenderer implements fyne.Widget.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	r := &pillRenderer{
		pill:   p,
		ground: canvas.NewRectangle(nil),
		icon:   canvas.NewImageFromResource(nil),
		word:   canvas.NewText("", nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type pillRenderer struct {
	pill   *Pill
	ground *canvas.Rectangle
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *pillRenderer) MinSize() fyne.Size {
	if r.pill.text == "" {
		return fyne.Size{}
	}
	word := r.word.MinSize()
	return fyne.NewSize(word.Width+r.iconSize()+20, word.Height+6)
}

func (r *pillRenderer) iconSize() float32 { return look.Size(theme.SizeNameCaptionText) + 1 }

// Layout keeps the pill at its own height in the middle of what it is given.
func (r *pillRenderer) Layout(size fyne.Size) {
	wanted := r.MinSize()
	width := min(wanted.Width, size.Width)
	top := (size.Height - wanted.Height) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(fyne.NewSize(width, wanted.Height))
	r.icon.Move(fyne.NewPos(8, (size.Height-r.iconSize())/2))
	r.icon.Resize(fyne.NewSquareSize(r.iconSize()))
	r.word.Move(fyne.NewPos(r.iconSize()+12, top+3))
	r.word.Resize(r.word.MinSize())
}

func (r *pillRenderer) Refresh() {
	status := r.pill.status
	r.ground.FillColor = look.Color(status.Paper())
	r.ground.CornerRadius = look.Radius
	r.icon.Resource = status.Icon()
	r.word.Text = r.pill.text
	r.word.Color = look.Color(status.Ink())
	r.word.TextSize = look.Size(theme.SizeNameCaptionText)
	r.word.TextStyle.Bold = true
	for _, object := range r.Objects() {
		if r.pill.text == "" {
			object.Hide()
		} else {
			object.Show()
		}
	}
	r.Layout(r.pill.Size())
	r.icon.Refresh()
	canvas.Refresh(r.pill)
}

func (r *pillRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.word}
}

func (r *pillRenderer) Destroy() {}
