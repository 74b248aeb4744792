package widgets

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/look"
)

// NewColumn puts objects below each other with a space of its own between them.
// An object whose height follows from its width is asked again once it has it.
func NewColumn(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{space: space}, Objects: objects}
}

type column struct{ space float32 }

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, object.MinSize().Height))
		height := object.MinSize().Height
		object.Resize(fyne.NewSize(size.Width, height))
		y += height + c.space
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		if object.Visible() {
			least := object.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+c.space)
		}
	}
	if size.Height > 0 {
		size.Height -= c.space
	}
	return size
}

// NewCells puts objects beside each other in columns of given widths, in Fyne's
// units at 100 % text; a width of 0 takes an equal share of what is left. The
// row is as high as its highest cell.
func NewCells(widths []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &cells{widths: widths}, Objects: objects}
}

// NewCentredCells is NewCells with every cell at the height of the row's middle.
func NewCentredCells(widths []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &cells{widths: widths, centred: true}, Objects: objects}
}

type cells struct {
	widths  []float32
	centred bool
}

const cellSpace = 12

// wide gives each cell its width out of the whole.
func (c *cells) wide(whole float32) []float32 {
	rest, shares := whole-cellSpace*float32(max(len(c.widths)-1, 0)), float32(0)
	given := make([]float32, len(c.widths))
	for index, width := range c.widths {
		given[index] = look.Scaled(width)
		rest -= given[index]
		if width == 0 {
			shares++
		}
	}
	for index, width := range c.widths {
		if width == 0 {
			given[index] = max(rest/shares, 0)
		}
	}
	return given
}

func (c *cells) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	given := c.wide(size.Width)
	for index, object := range objects {
		object.Resize(fyne.NewSize(given[index], object.MinSize().Height))
		object.Resize(fyne.NewSize(given[index], object.MinSize().Height))
		y := float32(0)
		if c.centred {
			y = (size.Height - object.Size().Height) / 2
		}
		object.Move(fyne.NewPos(x, y))
		x += given[index] + cellSpace
	}
}

func (c *cells) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(cellSpace*float32(max(len(objects)-1, 0)), 0)
	for index, object := range objects {
		least := object.MinSize()
		size.Height = max(size.Height, least.Height)
		if c.widths[index] > 0 {
			size.Width += look.Scaled(c.widths[index])
		} else {
			size.Width += look.Scaled(60)
		}
	}
	return size
}
