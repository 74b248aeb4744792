package widgets

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// TimeField takes a time of day, typed as 830, 8.30 or 08:30, and shows it as 08:30.
type TimeField struct {
	widget.BaseWidget

	// OnChanged follows each change; ok is false while what is typed is no time.
	OnChanged func(at models.TimeOfDay, ok bool)

	line  *Line
	says  func(text string, wrong bool)
	at    models.TimeOfDay
	err   error
	quiet bool
}

// NewTimeField makes an empty field.
func NewTimeField() *TimeField {
	f := &TimeField{line: NewLine(locale.T("field.time.placeholder")).SetLetters(7), err: models.ErrRequired}
	f.ExtendBaseWidget(f)
	f.line.Entry.OnChanged = f.typed
	f.line.OnFocus = f.focused
	return f
}

// Time is the time of day; models.ErrRequired where nothing is typed.
func (f *TimeField) Time() (models.TimeOfDay, error) { return f.at, f.err }

// SetTime shows a time without calling OnChanged.
func (f *TimeField) SetTime(at models.TimeOfDay) {
	f.at, f.err = at, nil
	f.write(at.String())
	f.say("", false)
}

// Clear empties the field without calling OnChanged.
func (f *TimeField) Clear() {
	f.at, f.err = 0, models.ErrRequired
	f.write("")
	f.say("", false)
}

// Text is what the line holds, as it is written.
func (f *TimeField) Text() string { return f.line.Text }

// Restore puts back what was typed before, without calling OnChanged, and says what
// is wrong with it.
func (f *TimeField) Restore(text string) {
	f.quiet = true
	f.line.Restore(text)
	f.quiet = false
	f.at, f.err = readTime(text)
	f.say("", false)
	if f.err != nil && !errors.Is(f.err, models.ErrRequired) {
		f.say(locale.Problem(f.err), true)
	}
}

// measured implements measured.
func (f *TimeField) measured() bool { return true }

// Target implements Field.
func (f *TimeField) Target() fyne.Focusable { return f.line }

// value implements valued: the time, however it is written.
func (f *TimeField) value() string {
	if f.err != nil {
		return f.line.Text
	}
	return f.at.String()
}

// Says implements Speaker.
func (f *TimeField) Says(say func(text string, wrong bool)) { f.says = say }

// Disable makes the field show only.
func (f *TimeField) Disable() { f.line.Disable() }

// Enable lets the field be changed again.
func (f *TimeField) Enable() { f.line.Enable() }

// CreateRenderer implements fyne.Widget.
func (f *TimeField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.line) }

func (f *TimeField) write(text string) {
	f.quiet = true
	f.line.SetText(text)
	f.quiet = false
}

func (f *TimeField) typed(text string) {
	if f.quiet {
		return
	}
	f.at, f.err = readTime(text)
	f.say("", false)
	if f.OnChanged != nil {
		f.OnChanged(f.at, f.err == nil)
	}
}

func (f *TimeField) focused(gained bool) {
	switch {
	case gained:
		f.line.selectAll()
	case f.err == nil:
		f.write(f.at.String())
		f.say("", false)
	case !errors.Is(f.err, models.ErrRequired):
		f.say(locale.Problem(f.err), true)
	}
}

func (f *TimeField) say(text string, wrong bool) {
	if f.says != nil {
		f.says(text, wrong)
	}
}
