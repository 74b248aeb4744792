package bookings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// card is one booking on the board: time and theatre, patient, with what tells two of one
// name apart, procedure, status.
type card struct {
	widget.BaseWidget
	row     models.BookingRow
	tapped  func(*card)
	lines   *fyne.Container
	chosen  bool
	focused bool
}

func newCard(row models.BookingRow, apart, procedure string, tapped func(*card)) *card {
	when := locale.Line(locale.Time(begin(row)), row.Theatre)
	status, word := statusPill(row.Status)
	ink := look.Text
	if status == look.Quiet {
		ink = look.Muted
	}
	c := &card{row: row, tapped: tapped, lines: widgets.NewColumn(1,
		widgets.NewParagraph(when).Bold().Ink(ink),
		widgets.NewParagraph(row.Name()).Ink(ink))}
	if apart != "" {
		c.lines.Add(widgets.NewParagraph(apart).Small().Ink(ink))
	}
	c.lines.Add(widgets.NewParagraph(procedure).Small().Ink(look.Muted))
	c.lines.Add(widgets.NewPill(status, word))
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) mark(chosen, focused bool) {
	if c.chosen != chosen || c.focused != focused {
		c.chosen, c.focused = chosen, focused
		c.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (c *card) Tapped(*fyne.PointEvent) { c.tapped(c) }

// Cursor implements desktop.Cursorable.
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type cardRenderer struct {
	card   *card
	ground *canvas.Rectangle
}

const cardInset = 8

func (r *cardRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.card.lines.Move(fyne.NewPos(cardInset, cardInset-2))
	r.card.lines.Resize(size.SubtractWidthHeight(2*cardInset, 2*cardInset))
}

func (r *cardRenderer) MinSize() fyne.Size {
	return r.card.lines.MinSize().AddWidthHeight(2*cardInset, 2*cardInset)
}

func (r *cardRenderer) Refresh() {
	r.ground.FillColor, r.ground.StrokeColor = look.Color(look.Surface), look.Color(look.Line)
	r.ground.StrokeWidth, r.ground.CornerRadius = 1, look.Radius
	if r.card.chosen {
		r.ground.FillColor = look.Color(look.Chosen)
	}
	if r.card.chosen && r.card.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = look.Color(look.Accent), 2
	}
	r.Layout(r.card.Size())
	canvas.Refresh(r.card)
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.card.lines}
}

func (r *cardRenderer) Destroy() {}

// newDayColumn is one day: its name, what makes it special, its cards.
func newDayColumn(date models.Date, today bool, cards []*card) fyne.CanvasObject {
	name := widgets.NewParagraph(locale.ShortDay(date)).Bold()
	special := widgets.NewParagraph(" ").Small().Ink(look.Muted)
	if red, closed := locale.RedDay(date); closed {
		name.Ink(look.RedDay)
		special.SetText(red)
		special.Ink(look.RedDay)
	}
	if today {
		name.Ink(look.Accent)
		special = widgets.NewParagraph(locale.T("date.today")).Small().Bold().Ink(look.Accent)
	}
	column := &dayColumn{today: today, lines: widgets.NewColumn(6, widgets.NewColumn(0, name, special))}
	for _, one := range cards {
		column.lines.Add(one)
	}
	column.ExtendBaseWidget(column)
	return column
}

// dayColumn stands on a ground of its own, with a mark above today.
type dayColumn struct {
	widget.BaseWidget
	today bool
	lines *fyne.Container
}

// CreateRenderer implements fyne.Widget.
func (c *dayColumn) CreateRenderer() fyne.WidgetRenderer {
	r := &dayColumnRenderer{column: c, line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type dayColumnRenderer struct {
	column *dayColumn
	line   *canvas.Rectangle
}

const columnTop = 8

func (r *dayColumnRenderer) Layout(size fyne.Size) {
	r.line.Resize(fyne.NewSize(size.Width, 2))
	r.column.lines.Move(fyne.NewPos(0, columnTop))
	r.column.lines.Resize(size.SubtractWidthHeight(0, columnTop))
}

func (r *dayColumnRenderer) MinSize() fyne.Size {
	return r.column.lines.MinSize().AddWidthHeight(0, columnTop+dayGap)
}

func (r *dayColumnRenderer) Refresh() {
	r.line.FillColor = look.Color(look.Line)
	if r.column.today {
		r.line.FillColor = look.Color(look.Accent)
	}
	r.Layout(r.column.Size())
	canvas.Refresh(r.column)
}

func (r *dayColumnRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line, r.column.lines}
}

func (r *dayColumnRenderer) Destroy() {}
