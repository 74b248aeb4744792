package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Line is a field of one line. Setting its text calls OnChanged, as Fyne does.
type Line struct {
	widget.Entry
	followed

	// OnEnter, where set, takes Enter; else it confirms the dialog or does nothing.
	OnEnter func()
	// OnKey, where set, is asked first and says whether it used the key.
	OnKey func(event *fyne.KeyEvent) bool
	// OnFocus, where set, follows when the field gains or loses the focus.
	OnFocus func(gained bool)

	letters float32 // the smallest width, in letters
	sized   bool    // letters is how much is typed into it, no mere least
}

// NewLine makes a field of one line. The placeholder shows the form that is wanted.
func NewLine(placeholder string) *Line {
	l := &Line{letters: 12}
	l.Wrapping = fyne.TextWrapOff
	l.Scroll = fyne.ScrollHorizontalOnly
	l.PlaceHolder = placeholder
	l.ExtendBaseWidget(l)
	return l
}

// SetLetters says how many letters are typed into the line, before it is shown: a
// form makes it no wider.
func (l *Line) SetLetters(n int) *Line {
	l.letters, l.sized = float32(n), true
	return l
}

// measured implements measured.
func (l *Line) measured() bool { return l.sized }

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	return withWheel(l.Entry.CreateRenderer(), func(event *fyne.ScrollEvent) { l.scrollForm(event) })
}

// Target implements Field.
func (l *Line) Target() fyne.Focusable { return l }

// MinSize implements fyne.CanvasObject.
func (l *Line) MinSize() fyne.Size {
	size := l.Entry.MinSize()
	wide := l.letters*look.Size(theme.SizeNameText)*0.56 + 4*look.Size(theme.SizeNameInnerPadding)
	return fyne.NewSize(max(size.Width, wide), size.Height)
}

// SetText puts in another text, of which nothing is marked: Fyne would keep the
// mark, and what is typed next would take the place of its own first letter.
func (l *Line) SetText(text string) {
	if l.SelectedText() != "" {
		l.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
	l.Entry.SetText(text)
}

// Restore puts back what was typed before, with the cursor behind it: Fyne would
// leave it in front.
func (l *Line) Restore(text string) {
	l.SetText(text)
	l.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// FocusGained implements fyne.Focusable.
func (l *Line) FocusGained() {
	l.Entry.FocusGained()
	l.tellFocused()
	if l.OnFocus != nil {
		l.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (l *Line) FocusLost() {
	l.Entry.FocusLost()
	if l.OnFocus != nil {
		l.OnFocus(false)
	}
}

// TypedKey implements fyne.Focusable.
func (l *Line) TypedKey(event *fyne.KeyEvent) {
	switch {
	case l.OnKey != nil && l.OnKey(event):
	case isEnter(event):
		if l.OnEnter != nil {
			l.OnEnter()
			return
		}
		Pass(l, event)
	case event.Name == fyne.KeyEscape:
		Pass(l, event)
	default:
		l.Entry.TypedKey(event)
	}
}

// selectAll marks the whole text, so that typing replaces it.
func (l *Line) selectAll() { l.TypedShortcut(&fyne.ShortcutSelectAll{}) }

var _ desktop.Keyable = (*Line)(nil)
