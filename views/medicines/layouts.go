package medicines

import "fyne.io/fyne/v2"

// space stands between a pill and the questions beside it.
const space = 12

// middle keeps a text in the middle of the height that it is given.
type middle struct{}

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, max((size.Height-height)/2, 0)))
}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// asked puts the questions beside a pill, where they share the width, or below
// it where it is too narrow for them.
type asked struct{ width float32 }

func (a *asked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	pill := objects[0].MinSize()
	questions, _, height := shown(objects[1:])
	x, y := pill.Width+space, float32(0)
	if a.below(objects) {
		x, y = 0, pill.Height+space/2
	}
	objects[0].Resize(pill)
	objects[0].Move(fyne.NewPos(0, max((height-pill.Height)/2, 0)))
	if y > 0 {
		objects[0].Move(fyne.NewPos(0, 0))
	}
	share := (size.Width - x - space*float32(max(len(questions)-1, 0))) / float32(max(len(questions), 1))
	for _, question := range questions {
		question.Move(fyne.NewPos(x, y))
		question.Resize(fyne.NewSize(share, height))
		x += share + space
	}
}

func (a *asked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pill := objects[0].MinSize()
	_, width, height := shown(objects[1:])
	if a.below(objects) {
		return fyne.NewSize(max(pill.Width, width), pill.Height+space/2+height)
	}
	return fyne.NewSize(max(pill.Width, width), max(pill.Height, height))
}

func (a *asked) below(objects []fyne.CanvasObject) bool {
	_, width, _ := shown(objects[1:])
	return width > 0 && a.width > 0 && objects[0].MinSize().Width+space+width > a.width
}

// shown are the visible ones, and the room that they need beside each other.
func shown(objects []fyne.CanvasObject) (visible []fyne.CanvasObject, width, height float32) {
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		if len(visible) > 0 {
			width += space
		}
		visible = append(visible, object)
		width += object.MinSize().Width
		height = max(height, object.MinSize().Height)
	}
	return visible, width, height
}
