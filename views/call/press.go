package call

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/widgets"
)

// press is part of what is pressed by tapping, or by Enter and Space when Tab has
// brought the focus to it.
type press struct {
	widget.BaseWidget
	self    fyne.Widget
	focused bool
	tapped  func()
}

func (p *press) extend(self fyne.Widget, tapped func()) {
	p.self, p.tapped = self, tapped
	p.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (p *press) Tapped(*fyne.PointEvent) { p.tapped() }

// Cursor implements desktop.Cursorable.
func (p *press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (p *press) FocusGained() {
	p.focused = true
	p.Refresh()
}

// FocusLost implements fyne.Focusable.
func (p *press) FocusLost() {
	p.focused = false
	p.Refresh()
}

// TypedRune implements fyne.Focusable.
func (p *press) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *press) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.tapped()
	default:
		widgets.Pass(p.self, event)
	}
}
