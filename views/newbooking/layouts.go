package newbooking

import "fyne.io/fyne/v2"

const columnSpace = 12

// columns puts the form to the left and the plan to the right, in golden measure.
type columns struct{}

func (columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	form := (size.Width - columnSpace) * 0.56
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(form, size.Height))
	objects[1].Move(fyne.NewPos(form+columnSpace, 0))
	objects[1].Resize(fyne.NewSize(size.Width-form-columnSpace, size.Height))
}

func (columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	form, plan := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(form.Width/0.56, plan.Width/0.44)+columnSpace, max(form.Height, plan.Height, 200))
}

// bottom puts what is said to the left and the buttons, which never move, to the
// right below it.
type bottom struct{}

func (bottom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	buttons := objects[1].MinSize()
	objects[1].Move(fyne.NewPos(size.Width-buttons.Width, size.Height-buttons.Height))
	objects[1].Resize(buttons)
	objects[0].Resize(fyne.NewSize(size.Width-buttons.Width-columnSpace, size.Height))
	objects[0].Move(fyne.NewPos(0, max((size.Height-objects[0].MinSize().Height)/2, 0)))
}

func (bottom) MinSize(objects []fyne.CanvasObject) fyne.Size {
	said, buttons := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(said.Width+columnSpace+buttons.Width, max(said.Height, buttons.Height))
}
