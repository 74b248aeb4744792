package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Tabs are the heads of the parts of a page; the page shows the part that is
// chosen. They are one stop for Tab, the arrows choose among them, and where the width
// ends they go on in a second row, or in one line of which only a part is in sight.
// (Fyne's own tabs cannot have the focus.)
type Tabs struct {
	widget.BaseWidget
	followed

	// OnChosen follows a choice by the user, and by Choose.
	OnChosen func(id string)
	// OnInto gives the focus to the part that is shown. It follows Enter, Space, the
	// arrow down, a tap on the chosen head, and a letter, which is then typed there.
	OnInto func()

	options []Option
	at      int
	focused bool
	oneLine bool
	width   float32
}

// NewTabs makes tabs with the first one chosen.
func NewTabs(options ...Option) *Tabs {
	t := &Tabs{options: options}
	t.ExtendBaseWidget(t)
	return t
}

// InOneLine keeps the heads in one line, closer together where the width asks for it. Those
// that still don't fit are left out at an end that says how many they are; the chosen one
// is always in sight.
func (t *Tabs) InOneLine() *Tabs {
	t.oneLine = true
	return t
}

// SetOptions changes the words, such as a count in them; the choice stays by its id.
func (t *Tabs) SetOptions(options ...Option) {
	chosen := t.ChosenID()
	t.options, t.at = options, 0
	for index, option := range options {
		if option.ID == chosen {
			t.at = index
		}
	}
	t.Refresh()
}

// ChosenID is the id of the tab that is shown.
func (t *Tabs) ChosenID() string {
	if t.at >= len(t.options) {
		return ""
	}
	return t.options[t.at].ID
}

// Choose shows a tab by its id; an unknown id changes nothing.
func (t *Tabs) Choose(id string) {
	for index, option := range t.options {
		if option.ID == id {
			t.choose(index)
			return
		}
	}
}

func (t *Tabs) choose(index int) {
	if index < 0 || index >= len(t.options) || index == t.at {
		return
	}
	t.at = index
	t.Refresh()
	if t.OnChosen != nil {
		t.OnChosen(t.ChosenID())
	}
}

// Target implements Field.
func (t *Tabs) Target() fyne.Focusable { return t }

// FocusGained implements fyne.Focusable.
func (t *Tabs) FocusGained() {
	t.focused = true
	t.tellFocused()
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *Tabs) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *Tabs) TypedRune(letter rune) {
	if t.OnInto == nil {
		return
	}
	t.OnInto()
	if canvas := CanvasOf(t); canvas != nil && canvas.Focused() != nil && canvas.Focused() != fyne.Focusable(t) {
		canvas.Focused().TypedRune(letter)
	}
}

// TypedKey implements fyne.Focusable.
func (t *Tabs) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		t.choose(t.at - 1)
	case fyne.KeyRight:
		t.choose(t.at + 1)
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.options) - 1)
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if t.OnInto == nil {
			Pass(t, event)
			return
		}
		t.OnInto()
	default:
		Pass(t, event)
	}
}

// Tapped implements fyne.Tappable.
func (t *Tabs) Tapped(event *fyne.PointEvent) {
	for _, head := range t.heads(t.Size().Width) {
		if event.Position.X >= head.at.X && event.Position.X < head.at.X+head.size.Width &&
			event.Position.Y >= head.at.Y && event.Position.Y < head.at.Y+head.size.Height {
			Focus(t)
			if head.option == t.at && t.OnInto != nil {
				t.OnInto()
			}
			t.choose(head.option)
			return
		}
	}
}

// Cursor implements desktop.Cursorable.
func (t *Tabs) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	r := &tabsRenderer{tabs: t}
	r.Refresh()
	return r
}

type tabsRenderer struct {
	tabs    *Tabs
	objects []fyne.CanvasObject
}

func (r *tabsRenderer) Layout(size fyne.Size) {
	if r.tabs.width != size.Width {
		r.tabs.width = size.Width
		r.Refresh()
	}
}

func (r *tabsRenderer) MinSize() fyne.Size {
	least := fyne.Size{}
	for _, head := range r.tabs.heads(r.tabs.width) {
		least.Width = max(least.Width, head.size.Width)
		least.Height = max(least.Height, head.at.Y+head.size.Height)
	}
	return least
}

// Refresh draws the heads anew: a handful of words.
func (r *tabsRenderer) Refresh() {
	t := r.tabs
	r.objects = nil
	for _, head := range t.heads(t.width) {
		chosen := head.option == t.at
		if chosen && t.focused {
			r.ground(head.at, head.size, look.Color(theme.ColorNameFocus), look.Radius)
		}
		word := canvas.NewText(head.text, look.Color(look.Muted))
		word.TextSize = look.Size(theme.SizeNameText)
		if chosen {
			word.TextStyle.Bold = true
			word.Color = look.Color(look.Accent)
			mark := fyne.NewPos(head.at.X, head.at.Y+head.size.Height-tabMark)
			r.ground(mark, fyne.NewSize(head.size.Width, tabMark), look.Color(look.Accent), 0)
		}
		word.Alignment = fyne.TextAlignCenter
		word.Move(head.at.AddXY(0, tabRise))
		word.Resize(head.size.SubtractWidthHeight(0, 2*tabRise))
		r.objects = append(r.objects, word)
	}
	canvas.Refresh(t)
}

func (r *tabsRenderer) ground(at fyne.Position, size fyne.Size, fill color.Color, radius float32) {
	ground := canvas.NewRectangle(fill)
	ground.CornerRadius = radius
	ground.Move(at)
	ground.Resize(size)
	r.objects = append(r.objects, ground)
}

func (r *tabsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *tabsRenderer) Destroy() {}
