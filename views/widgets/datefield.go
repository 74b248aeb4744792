package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// RedDay tells whether a day is no working day, and its name where it has one:
// "Annandag jul". The application's calendar of working days answers it.
type RedDay func(day models.Date) (name string, red bool)

// DateField takes a day, typed in any of the ways of readDate or picked in a
// small calendar (arrow down, or the icon). When it is left it shows the day as
// mån 2026-12-14 · v. 51.
type DateField struct {
	widget.BaseWidget

	// OnChanged follows each change, with the zero date while what is typed is no day.
	OnChanged func(day models.Date)

	line  *Line
	today func() models.Date
	from  models.Date // what +5d counts from; zero for today
	since string      // says so, behind the day
	red   RedDay
	says  func(text string, wrong bool)
	day   models.Date
	err   error
	quiet bool // the field itself rewrites its text
}

// NewDateField makes an empty field. today is read when something relative is
// typed; red may be nil.
func NewDateField(today func() models.Date, red RedDay) *DateField {
	d := &DateField{line: NewLine(locale.T("field.date.placeholder")).SetLetters(22), today: today, red: red}
	d.ExtendBaseWidget(d)
	d.line.Entry.OnChanged = d.typed
	d.line.OnFocus = d.focused
	d.line.OnKey = d.key
	d.line.ActionItem = newIconTap("calendar", d.openCalendar)
	return d
}

// CountFrom lets +5d and -1v count from a day, which the echo says: "5 dagar efter
// bokad dag". Names of days, imorgon and a day without a year still go by today.
func (d *DateField) CountFrom(day models.Date, since string) { d.from, d.since = day, since }

// read reads what is typed, and what the echo adds to it.
func (d *DateField) read(text string) (day models.Date, since string, err error) {
	if !d.from.IsZero() && isShift(text) {
		day, err = readDate(text, d.from)
		return day, d.since, err
	}
	day, err = readDate(text, d.today())
	return day, "", err
}

// Date is the day; the zero date and no error where nothing is typed.
func (d *DateField) Date() (models.Date, error) { return d.day, d.err }

// SetDate shows a day without calling OnChanged.
func (d *DateField) SetDate(day models.Date) {
	d.day, d.err = day, nil
	d.write(shownDate(day))
	d.tell()
}

// Text is what the line holds, as it is written.
func (d *DateField) Text() string { return d.line.Text }

// Restore puts back what was typed before, without calling OnChanged, and says what
// is understood of it, or what is wrong.
func (d *DateField) Restore(text string) {
	d.quiet = true
	d.line.Restore(text)
	d.quiet = false
	var since string
	d.day, since, d.err = d.read(text)
	d.tell()
	if d.err == nil && text != shownDate(d.day) {
		d.say("= "+locale.Line(d.shown(), since), false)
	}
}

// measured implements measured.
func (d *DateField) measured() bool { return true }

// Target implements Field.
func (d *DateField) Target() fyne.Focusable { return d.line }

// value implements valued: the day, however it is written.
func (d *DateField) value() string {
	if d.err != nil {
		return d.line.Text
	}
	return d.day.String()
}

// Says implements Speaker.
func (d *DateField) Says(say func(text string, wrong bool)) { d.says = say }

// Disable makes the field show only.
func (d *DateField) Disable() { d.line.Disable() }

// Enable lets the field be changed again.
func (d *DateField) Enable() { d.line.Enable() }

// CreateRenderer implements fyne.Widget.
func (d *DateField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.line) }

func (d *DateField) write(text string) {
	d.quiet = true
	d.line.SetText(text)
	d.quiet = false
}

func (d *DateField) typed(text string) {
	if d.quiet {
		return
	}
	var since string
	d.day, since, d.err = d.read(text)
	switch {
	case d.err != nil || d.day.IsZero():
		d.say("", false) // the nurse may still be typing
	default:
		d.say("= "+locale.Line(d.shown(), since), false)
	}
	d.changed()
}

func (d *DateField) focused(gained bool) {
	if gained {
		if d.err == nil && !d.day.IsZero() {
			d.write(d.day.String())
		}
		d.line.selectAll() // what is no day, too: what is typed next takes its place
		return
	}
	d.settle()
}

// settle shows what was understood, or says what is wrong.
func (d *DateField) settle() {
	if d.err == nil {
		d.write(shownDate(d.day))
	}
	d.tell()
}

func (d *DateField) tell() {
	if d.err != nil {
		d.say(locale.Problem(d.err), true)
		return
	}
	d.say(d.redName(), false)
}

func (d *DateField) redName() string {
	if d.red == nil || d.day.IsZero() {
		return ""
	}
	name, red := d.red(d.day)
	switch {
	case red && name == "":
		return locale.T("field.date.red")
	case red:
		return locale.T("field.date.red-named", "name", name)
	}
	return ""
}

// shown is the day with its red day's name, for the echo while typing.
func (d *DateField) shown() string {
	if name := d.redName(); name != "" {
		return shownDate(d.day) + " · " + name
	}
	return shownDate(d.day)
}

func (d *DateField) say(text string, wrong bool) {
	if d.says != nil {
		d.says(text, wrong)
	}
}

func (d *DateField) changed() {
	if d.OnChanged != nil {
		d.OnChanged(d.day)
	}
}

func (d *DateField) key(event *fyne.KeyEvent) bool {
	switch {
	case event.Name == fyne.KeyDown:
		d.openCalendar()
		return true
	case isEnter(event):
		d.tell()
	}
	return false
}

func (d *DateField) openCalendar() {
	if d.line.Disabled() {
		return
	}
	canvas := CanvasOf(d)
	if canvas == nil {
		return
	}
	shown := d.day
	if shown.IsZero() {
		shown = d.today()
	}
	c := newCalendar(shown, d.today(), d.red)
	popup := widget.NewPopUp(c, canvas)
	c.picked = func(day models.Date) {
		popup.Hide()
		d.SetDate(day)
		d.changed()
		Focus(d.line)
	}
	c.closed = func() {
		popup.Hide()
		Focus(d.line)
	}
	c.left = popup.Hide
	place(popup, d, canvas)
	canvas.Focus(c)
}

// place puts a popup below an object, or above it where there is no room.
func place(popup *widget.PopUp, below fyne.CanvasObject, canvas fyne.Canvas) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	size := popup.MinSize()
	y := at.Y + below.Size().Height
	if y+size.Height > canvas.Size().Height {
		y = max(at.Y-size.Height, 0)
	}
	x := max(min(at.X, canvas.Size().Width-size.Width), 0)
	popup.ShowAtPosition(fyne.NewPos(x, y))
}
