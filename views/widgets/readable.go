package widgets

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/look"
)

// NewReadable keeps content at most as wide as a form is easy to read, at the
// left of a wider page.
func NewReadable(content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: readable{}, Objects: []fyne.CanvasObject{content}}
}

// readableWidth is the greatest width, at 100 % text.
const readableWidth = 720

type readable struct{}

func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Move(fyne.NewPos(0, 0))
		object.Resize(fyne.NewSize(min(size.Width, look.Scaled(readableWidth)), size.Height))
	}
}

func (readable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return size
}
