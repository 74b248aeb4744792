package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// CreateRenderer implements fyne.Widget.
func (c *HoldChart) CreateRenderer() fyne.WidgetRenderer {
	r := &holdChartRenderer{chart: c}
	r.Refresh()
	return r
}

// holdChartRenderer draws the chart anew on each change: a dozen shapes a medicine.
// It goes by the widget's size: a renderer that Fyne makes anew, after the chart was
// out of sight for a while, is not laid out.
type holdChartRenderer struct {
	chart   *HoldChart
	objects []fyne.CanvasObject
	drawn   fyne.Size
}

// The measures of the drawing: the names stand at the left, the days in two
// lines above the bars, below each bar its two dates.
func (r *holdChartRenderer) line() float32  { return look.Size(theme.SizeNameCaptionText)*1.35 + 2 }
func (r *holdChartRenderer) top() float32   { return 2*r.line() + 6 }
func (r *holdChartRenderer) bar() float32   { return r.line() + 6 }
func (r *holdChartRenderer) row() float32   { return r.bar() + r.line() + 10 }
func (r *holdChartRenderer) names() float32 { return min(look.Scaled(150), r.chart.Size().Width*0.3) }

// x is the place of a day, counted from the first day drawn.
func (r *holdChartRenderer) x(day float32) float32 {
	first, end := r.chart.span()
	wide := r.chart.Size().Width - r.names() - 2
	return r.names() + day*wide/float32(max(end.DaysSince(first), 1))
}

func (r *holdChartRenderer) MinSize() fyne.Size {
	if len(r.chart.bars) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(look.Scaled(320), r.top()+float32(len(r.chart.bars))*r.row())
}

func (r *holdChartRenderer) Layout(size fyne.Size) {
	if size != r.drawn {
		r.draw()
	}
}

func (r *holdChartRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *holdChartRenderer) Destroy() {}

func (r *holdChartRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.chart)
}

func (r *holdChartRenderer) draw() {
	r.objects, r.drawn = nil, r.chart.Size()
	if len(r.chart.bars) == 0 || r.chart.Size().Width == 0 {
		return
	}
	r.days()
	y := func(index int) float32 { return r.top() + float32(index)*r.row() }
	for index, bar := range r.chart.bars {
		r.medicine(y(index), bar)
	}
	r.marks()
	for index, bar := range r.chart.bars { // above the marks, which would cross them
		parts := r.chart.parts(bar)
		for _, part := range parts {
			r.label(y(index), part)
		}
		if len(parts) > 1 {
			r.dates(y(index)+r.bar()+1, bar, parts[1])
		}
	}
}

func (r *holdChartRenderer) box(x, y, wide, high float32, fill, edge color.Color, thick float32) {
	box := canvas.NewRectangle(fill)
	box.StrokeColor, box.StrokeWidth = edge, thick
	box.Move(fyne.NewPos(x, y))
	box.Resize(fyne.NewSize(wide, high))
	r.objects = append(r.objects, box)
}

// word writes a text that ends at most at the width's end, and gives its width.
func (r *holdChartRenderer) word(text string, at fyne.Position, wide float32, ink fyne.ThemeColorName, bold bool) float32 {
	word := canvas.NewText("", look.Color(ink))
	word.TextSize, word.TextStyle.Bold = look.Size(theme.SizeNameCaptionText), bold
	word.Text = Fit(text, wide, word)
	word.Move(at)
	word.Resize(word.MinSize())
	r.objects = append(r.objects, word)
	return word.MinSize().Width
}

func (r *holdChartRenderer) wide(text string, bold bool) float32 {
	return fyne.MeasureText(text, look.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: bold}).Width
}

// days draws a thin line at each midnight, and one more seen at each Monday.
func (r *holdChartRenderer) days() {
	first, end := r.chart.span()
	high := float32(len(r.chart.bars))*r.row() - 4
	for day := first; day.Before(end); day = day.AddDays(1) {
		x := r.x(float32(day.DaysSince(first)))
		thick := float32(0.5)
		if day.Weekday() == 1 {
			thick = 1.5
		}
		r.box(x, r.top()-2, thick, high, look.Color(look.Line), nil, 0)
	}
}

// marks draws the procedure as a line through all bars and today as a broken
// one, each with its word above.
func (r *holdChartRenderer) marks() {
	first, end := r.chart.span()
	bottom := r.top() + float32(len(r.chart.bars))*r.row() - 8
	x := r.x(r.chart.place(r.chart.start))
	r.box(x-1, r.line(), 2.5, bottom-r.line(), look.Color(look.Text), nil, 0)
	text := locale.T("holdchart.procedure", "date", locale.ShortDay(models.DateOf(r.chart.start))+" "+locale.Time(r.chart.start))
	r.above(0, text, x)
	today := r.chart.today
	if today.Before(first) || !today.Before(end) {
		return
	}
	x = r.x(float32(today.DaysSince(first)) + 0.5)
	for y := 2 * r.line(); y < bottom; y += 8 {
		r.box(x-1, y, 2, min(5, bottom-y), look.Color(look.Accent), nil, 0)
	}
	r.above(1, locale.T("date.today")+" "+locale.Short(today), x)
}

// above writes a mark's word in one of the lines above the bars, over its place.
func (r *holdChartRenderer) above(line int, text string, x float32) {
	wide := r.wide(text, true)
	from := min(max(x-wide/2, r.names()), r.chart.Size().Width-wide)
	ink := look.Text
	if line > 0 {
		ink = look.Accent
	}
	r.word(text, fyne.NewPos(from, float32(line)*r.line()), r.chart.Size().Width-from, ink, true)
}

// medicine draws one medicine: its name with how far it is decided, and its bar.
func (r *holdChartRenderer) medicine(y float32, bar HoldBar) {
	room := r.names() - 10
	r.word(bar.Name, fyne.NewPos(0, y+3), room, look.Text, true)
	r.word(bar.Word, fyne.NewPos(0, y+r.bar()+1), room, look.Muted, false)
	for _, part := range r.chart.parts(bar) {
		r.part(y, part, bar)
	}
}

func (r *holdChartRenderer) part(y float32, part part, bar HoldBar) {
	from, to := r.x(part.from), r.x(part.to)
	switch {
	case part.unknown:
		r.broken(from, y, to-from)
	case part.held:
		r.box(from, y, to-from, r.bar(), look.Color(look.Surface), look.Color(look.Text), 1.5)
		if !bar.Decided {
			r.gaps(from, y, to-from)
		}
	default:
		r.box(from, y, to-from, r.bar(), look.Color(look.Accent), nil, 0)
	}
}

// label writes a part's word in its middle, where there is room for it.
func (r *holdChartRenderer) label(y float32, part part) {
	from, to, wide := r.x(part.from), r.x(part.to), r.wide(part.word, true)
	if wide+8 > to-from {
		return
	}
	ink, ground := look.Text, look.Surface
	if !part.held && !part.unknown {
		ink, ground = theme.ColorNameForegroundOnPrimary, look.Accent
	}
	middle := (from + to - wide) / 2
	r.box(middle-3, y+2, wide+6, r.bar()-4, look.Color(ground), nil, 0)
	r.word(part.word, fyne.NewPos(middle, y+3), wide+1, ink, true)
}

// gaps breaks the edge of a frame, as long as no doctor has decided.
func (r *holdChartRenderer) gaps(x, y, wide float32) {
	for at := x + 6; at+4 < x+wide; at += 10 {
		for _, edge := range []float32{y - 1, y + r.bar() - 2} {
			r.box(at, edge, 4, 3, look.Color(look.Surface), nil, 0)
		}
	}
}

// broken draws the row of a medicine about which nobody can say anything yet.
func (r *holdChartRenderer) broken(x, y, wide float32) {
	for at := x; at < x+wide; at += 10 {
		r.box(at, y+r.bar()/2-1, min(5, x+wide-at), 2, look.Color(look.Muted), nil, 0)
	}
}

// dates writes the last dose so that it ends where the hold begins, and the
// first dose again from where it ends, each where there is room.
func (r *holdChartRenderer) dates(y float32, bar HoldBar, held part) {
	last := lastDose(bar)
	again := locale.T("holdchart.first", "when", locale.ShortDay(bar.FirstDoseAgain))
	from, to := r.x(held.from), r.x(held.to)
	lastWide, againWide := r.wide(last, false), r.wide(again, false)
	lastAt := max(from-lastWide, r.names())
	againAt := min(max(to, lastAt+lastWide+12), r.chart.Size().Width-againWide)
	for _, word := range [][2]float32{{lastAt, lastWide}, {againAt, againWide}} {
		r.box(word[0]-2, y+2, word[1]+4, r.line()-3, look.Color(look.Surface), nil, 0)
	}
	r.word(last, fyne.NewPos(lastAt, y), lastWide+1, look.Text, false)
	r.word(again, fyne.NewPos(againAt, y), againWide+1, look.Text, false)
}
