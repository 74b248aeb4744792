package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/look"
)

// NewFlow puts objects beside each other and goes on below where the width ends.
func NewFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{}, Objects: objects}
}

// flow remembers the width it was last given, because a row's height follows from it.
type flow struct{ width float32 }

const flowSpace = 8

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, func(object fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		object.Move(at)
		object.Resize(size)
	})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, object := range objects {
		if object.Visible() {
			widest = max(widest, object.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, f.place(objects, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

// place walks the objects, row by row, and gives the height of them all.
func (f *flow) place(objects []fyne.CanvasObject, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	x, y, row := float32(0), float32(0), float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		size := object.MinSize()
		if x > 0 && f.width > 0 && x+size.Width > f.width {
			x, y, row = 0, y+row+flowSpace/2, 0
		}
		put(object, fyne.NewPos(x, y), size)
		x += size.Width + flowSpace
		row = max(row, size.Height)
	}
	return y + row
}

// NewBeside puts fields beside each other in equal shares of a form's twelve columns,
// so that what stands in one row begins where it does in the next. A field that needs
// more takes a column from one with room; where that fails they stand below each other.
func NewBeside(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &beside{}, Objects: objects}
}

type beside struct{ width float32 }

const (
	besideSpace   = 12
	besideColumns = 12
)

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	shown := visible(objects)
	spans := b.spans(shown)
	x, y := float32(0), float32(0)
	for index, object := range shown {
		wide := size.Width
		if spans != nil {
			wide = b.wide(spans[index])
		}
		object.Move(fyne.NewPos(x, y))
		object.Resize(fyne.NewSize(wide, object.MinSize().Height))
		if spans != nil {
			x += wide + besideSpace
		} else {
			y += object.MinSize().Height + flowSpace/2
		}
	}
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	shown := visible(objects)
	below := b.width > 0 && b.spans(shown) == nil
	size := fyne.Size{}
	for _, object := range shown {
		own := object.MinSize()
		size.Width = max(size.Width, own.Width)
		if below {
			size.Height += own.Height + flowSpace/2
		} else {
			size.Height = max(size.Height, own.Height)
		}
	}
	return size
}

// spans gives how many columns each object takes, nil where they don't hold them.
func (b *beside) spans(shown []fyne.CanvasObject) []int {
	if len(shown) == 0 || len(shown) > besideColumns {
		return nil
	}
	spans, least, all := make([]int, len(shown)), make([]int, len(shown)), 0
	for index, object := range shown {
		spans[index] = besideColumns / len(shown)
		if index < besideColumns%len(shown) {
			spans[index]++
		}
		for least[index] = 1; b.wide(least[index]) < object.MinSize().Width; least[index]++ {
			if least[index] == besideColumns {
				return nil
			}
		}
		all += least[index]
	}
	if all > besideColumns {
		return nil
	}
	for index := range spans {
		for spans[index] < least[index] {
			giver := 0
			for other := range spans {
				if spans[other]-least[other] > spans[giver]-least[giver] {
					giver = other
				}
			}
			spans[giver]--
			spans[index]++
		}
	}
	return spans
}

// wide is the width of some of the columns, with the space between them.
func (b *beside) wide(span int) float32 {
	return float32(span)*(b.width+besideSpace)/besideColumns - besideSpace
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var shown []fyne.CanvasObject
	for _, object := range objects {
		if object.Visible() {
			shown = append(shown, object)
		}
	}
	return shown
}

// textWidth is the width of a text in the running size.
func textWidth(text string) float32 {
	return fyne.MeasureText(text, look.Size(theme.SizeNameText), fyne.TextStyle{}).Width
}

// optionSpace is what a choice needs beside its text.
func optionSpace() float32 {
	return look.Size(theme.SizeNameInlineIcon) + 4*look.Size(theme.SizeNameInnerPadding)
}

// Fit gives the text, ended with an ellipsis where the width does not hold it.
func Fit(text string, width float32, style *canvas.Text) string {
	wide := func(text string) float32 { return fyne.MeasureText(text, style.TextSize, style.TextStyle).Width }
	if width <= 0 || wide(text) <= width {
		return text
	}
	letters := []rune(text)
	low, high := 0, len(letters)
	for low < high { // the most letters that still fit
		middle := (low + high + 1) / 2
		if wide(strings.TrimRight(string(letters[:middle]), " ")+"…") <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(letters[:low]), " ") + "…"
}
