package widgets

import "fyne.io/fyne/v2"

// NewStacked puts objects below each other with a space between. One whose
// height follows from its width is asked again once it has its width.
func NewStacked(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: stacked{space}, Objects: objects}
}

type stacked struct{ space float32 }

func (s stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, object.MinSize().Height))
		height := object.MinSize().Height
		object.Resize(fyne.NewSize(size.Width, height))
		y += height + s.space
	}
}

func (s stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		if object.Visible() {
			least := object.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+s.space)
		}
	}
	size.Height = max(size.Height-s.space, 0)
	return size
}
