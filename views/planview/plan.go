package planview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Plan lists a plan's tasks and dates by day, on a quiet line of time; the day
// of the procedure, which title names, stands out. Put it into a scroll.
func Plan(title models.Text, plan careplan.Plan) fyne.CanvasObject {
	start := models.DateOf(plan.Start)
	column := widgets.NewColumn(0)
	for _, one := range days(locale.In(title), plan) {
		column.Add(newDayRow(one, start))
	}
	return column
}

// dayRow is one day: the date to the left, the line of time, what the day holds.
type dayRow struct {
	widget.BaseWidget
	day     day
	date    *widgets.Paragraph
	week    *widgets.Paragraph
	entries *fyne.Container
}

func newDayRow(one day, start models.Date) *dayRow {
	week, ink := locale.Week(one.date), look.Muted
	if name, red := locale.RedDay(one.date); red {
		week, ink = week+" · "+name, look.RedDay
	}
	r := &dayRow{
		day:     one,
		date:    widgets.NewParagraph(Date(one.date, start)).Bold(),
		week:    widgets.NewParagraph(week).Small().Ink(ink),
		entries: widgets.NewColumn(3),
	}
	if ink == look.RedDay {
		r.date.Ink(look.RedDay)
	}
	for _, entry := range one.entries {
		r.entries.Add(entryRow(entry))
	}
	r.ExtendBaseWidget(r)
	return r
}

func entryRow(e entry) fyne.CanvasObject {
	title := widgets.NewParagraph(e.title)
	if e.procedure {
		title = widgets.NewParagraph(e.title + " " + locale.Time(e.at)).Bold().Ink(look.Accent)
	}
	if !e.task {
		title.Ink(look.Muted)
	}
	row := &fyne.Container{Layout: &titled{}, Objects: []fyne.CanvasObject{title}}
	if e.note != "" {
		row.Add(widgets.NewParagraph(e.note).Small().Ink(look.Muted))
	}
	if !e.late && !e.noWorkingDay {
		return row
	}
	marks := widgets.NewFlow()
	if e.late {
		marks.Add(widgets.NewPill(look.DueToday, locale.T("planview.late")))
	}
	if e.noWorkingDay {
		marks.Add(widgets.NewPill(look.Overdue, locale.T("planview.no-working-day")))
	}
	return widgets.NewColumn(2, row, marks)
}

// CreateRenderer implements fyne.Widget.
func (r *dayRow) CreateRenderer() fyne.WidgetRenderer {
	renderer := &dayRenderer{
		row: r, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil),
	}
	renderer.Refresh()
	return renderer
}

type dayRenderer struct {
	row    *dayRow
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	dot    *canvas.Circle
	width  float32 // what it was last given, because its height follows from it
}

// The row's spaces, in steps of the desk's grid.
const (
	dayTop   = 6
	dayInset = 8
	dotSize  = 9
)

// dates is the width of the column of dates.
func dates() float32 { return look.Scaled(124) }

// narrow tells that the date stands above what the day holds, not beside it.
func (d *dayRenderer) narrow() bool { return d.width > 0 && d.width < look.Scaled(340) }

func (d *dayRenderer) Layout(size fyne.Size) {
	d.width = size.Width
	d.ground.Resize(size)
	dated, x, wide := float32(dayInset), dayInset+dates()+8, dates()
	if d.narrow() {
		x = dayInset + dotSize/2
		dated = x + 14
		wide = d.row.date.Natural()
	}
	d.row.date.Move(fyne.NewPos(dated, dayTop))
	d.row.date.Resize(fyne.NewSize(wide, d.row.date.MinSize().Height))
	d.line.Move(fyne.NewPos(x, 0))
	d.line.Resize(fyne.NewSize(1.5, size.Height))
	d.dot.Move(fyne.NewPos(x-dotSize/2+0.75, dayTop+look.Scaled(9)-dotSize/2))
	d.dot.Resize(fyne.NewSquareSize(dotSize))
	high := d.row.date.MinSize().Height
	entries := fyne.NewPos(x+20, dayTop)
	if d.narrow() {
		d.row.week.Move(fyne.NewPos(dated+wide+8, dayTop+(high-d.row.week.MinSize().Height)*0.72))
		wide = size.Width - dated - wide - 8
		entries = fyne.NewPos(dated, dayTop+high+2)
	} else {
		d.row.week.Move(fyne.NewPos(dated, dayTop+high))
	}
	d.row.week.Resize(fyne.NewSize(wide, d.row.week.MinSize().Height))
	d.row.entries.Move(entries)
	d.row.entries.Resize(fyne.NewSize(size.Width-entries.X-dayInset, d.row.entries.MinSize().Height))
}

func (d *dayRenderer) MinSize() fyne.Size {
	date, week, entries := d.row.date.MinSize(), d.row.week.MinSize(), d.row.entries.MinSize()
	height := max(date.Height+week.Height, entries.Height)
	if d.narrow() {
		height = date.Height + 2 + entries.Height
	}
	return fyne.NewSize(entries.Width+dayInset+32, height+2*dayTop)
}

func (d *dayRenderer) Refresh() {
	d.ground.FillColor, d.ground.CornerRadius = nil, look.Radius
	d.dot.FillColor = look.Color(look.Line)
	d.dot.StrokeColor, d.dot.StrokeWidth = look.Color(look.Muted), 1.5
	if d.row.day.procedure {
		d.ground.FillColor = look.Color(look.Chosen)
		d.dot.FillColor, d.dot.StrokeColor = look.Color(look.Accent), look.Color(look.Accent)
	}
	d.line.FillColor = look.Color(look.Line)
	d.Layout(d.row.Size())
	canvas.Refresh(d.row)
}

func (d *dayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.ground, d.line, d.dot, d.row.date, d.row.week, d.row.entries}
}

func (d *dayRenderer) Destroy() {}
