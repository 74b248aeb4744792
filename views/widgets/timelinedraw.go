package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

const timelineMargin = 28

// x gives a day's place on the widget.
func (t *Timeline) x(day models.Date) float32 {
	return timelineMargin + t.place(day)*max(t.Size().Width-2*timelineMargin, 0)
}

// CreateRenderer implements fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{line: t}
	r.Refresh()
	return r
}

// timelineRenderer draws the line anew on each change: some forty shapes.
type timelineRenderer struct {
	line    *Timeline
	objects []fyne.CanvasObject
	drawn   fyne.Size
}

// The rows of the drawing, from the top: two of labels, the line, two of dates, the legend.
func (r *timelineRenderer) rowHigh() float32 { return look.Size(theme.SizeNameCaptionText)*1.35 + 2 }
func (r *timelineRenderer) axis() float32    { return 2*r.rowHigh() + 14 }

func (r *timelineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(320), r.axis()+14+3*r.rowHigh()+4)
}

func (r *timelineRenderer) Layout(size fyne.Size) {
	if size != r.drawn {
		r.draw()
	}
}

func (r *timelineRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *timelineRenderer) Destroy() {}

func (r *timelineRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.line)
}

func (r *timelineRenderer) draw() {
	t := r.line
	r.objects, r.drawn = nil, t.Size()
	if t.procedure.IsZero() || t.Size().Width == 0 {
		return
	}
	first, last := t.span()
	r.rule(t.x(first), t.x(last), look.Line, 2)
	r.rule(t.x(first), t.x(within(t.today, last, first)), look.Accent, 2)
	r.today()
	for index, mark := range t.marks {
		r.mark(index, mark)
	}
	r.procedure()
	r.labels()
	r.dates()
	legend := r.word(t.Legend(), look.Text, false)
	legend.Text = Fit(legend.Text, r.line.Size().Width-8, legend)
	legend.Move(fyne.NewPos(4, r.axis()+14+2*r.rowHigh()))
}

// within gives day, kept between first and last.
func within(day, last, first models.Date) models.Date {
	switch {
	case day.After(last):
		return last
	case day.Before(first):
		return first
	}
	return day
}

func (r *timelineRenderer) rule(from, to float32, ink fyne.ThemeColorName, thick float32) {
	rule := canvas.NewRectangle(look.Color(ink))
	rule.Move(fyne.NewPos(from, r.axis()-thick/2))
	rule.Resize(fyne.NewSize(max(to-from, 0), thick))
	r.objects = append(r.objects, rule)
}

func (r *timelineRenderer) today() {
	t := r.line
	first, last := t.span()
	if t.today.Before(first) || t.today.After(last) {
		return
	}
	bar := canvas.NewRectangle(look.Color(look.Accent))
	bar.Move(fyne.NewPos(t.x(t.today)-1, r.axis()-12))
	bar.Resize(fyne.NewSize(2, 24))
	r.objects = append(r.objects, bar)
}

// mark draws a task as a disc with its status's icon, a milestone as a small ring.
func (r *timelineRenderer) mark(index int, mark Mark) {
	t := r.line
	side := look.Scaled(16)
	if mark.Status == look.Quiet {
		side = look.Scaled(9)
	}
	disc := canvas.NewCircle(look.Color(mark.Status.Paper()))
	disc.StrokeColor, disc.StrokeWidth = look.Color(mark.Status.Ink()), 1.5
	if mark.Status == look.Quiet {
		disc.FillColor = look.Color(look.Surface)
	}
	if index == t.at && t.focused {
		ring := canvas.NewCircle(color.Transparent)
		ring.StrokeColor, ring.StrokeWidth = look.Color(look.Accent), 2
		r.around(ring, t.x(mark.Date), side+8)
	}
	r.around(disc, t.x(mark.Date), side)
	if mark.Status != look.Quiet {
		icon := canvas.NewImageFromResource(mark.Status.Icon())
		icon.FillMode = canvas.ImageFillContain
		r.around(icon, t.x(mark.Date), side*0.7)
	}
}

func (r *timelineRenderer) around(object fyne.CanvasObject, x, side float32) {
	object.Resize(fyne.NewSquareSize(side))
	object.Move(fyne.NewPos(x-side/2, r.axis()-side/2))
	r.objects = append(r.objects, object)
}

func (r *timelineRenderer) procedure() {
	side := look.Scaled(18)
	box := canvas.NewRectangle(look.Color(look.Accent))
	box.CornerRadius = 4
	r.around(box, r.line.x(r.line.procedure), side)
}

func (r *timelineRenderer) word(text string, ink fyne.ThemeColorName, bold bool) *canvas.Text {
	word := canvas.NewText(text, look.Color(ink))
	word.TextSize = look.Size(theme.SizeNameCaptionText)
	word.TextStyle.Bold = bold
	r.objects = append(r.objects, word)
	return word
}

// reach is what is taken of a row of words, from left to right.
type reach struct{ from, to float32 }

// labels writes the procedure, then the marks by how much they matter, each
// where it lies on no other; what finds no room is said by the legend only.
func (r *timelineRenderer) labels() {
	t := r.line
	rows := make([][]reach, 2)
	r.label(rows, t.title, t.procedure, look.Accent, true)
	marks := slices.Clone(t.marks)
	slices.SortStableFunc(marks, func(a, b Mark) int { return weight(a.Status) - weight(b.Status) })
	for _, mark := range marks {
		ink := mark.Status.Ink()
		r.label(rows, mark.Label, mark.Date, ink, false)
	}
}

// weight orders the statuses by how much they matter on the line.
func weight(status look.Status) int {
	return slices.Index([]look.Status{look.Overdue, look.DueToday, look.Coming, look.Proposed, look.Done, look.Quiet}, status)
}

func (r *timelineRenderer) label(rows [][]reach, text string, day models.Date, ink fyne.ThemeColorName, bold bool) {
	wide := fyne.MeasureText(text, look.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: bold}).Width
	for row := len(rows) - 1; row >= 0; row-- {
		if from, ok := r.room(rows[row], r.line.x(day), wide); ok {
			rows[row] = append(rows[row], reach{from, from + wide})
			word := r.word(text, ink, bold)
			word.Move(fyne.NewPos(from, float32(row)*r.rowHigh()))
			return
		}
	}
}

// room finds where a word fits around x, within the widget and off the others.
func (r *timelineRenderer) room(taken []reach, x, wide float32) (from float32, ok bool) {
	from = min(max(x-wide/2, 0), r.line.Size().Width-wide)
	if from < 0 {
		return 0, false
	}
	const apart = 10
	for _, other := range taken {
		if from < other.to+apart && from+wide > other.from-apart {
			return 0, false
		}
	}
	return from, true
}

// dates writes the procedure's day, today, and then the marks' days.
func (r *timelineRenderer) dates() {
	t := r.line
	rows := make([][]reach, 2)
	written := map[models.Date]bool{t.procedure: true}
	first, last := t.span()
	r.date(rows, t.procedure, locale.Short(t.procedure), look.Accent, true)
	if !t.today.Before(first) && !t.today.After(last) && t.today != t.procedure {
		written[t.today] = true
		r.date(rows, t.today, locale.T("date.today"), look.Accent, true)
	}
	for _, mark := range t.marks {
		if !written[mark.Date] {
			written[mark.Date] = true
			r.date(rows, mark.Date, locale.Short(mark.Date), look.Muted, false)
		}
	}
}

func (r *timelineRenderer) date(rows [][]reach, day models.Date, text string, ink fyne.ThemeColorName, bold bool) {
	wide := fyne.MeasureText(text, look.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: bold}).Width
	for row := range rows {
		if from, ok := r.room(rows[row], r.line.x(day), wide); ok {
			rows[row] = append(rows[row], reach{from, from + wide})
			word := r.word(text, ink, bold)
			word.Move(fyne.NewPos(from, r.axis()+12+float32(row)*r.rowHigh()))
			return
		}
	}
}
