package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// NewText makes running text that breaks into lines.
func NewText(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewMuted makes small text that stands back and breaks into lines.
func NewMuted(text string) *widget.Label {
	l := NewText(text)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	return l
}

// NewSection makes the heading of a part of a page.
func NewSection(text string) *Paragraph { return NewParagraph(text).Heading() }

// NewEmptyState says what an empty list means, and offers what to do next;
// action may be nil.
func NewEmptyState(text, label string, action func()) fyne.CanvasObject {
	said := widget.NewLabel(text)
	said.Alignment = fyne.TextAlignCenter
	said.Wrapping = fyne.TextWrapWord
	said.Importance = widget.LowImportance
	column := container.NewVBox(said)
	if action != nil {
		column.Add(container.NewCenter(NewButton(label, action)))
	}
	return container.NewPadded(column)
}

// NewCard puts content on a surface of its own, with a thin edge.
func NewCard(content fyne.CanvasObject) fyne.CanvasObject {
	c := &card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

type card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func (c *card) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(nil)
	r := &cardRenderer{ground: ground, card: c}
	r.Refresh()
	return r
}

type cardRenderer struct {
	ground *canvas.Rectangle
	card   *card
}

const cardSpace = 8

func (r *cardRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.card.content.Move(fyne.NewPos(cardSpace, cardSpace))
	r.card.content.Resize(size.SubtractWidthHeight(2*cardSpace, 2*cardSpace))
}

func (r *cardRenderer) MinSize() fyne.Size {
	return r.card.content.MinSize().AddWidthHeight(2*cardSpace, 2*cardSpace)
}

func (r *cardRenderer) Refresh() {
	r.ground.FillColor = look.Color(look.Surface)
	r.ground.StrokeColor = look.Color(look.Line)
	r.ground.StrokeWidth = 1
	r.ground.CornerRadius = look.Radius
	r.ground.Refresh()
	r.Layout(r.card.Size())
	canvas.Refresh(r.card)
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.card.content}
}

func (r *cardRenderer) Destroy() {}
