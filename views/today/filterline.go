package today

import "fyne.io/fyne/v2"

// filterLine puts the choices at their own width and gives the rest of the line
// to what follows them, or the next line where that is too narrow.
type filterLine struct{ width float32 }

const filterSpace = 4

func (f *filterLine) fits(objects []fyne.CanvasObject, width float32) bool {
	return objects[0].MinSize().Width+filterSpace+objects[1].MinSize().Width <= width
}

// Layout implements fyne.Layout for the choices and what follows them.
func (f *filterLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	choices, rest := objects[0], objects[1]
	if !choices.Visible() {
		rest.Move(fyne.NewPos(0, 0))
		rest.Resize(size)
		return
	}
	own := choices.MinSize()
	choices.Move(fyne.NewPos(0, 0))
	if f.fits(objects, size.Width) {
		choices.Resize(fyne.NewSize(own.Width, size.Height))
		rest.Move(fyne.NewPos(own.Width+filterSpace, 0))
		rest.Resize(fyne.NewSize(size.Width-own.Width-filterSpace, size.Height))
		return
	}
	choices.Resize(own)
	rest.Move(fyne.NewPos(0, own.Height+filterSpace))
	rest.Resize(fyne.NewSize(size.Width, rest.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (f *filterLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	choices, rest := objects[0].MinSize(), objects[1].MinSize()
	if !objects[0].Visible() {
		return rest
	}
	size := fyne.NewSize(max(choices.Width, rest.Width), max(choices.Height, rest.Height))
	if f.width > 0 && !f.fits(objects, f.width) {
		size.Height = choices.Height + filterSpace + rest.Height
	}
	return size
}
