package followup

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// bar is one column of a chart, with its words: each can be read without the drawing.
type bar struct {
	value int
	over  string   // above the bar: what it counts
	under []string // below it, line by line
}

// barChart draws counts as columns. It is given them in several degrees of detail
// and draws the finest whose words have room.
type barChart struct {
	widget.BaseWidget
	degrees [][]bar
}

func newBarChart() *barChart {
	c := &barChart{}
	c.ExtendBaseWidget(c)
	return c
}

// set shows other columns, the finest degree first; the last is drawn even where
// its words have no room.
func (c *barChart) set(degrees ...[]bar) {
	c.degrees = degrees
	c.Refresh()
}

// wordSpace is kept free between the words of two columns.
const wordSpace = 8

func (c *barChart) bars(width float32) []bar {
	for _, bars := range c.degrees {
		slot := width / float32(max(len(bars), 1))
		widest := float32(0)
		for _, each := range bars {
			widest = max(widest, captionWidth(each.over, true))
			for _, line := range each.under {
				widest = max(widest, captionWidth(line, false))
			}
		}
		if widest+wordSpace <= slot {
			return bars
		}
	}
	if len(c.degrees) == 0 {
		return nil
	}
	return c.degrees[len(c.degrees)-1]
}

func captionWidth(text string, bold bool) float32 {
	return fyne.MeasureText(text, look.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: bold}).Width
}

// CreateRenderer implements fyne.Widget.
func (c *barChart) CreateRenderer() fyne.WidgetRenderer {
	r := &barChartRenderer{chart: c}
	r.Refresh()
	return r
}

// barChartRenderer draws the chart anew on each change: a few dozen shapes.
type barChartRenderer struct {
	chart   *barChart
	objects []fyne.CanvasObject
	size    fyne.Size
}

const (
	barsHigh  = 64 // the highest bar, at 100 % text
	barsWide  = 40 // the widest
	leastFull = 4  // a bar of full height counts this at least, so that a single case stays small
)

func (r *barChartRenderer) line() float32 { return look.Size(theme.SizeNameCaptionText)*1.35 + 1 }

// lines are how many lines of words stand below the bars.
func (r *barChartRenderer) lines(bars []bar) int {
	most := 0
	for _, each := range bars {
		most = max(most, len(each.under))
	}
	return most
}

func (r *barChartRenderer) MinSize() fyne.Size {
	if len(r.chart.degrees) == 0 {
		return fyne.Size{}
	}
	lines := float32(r.lines(r.chart.degrees[0]) + 1)
	return fyne.NewSize(look.Scaled(280), look.Scaled(barsHigh)+lines*r.line()+6)
}

func (r *barChartRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.draw()
	}
}

func (r *barChartRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *barChartRenderer) Destroy() {}

func (r *barChartRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.chart)
}

func (r *barChartRenderer) draw() {
	r.objects = nil
	bars := r.chart.bars(r.size.Width)
	if len(bars) == 0 || r.size.Width == 0 {
		return
	}
	full := leastFull
	for _, each := range bars {
		full = max(full, each.value)
	}
	slot := r.size.Width / float32(len(bars))
	wide := min(slot*0.6, look.Scaled(barsWide))
	floor := r.line() + look.Scaled(barsHigh) + 2
	r.box(0, floor, r.size.Width, 1, look.Color(look.Muted))
	for index, each := range bars {
		middle := (float32(index) + 0.5) * slot
		high := look.Scaled(barsHigh) * float32(each.value) / float32(full)
		r.box(middle-wide/2, floor-high, wide, high, look.Color(look.Accent))
		ink := look.Text
		if each.value == 0 {
			ink = look.Muted
		}
		r.word(each.over, middle, floor-high-r.line()-1, slot, ink, each.value > 0)
		for line, text := range each.under {
			r.word(text, middle, floor+3+float32(line)*r.line(), slot, look.Muted, false)
		}
	}
}

func (r *barChartRenderer) box(x, y, wide, high float32, fill color.Color) {
	box := canvas.NewRectangle(fill)
	box.Move(fyne.NewPos(x, y))
	box.Resize(fyne.NewSize(wide, high))
	r.objects = append(r.objects, box)
}

// word writes a text around the middle of its column.
func (r *barChartRenderer) word(text string, middle, y, slot float32, ink fyne.ThemeColorName, bold bool) {
	word := canvas.NewText(text, look.Color(ink))
	word.TextSize, word.TextStyle.Bold = look.Size(theme.SizeNameCaptionText), bold
	word.Alignment = fyne.TextAlignCenter
	word.Move(fyne.NewPos(middle-slot/2, y))
	word.Resize(fyne.NewSize(slot, word.MinSize().Height))
	r.objects = append(r.objects, word)
}
