package today

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/look"
)

// rest puts objects below each other; one of them takes the height that the
// others leave. Theirs may follow from their width.
type rest struct {
	at    int // the object that takes the rest
	space float32
	least float32 // the height, at 100 % text, below which the last object is left out
}

// alwaysLess is more than any height, so that the last object is always left out.
const alwaysLess = 1e6

// Layout implements fyne.Layout.
func (r rest) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Height
	if last := objects[len(objects)-1]; r.least > 0 {
		if size.Height < look.Scaled(r.least) {
			last.Hide()
		} else {
			last.Show()
		}
	}
	for index, object := range objects {
		if index == r.at || !object.Visible() {
			continue
		}
		object.Resize(fyne.NewSize(size.Width, object.MinSize().Height))
		object.Resize(fyne.NewSize(size.Width, object.MinSize().Height))
		left -= object.Size().Height + r.space
	}
	y := float32(0)
	for index, object := range objects {
		if index == r.at {
			object.Resize(fyne.NewSize(size.Width, max(left, 0)))
		}
		object.Move(fyne.NewPos(0, y))
		if object.Visible() {
			y += object.Size().Height + r.space
		}
	}
}

// MinSize implements fyne.Layout.
func (r rest) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		if object.Visible() {
			least := object.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+r.space)
		}
	}
	return size
}

// sides puts the procedures beside the list. Where the width, by the size of the
// text, does not hold both, a button below the list stands for them, and they
// open above it.
type sides struct {
	unfolded bool
	alone    bool // the list is compact, and has all the room
}

const (
	gap         = 8
	sideWidth   = 240 // of the procedures, at 100 % text
	leastBeside = 760 // of both, at 100 % text
	belowPart   = 0.4 // of the height, for the procedures below the list
)

// Layout implements fyne.Layout for the list, the procedures and their button.
func (s *sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, side, button := objects[0], objects[1], objects[2]
	beside := size.Width >= look.Scaled(leastBeside) && !s.alone
	show(side, beside || s.unfolded && !s.alone)
	show(button, !beside && !s.alone)
	list.Move(fyne.NewPos(0, 0))
	if s.alone {
		list.Resize(size)
		return
	}
	if beside {
		wide := look.Scaled(sideWidth)
		list.Resize(fyne.NewSize(size.Width-wide-gap, size.Height))
		side.Move(fyne.NewPos(size.Width-wide, 0))
		side.Resize(fyne.NewSize(wide, size.Height))
		return
	}
	left := size.Height - button.MinSize().Height
	button.Move(fyne.NewPos(0, left))
	button.Resize(button.MinSize())
	if left -= gap; s.unfolded {
		high := size.Height * belowPart
		left -= high
		side.Move(fyne.NewPos(0, left))
		side.Resize(fyne.NewSize(size.Width, high))
		left -= gap
	}
	list.Resize(fyne.NewSize(size.Width, max(left, 0)))
}

func show(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}

// MinSize implements fyne.Layout: both scroll within themselves.
func (*sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, side := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(list.Width, side.Width), max(list.Height, side.Height))
}
