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
	return widgets.NewStacked(0, objects...)
}

// pilled puts a pill to the right of a text, which takes the rest and breaks.
type pilled struct{}

func (pilled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pill := objects[1].MinSize()
	objects[0].Resize(fyne.NewSize(size.Width-pill.Width-noteSpace, objects[0].MinSize().Height))
	objects[0].Resize(fyne.NewSize(size.Width-pill.Width-noteSpace, objects[0].MinSize().Height))
	objects[0].Move(fyne.NewPos(0, max((pill.Height-objects[0].MinSize().Height)/2, 0)))
	objects[1].Move(fyne.NewPos(size.Width-pill.Width, 0))
	objects[1].Resize(pill)
}

func (pilled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	text, pill := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(text.Width+noteSpace+pill.Width, max(text.Height, pill.Height))
}
