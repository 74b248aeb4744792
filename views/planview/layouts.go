package planview

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/widgets"
)

// titled puts a small note after its title, or below it where the width ends.
type titled struct{ width float32 }

const noteSpace = 10

func (t *titled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t.width = size.Width
	title := objects[0].(*widgets.Paragraph)
	if t.beside(objects) {
		note := objects[1]
		title.Move(fyne.NewPos(0, 0))
		title.Resize(fyne.NewSize(title.Natural(), title.MinSize().Height))
		// The small letters stand on the line of the larger ones.
		note.Move(fyne.NewPos(title.Natural()+noteSpace, (title.MinSize().Height-note.MinSize().Height)*0.72))
		note.Resize(fyne.NewSize(size.Width-title.Natural()-noteSpace, note.MinSize().Height))
		return
	}
	t.below(objects).Layout.Layout(objects, size)
}

func (t *titled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if t.beside(objects) {
		return objects[0].MinSize()
	}
	return t.below(objects).Layout.MinSize(objects)
}

func (t *titled) beside(objects []fyne.CanvasObject) bool {
	if len(objects) < 2 {
		return false
	}
	title, note := objects[0].(*widgets.Paragraph), objects[1].(*widgets.Paragraph)
	return t.width <= 0 || title.Natural()+noteSpace+note.Natural() <= t.width
}

func (t *titled) below(objects []fyne.CanvasObject) *fyne.Container {
	return widgets.NewColumn(0, objects...)
}

// pilled puts a pill to the right of a text, which takes the rest and breaks, or
// below it where it is too narrow for both.
type pilled struct{ width float32 }

func (p *pilled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	text, pill := objects[0], objects[1].MinSize()
	wide := size.Width
	if !p.below(objects) {
		wide -= pill.Width + noteSpace
	}
	text.Resize(fyne.NewSize(wide, text.MinSize().Height))
	high := text.MinSize().Height
	text.Resize(fyne.NewSize(wide, high))
	objects[1].Resize(pill)
	if p.below(objects) {
		text.Move(fyne.NewPos(0, 0))
		objects[1].Move(fyne.NewPos(0, high+2))
		return
	}
	text.Move(fyne.NewPos(0, max((pill.Height-high)/2, 0)))
	objects[1].Move(fyne.NewPos(size.Width-pill.Width, 0))
}

func (p *pilled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	text, pill := objects[0].MinSize(), objects[1].MinSize()
	if p.below(objects) {
		return fyne.NewSize(max(text.Width, pill.Width), text.Height+2+pill.Height)
	}
	return fyne.NewSize(max(text.Width, pill.Width), max(text.Height, pill.Height))
}

func (p *pilled) below(objects []fyne.CanvasObject) bool {
	return p.width > 0 && objects[0].MinSize().Width+noteSpace+objects[1].MinSize().Width > p.width
}
