package widgets

import (
	"image/color"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models/stopwatch"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Option is one of several to choose from: its id is kept, its text shown.
type Option struct {
	ID   string
	Text string
}

// Choice chooses one of several. Letters typed jump to the option that begins
// with them; the arrows open the list, Home and End take the first and the last.
type Choice struct {
	widget.Select
	followed

	// OnChosen follows a choice by the user, and by SetSelected.
	OnChosen func(id string)

	options []Option
	says    func(text string, wrong bool)
	focused bool
	typed   string
	lastKey stopwatch.Watch
}

// NewChoice makes a choice with nothing chosen.
func NewChoice(options ...Option) *Choice {
	c := &Choice{}
	c.PlaceHolder = locale.T("field.choose")
	c.ExtendBaseWidget(c)
	c.OnChanged = func(string) {
		if c.says != nil {
			c.says("", false)
		}
		if c.OnChosen != nil {
			c.OnChosen(c.ChosenID())
		}
	}
	c.SetOptions(options...)
	return c
}

// SetOptions changes what can be chosen; what was chosen stays if it is still there.
func (c *Choice) SetOptions(options ...Option) {
	chosen := c.ChosenID()
	c.options = options
	c.Options = c.Options[:0:0]
	c.Selected = ""
	for _, option := range options {
		c.Options = append(c.Options, option.Text)
		if option.ID == chosen && chosen != "" {
			c.Selected = option.Text
		}
	}
	c.Refresh()
}

// ChosenID is the id of what is chosen, "" for nothing.
func (c *Choice) ChosenID() string {
	for _, option := range c.options {
		if option.Text == c.Selected && c.Selected != "" {
			return option.ID
		}
	}
	return ""
}

// Choose chooses by id; an unknown id chooses nothing.
func (c *Choice) Choose(id string) {
	for index, option := range c.options {
		if option.ID == id {
			c.SetSelectedIndex(index)
			return
		}
	}
	c.ClearSelected()
}

// Says implements Speaker: a choice says nothing, but a new answer takes back
// what was wrong with the last.
func (c *Choice) Says(say func(text string, wrong bool)) { c.says = say }

// value implements valued.
func (c *Choice) value() string { return c.Selected }

// Target implements Field.
func (c *Choice) Target() fyne.Focusable { return c }

// MinSize is wide enough for the longest option.
func (c *Choice) MinSize() fyne.Size {
	size := c.Select.MinSize()
	for _, option := range c.Options {
		size.Width = max(size.Width, textWidth(option)+optionSpace())
	}
	return size
}

// CreateRenderer implements fyne.Widget. Fyne's choice has no edge, and would not
// be seen on a surface of its own colour.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{WidgetRenderer: c.Select.CreateRenderer(), choice: c, edge: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type choiceRenderer struct {
	fyne.WidgetRenderer
	choice *Choice
	edge   *canvas.Rectangle
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	thick := look.Size(theme.SizeNameInputBorder)
	r.edge.Move(fyne.NewPos(thick/2, thick/2)) // as far in as the edge of Fyne's entry
	r.edge.Resize(size.SubtractWidthHeight(thick, thick))
}

func (r *choiceRenderer) Refresh() {
	r.color()
	r.WidgetRenderer.Refresh()
}

func (r *choiceRenderer) color() {
	r.edge.StrokeColor = look.Color(theme.ColorNameInputBorder)
	r.edge.StrokeWidth = look.Size(theme.SizeNameInputBorder)
	if r.choice.focused { // no cursor blinks in it, so that the edge has to say it by itself
		r.edge.StrokeColor = look.Color(look.Accent)
		r.edge.StrokeWidth *= 2
	}
	r.edge.CornerRadius = look.Radius
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.edge)
}

// FocusGained implements fyne.Focusable. Fyne's choice isn't told: it would turn
// grey, as if it were disabled. The edge shows the focus, as on any field.
func (c *Choice) FocusGained() {
	c.focused = true
	c.Refresh()
	c.tellFocused()
}

// FocusLost implements fyne.Focusable.
func (c *Choice) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(event)
	case fyne.KeyHome:
		c.SetSelectedIndex(0)
	case fyne.KeyEnd:
		c.SetSelectedIndex(len(c.Options) - 1)
	default:
		Pass(c, event)
	}
}

// typingGap is how long a pause begins a new word.
const typingGap = time.Second

// TypedRune jumps to the option that begins with what is typed.
func (c *Choice) TypedRune(letter rune) {
	if c.Disabled() || !unicode.IsPrint(letter) || letter == ' ' {
		return
	}
	if c.lastKey.Elapsed() > typingGap {
		c.typed = ""
	}
	c.lastKey = stopwatch.Start()
	c.typed += strings.ToLower(string(letter))
	for index, option := range c.Options {
		if strings.HasPrefix(strings.ToLower(option), c.typed) {
			c.SetSelectedIndex(index)
			return
		}
	}
}
