package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Button is a button that Enter presses as well as Space.
type Button struct {
	widget.Button
	followed
}

// NewButton makes an ordinary button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the button of the next thing to do: one on a page.
func NewPrimary(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// NewDanger makes a button for what cannot be undone.
func NewDanger(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.DangerImportance
	return b
}

// NewQuiet makes a button that stands back, without a surface.
func NewQuiet(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.LowImportance
	return b
}

// WithIcon puts one of the desk's own icons before the word.
func (b *Button) WithIcon(name string) *Button {
	role := look.Text
	switch b.Importance {
	case widget.HighImportance:
		role = theme.ColorNameForegroundOnPrimary
	case widget.DangerImportance:
		role = theme.ColorNameForegroundOnError
	}
	b.Icon = look.TintedIcon(name, role)
	b.Refresh()
	return b
}

// Target implements Field.
func (b *Button) Target() fyne.Focusable { return b }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	b.tellFocused()
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(event *fyne.KeyEvent) {
	switch {
	case isEnter(event):
		if !b.Disabled() {
			b.Tapped(nil)
		}
	case event.Name == fyne.KeySpace:
		b.Button.TypedKey(event)
	default:
		Pass(b, event)
	}
}

// Check is a tick box that lets Enter and Esc through.
type Check struct {
	widget.Check
	followed
}

// NewCheck makes a tick box.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// Target implements Field.
func (c *Check) Target() fyne.Focusable { return c }

// FocusGained implements fyne.Focusable.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	c.tellFocused()
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(event *fyne.KeyEvent) {
	if event.Name != fyne.KeySpace {
		Pass(c, event)
	}
}
