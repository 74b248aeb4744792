package printing

import (
	"context"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Pictures draws the pages of a PDF.
type Pictures interface {
	// Ready tells whether a page will be there at once; else it takes seconds.
	Ready() bool
	// Page draws a page, numbered from 1, so many pixels wide.
	Page(ctx context.Context, pdf []byte, number, width int) (*image.RGBA, error)
}

// zooms are the steps of the zoom in percent.
var zooms = []int{25, 50, 75, 100, 125, 150, 200}

const (
	leafGap    = 12   // between pages, and around them
	arrowStep  = 40   // that the arrows scroll
	leafMargin = 0.09 // of its width, that a page has to the left of its text
	fitsWindow = 0    // the zoom by which a page is as wide as there is room
)

// leaves shows the pages of a PDF below each other. It draws those that are on
// the screen, and holds no pictures of the others.
type leaves struct {
	widget.BaseWidget
	pictures Pictures
	runner   background.Runner
	moved    func()      // follows another page or another zoom
	went     func(error) // follows each page that is drawn, with what went wrong or nil

	pdf     []byte
	list    []*leaf
	column  *fyne.Container
	scroll  *container.Scroll
	zoom    int     // percent, or fitsWindow
	width   float32 // of the room for them
	edge    *canvas.Rectangle
	focused bool
}

func newLeaves(runner background.Runner, pictures Pictures) *leaves {
	l := &leaves{pictures: pictures, runner: runner, moved: func() {}, went: func(error) {}}
	l.column = container.New(&leafColumn{l})
	l.scroll = container.NewScroll(l.column)
	l.scroll.OnScrolled = func(fyne.Position) { l.draw() }
	l.edge = canvas.NewRectangle(color.Transparent)
	l.ExtendBaseWidget(l)
	return l
}

// set shows another PDF, at the same place as the one before.
func (l *leaves) set(pdf []byte, pages int) {
	at := l.place()
	l.pdf = pdf
	for number := len(l.list) + 1; number <= pages; number++ {
		l.list = append(l.list, newLeaf(number))
	}
	for _, gone := range l.list[pages:] {
		gone.clear()
	}
	l.list = l.list[:pages]
	l.column.Objects = nil
	for _, leaf := range l.list {
		leaf.wide = 0 // the picture stays until the new one is there
		if !l.pictures.Ready() {
			leaf.say(locale.T("printing.loading"))
		}
		l.column.Add(leaf.content)
	}
	l.arrange(at)
}

// rest lets go of the pictures until the pages are drawn again.
func (l *leaves) rest() {
	for _, leaf := range l.list {
		leaf.clear()
	}
}

// scale is the size of a page, of that at 100 %.
func (l *leaves) scale() float32 {
	if l.zoom != fitsWindow {
		return float32(l.zoom) / 100
	}
	room := l.width - 2*leafGap - look.Size(theme.SizeNameScrollBar)
	return min(max(room/leafWide, 0.2), 2)
}

// percent is the scale in words.
func (l *leaves) percent() int { return int(math.Round(float64(l.scale()) * 100)) }

func (l *leaves) leafSize() fyne.Size {
	scale := l.scale()
	return fyne.NewSize(float32(math.Round(leafWide*float64(scale))), float32(math.Round(leafHigh*float64(scale))))
}

// place is what is at the top of the window: pages and parts of a page.
func (l *leaves) place() float32 { return l.scroll.Offset.Y / (l.leafSize().Height + leafGap) }

// arrange lays the pages out anew with that place at the top.
func (l *leaves) arrange(place float32) {
	l.column.Refresh()
	l.column.Resize(l.column.MinSize().Max(l.scroll.Size()))
	across := min((l.column.MinSize().Width-l.scroll.Size().Width)/2, l.leafSize().Width*leafMargin)
	l.scrollTo(fyne.NewPos(max(across, 0), place*(l.leafSize().Height+leafGap)))
}

func (l *leaves) scrollTo(at fyne.Position) {
	l.scroll.Offset = at
	l.scroll.Refresh() // keeps it within the pages
	l.draw()
}

// draw draws what can be seen, and a little more.
func (l *leaves) draw() {
	room, high := l.scroll.Size().Height, l.leafSize().Height
	if room <= 0 {
		return
	}
	wide := int(math.Round(float64(l.leafSize().Width * l.pixels())))
	for index, leaf := range l.list {
		top := l.top(index) - l.scroll.Offset.Y
		if top+high < -room/2 || top > room*1.5 {
			leaf.clear()
		} else {
			leaf.draw(l.runner, l.pictures, l.pdf, wide, l.drawn)
		}
	}
	l.moved()
}

// drawn follows a page: the engine has started, or it never will.
func (l *leaves) drawn(err error) {
	for _, leaf := range l.list {
		leaf.say("")
	}
	l.went(err)
}

// pixels are those of one of Fyne's units.
func (l *leaves) pixels() float32 {
	if canvas := widgets.CanvasOf(l); canvas != nil {
		return canvas.Scale()
	}
	return 1
}

func (l *leaves) top(index int) float32 {
	return leafGap + float32(index)*(l.leafSize().Height+leafGap)
}

// page is the number of the page in the middle of the window, 0 where there are none.
func (l *leaves) page() int {
	middle := l.scroll.Offset.Y + l.scroll.Size().Height/2
	number := int(middle/(l.leafSize().Height+leafGap)) + 1
	return min(max(number, 1), len(l.list))
}

// zoomTo shows the pages in another size, at the same place.
func (l *leaves) zoomTo(percent int) {
	at := l.place()
	l.zoom = percent
	l.arrange(at)
}

// larger goes to the next step of the zoom.
func (l *leaves) larger() {
	for _, step := range zooms {
		if step > l.percent() {
			l.zoomTo(step)
			return
		}
	}
}

// smaller goes to the step before.
func (l *leaves) smaller() {
	for index := len(zooms) - 1; index >= 0; index-- {
		if zooms[index] < l.percent() {
			l.zoomTo(zooms[index])
			return
		}
	}
}

// fit makes the pages as wide as there is room.
func (l *leaves) fit() { l.zoomTo(fitsWindow) }

// leafColumn puts the pages below each other, in the middle.
type leafColumn struct{ leaves *leaves }

// Layout implements fyne.Layout.
func (c *leafColumn) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	each := c.leaves.leafSize()
	left := float32(math.Round(float64(size.Width-each.Width) / 2))
	for index, leaf := range c.leaves.list {
		leaf.content.Move(fyne.NewPos(left, c.leaves.top(index)))
		leaf.content.Resize(each)
	}
}

// MinSize implements fyne.Layout.
func (c *leafColumn) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(c.leaves.leafSize().Width+2*leafGap, c.leaves.top(len(c.leaves.list)))
}
