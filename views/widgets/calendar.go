package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// calendar is one month, Monday first, with week numbers and red days. Arrows
// move by day and week, PgUp and PgDn by month, Home goes to today, Enter picks,
// Esc closes; the mouse turns the page at the arrows in the heading.
type calendar struct {
	widget.BaseWidget
	chosen models.Date // where the keyboard is
	today  models.Date
	red    RedDay
	picked func(models.Date)
	closed func()
	left   func() // the focus went elsewhere: another page, another window
}

const (
	calendarRows    = 6
	calendarColumns = 8 // the week's number and seven days
)

func newCalendar(chosen, today models.Date, red RedDay) *calendar {
	c := &calendar{chosen: chosen, today: today, red: red}
	c.ExtendBaseWidget(c)
	return c
}

// first is the Monday of the first row.
func (c *calendar) first() models.Date {
	return models.NewDate(c.chosen.Year(), c.chosen.Month(), 1).Monday()
}

func (c *calendar) move(to models.Date) {
	if to.Year() >= firstYear && to.Year() <= lastYear {
		c.chosen = to
		c.Refresh()
	}
}

// FocusGained implements fyne.Focusable.
func (c *calendar) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (c *calendar) FocusLost() { c.left() }

// TypedRune implements fyne.Focusable.
func (c *calendar) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *calendar) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		c.move(c.chosen.AddDays(-1))
	case fyne.KeyRight:
		c.move(c.chosen.AddDays(1))
	case fyne.KeyUp:
		c.move(c.chosen.AddDays(-7))
	case fyne.KeyDown:
		c.move(c.chosen.AddDays(7))
	case fyne.KeyPageUp:
		c.move(c.chosen.AddMonths(-1))
	case fyne.KeyPageDown:
		c.move(c.chosen.AddMonths(1))
	case fyne.KeyHome:
		c.move(c.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.picked(c.chosen)
	case fyne.KeyEscape:
		c.closed()
	}
}

// Tapped implements fyne.Tappable.
func (c *calendar) Tapped(event *fyne.PointEvent) {
	cell := calendarCell()
	column, row := int(event.Position.X/cell.Width), int(event.Position.Y/cell.Height)-2
	switch {
	case row == -2 && column < 2:
		c.move(c.chosen.AddMonths(-1))
	case row == -2 && column >= calendarColumns-2:
		c.move(c.chosen.AddMonths(1))
	case row >= 0 && row < calendarRows && column >= 1 && column < calendarColumns:
		c.picked(c.first().AddDays(7*row + column - 1))
	}
}

// Cursor implements desktop.Cursorable.
func (c *calendar) Cursor() desktop.Cursor { return desktop.PointerCursor }

func calendarCell() fyne.Size {
	return fyne.NewSize(look.Scaled(36), look.Scaled(28))
}

// CreateRenderer implements fyne.Widget.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &calendarRenderer{calendar: c}
	r.Refresh()
	return r
}

// calendarRenderer draws the month anew on each change: sixty words are cheap.
type calendarRenderer struct {
	calendar *calendar
	objects  []fyne.CanvasObject
}

func (r *calendarRenderer) MinSize() fyne.Size {
	cell := calendarCell()
	return fyne.NewSize(cell.Width*calendarColumns, cell.Height*(calendarRows+3))
}

func (r *calendarRenderer) Layout(fyne.Size)             {}
func (r *calendarRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *calendarRenderer) Destroy()                     {}

func (r *calendarRenderer) Refresh() {
	c := r.calendar
	r.objects = nil
	r.icon("left", 0)
	r.icon("right", calendarColumns-1)
	month := locale.Month(c.chosen.Month()) + " " + strconv.Itoa(c.chosen.Year())
	r.word(month, 1, -2, calendarColumns-2, look.Text, true)
	for column := 1; column < calendarColumns; column++ {
		r.word(locale.Weekday(c.first().AddDays(column-1).Weekday()), column, -1, 1, look.Muted, false)
	}
	for row := range calendarRows {
		monday := c.first().AddDays(7 * row)
		_, week := monday.ISOWeek()
		r.word(strconv.Itoa(week), 0, row, 1, look.Muted, false)
		for column := 1; column < calendarColumns; column++ {
			r.day(monday.AddDays(column-1), column, row)
		}
	}
	if c.red != nil {
		if name, red := c.red(c.chosen); red && name != "" {
			r.word(name, 0, calendarRows, calendarColumns, look.RedDay, false)
		}
	}
	canvas.Refresh(c)
}

func (r *calendarRenderer) day(day models.Date, column, row int) {
	c := r.calendar
	cell := calendarCell()
	ink, bold := look.Text, day == c.chosen
	if c.red != nil {
		if _, red := c.red(day); red {
			ink, bold = look.RedDay, true // not by colour alone
		}
	}
	if day.Month() != c.chosen.Month() {
		ink = look.Muted
	}
	if day == c.chosen || day == c.today {
		ground := canvas.NewRectangle(color.Transparent)
		ground.CornerRadius = look.Radius
		if day == c.chosen {
			ground.FillColor = look.Color(look.Accent)
			ink = theme.ColorNameForegroundOnPrimary
		}
		ground.StrokeColor, ground.StrokeWidth = look.Color(look.Accent), 1.5
		ground.Move(fyne.NewPos(float32(column)*cell.Width+1, float32(row+2)*cell.Height+1))
		ground.Resize(cell.SubtractWidthHeight(2, 2))
		r.objects = append(r.objects, ground)
	}
	r.word(strconv.Itoa(day.Day()), column, row, 1, ink, bold)
}

func (r *calendarRenderer) word(text string, column, row, columns int, ink fyne.ThemeColorName, bold bool) {
	cell := calendarCell()
	word := canvas.NewText(text, look.Color(ink))
	word.TextSize = look.Size(theme.SizeNameCaptionText)
	word.TextStyle.Bold = bold
	word.Alignment = fyne.TextAlignCenter
	height := word.MinSize().Height
	word.Move(fyne.NewPos(float32(column)*cell.Width, float32(row+2)*cell.Height+(cell.Height-height)/2))
	word.Resize(fyne.NewSize(cell.Width*float32(columns), height))
	r.objects = append(r.objects, word)
}

func (r *calendarRenderer) icon(name string, column int) {
	cell := calendarCell()
	icon := canvas.NewImageFromResource(look.Icon(name))
	icon.FillMode = canvas.ImageFillContain
	side := look.Size(theme.SizeNameInlineIcon)
	icon.Resize(fyne.NewSquareSize(side))
	icon.Move(fyne.NewPos(float32(column)*cell.Width+(cell.Width-side)/2, (cell.Height-side)/2))
	r.objects = append(r.objects, icon)
}
