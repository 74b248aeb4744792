package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Suggest is a line that offers what is usually written in it: arrow down, or
// the icon, opens the list. Anything else may be typed.
type Suggest struct {
	widget.BaseWidget

	// OnText follows each change by the user, and SetText.
	OnText func(text string)
	// OnLeft, where set, follows when the focus leaves the line.
	OnLeft func()

	line    *Line
	options []string
}

// NewSuggest makes an empty line without suggestions.
func NewSuggest(placeholder string) *Suggest {
	s := &Suggest{line: NewLine(placeholder)}
	s.ExtendBaseWidget(s)
	s.line.ActionItem = newIconTap("down", s.open)
	s.line.Entry.OnChanged = func(text string) {
		if s.OnText != nil {
			s.OnText(text)
		}
	}
	s.line.OnFocus = s.focused
	s.line.OnKey = func(event *fyne.KeyEvent) bool {
		if event.Name != fyne.KeyDown || len(s.options) == 0 {
			return false
		}
		s.open()
		return true
	}
	return s
}

// focused marks what the line holds, so that typing replaces it: a name that was
// put in for the nurse must not be glued to the one she types.
func (s *Suggest) focused(gained bool) {
	switch {
	case gained:
		s.line.selectAll()
	case s.OnLeft != nil:
		s.OnLeft()
	}
}

// SetOptions changes what is suggested.
func (s *Suggest) SetOptions(options []string) { s.options = options }

// Text is what the line holds.
func (s *Suggest) Text() string { return s.line.Text }

// SetText fills the line.
func (s *Suggest) SetText(text string) { s.line.SetText(text) }

// Target implements Field.
func (s *Suggest) Target() fyne.Focusable { return s.line }

// CreateRenderer implements fyne.Widget.
func (s *Suggest) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.line) }

func (s *Suggest) open() {
	canvas := CanvasOf(s)
	if canvas == nil || len(s.options) == 0 || s.line.Disabled() {
		return
	}
	var items []*fyne.MenuItem
	for _, option := range s.options {
		items = append(items, fyne.NewMenuItem(option, func() {
			s.SetText(option)
			Focus(s.line)
			s.line.selectAll()
		}))
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	menu.ShowAtPosition(at.AddXY(0, s.Size().Height))
	menu.Resize(fyne.NewSize(max(s.Size().Width, menu.MinSize().Width), menu.MinSize().Height))
}
