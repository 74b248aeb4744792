package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// Note is a field of many lines. Tab moves on, Enter makes a new line. Near its
// limit it counts the characters; what is pasted beyond the limit stays visible
// and is said, so that nothing is cut in silence.
type Note struct {
	widget.Entry
	followed
	limit   int
	focused bool
	says    func(text string, wrong bool)
	// OnText follows every change of the text.
	OnText func(text string)
}

// NewNote makes a note for models.MaxNote characters.
func NewNote(placeholder string) *Note { return newNote(placeholder, models.MaxNote) }

func newNote(placeholder string, limit int) *Note {
	n := &Note{limit: limit}
	n.MultiLine = true
	n.Wrapping = fyne.TextWrapWord
	n.PlaceHolder = placeholder
	n.ExtendBaseWidget(n)
	n.SetMinRowsVisible(3)
	n.OnChanged = n.changed
	return n
}

// Target implements Field.
func (n *Note) Target() fyne.Focusable { return n }

// value implements valued.
func (n *Note) value() string { return n.Text }

// Says implements Speaker: the count goes to the field's line of help.
func (n *Note) Says(say func(text string, wrong bool)) { n.says = say }

// Restore puts back what was typed before, with the cursor behind it.
func (n *Note) Restore(text string) {
	n.SetText(text)
	n.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
}

// AcceptsTab lets Tab move on to the next field.
func (n *Note) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (n *Note) FocusGained() {
	n.focused = true
	n.Entry.FocusGained()
	n.tellFocused()
}

// FocusLost implements fyne.Focusable.
func (n *Note) FocusLost() {
	n.focused = false
	n.Entry.FocusLost()
}

// CreateRenderer implements fyne.Widget. The wheel turns the form, but for a note
// that is being written, which may be longer than what shows of it.
func (n *Note) CreateRenderer() fyne.WidgetRenderer {
	entry := n.Entry.CreateRenderer()
	return withWheel(entry, func(event *fyne.ScrollEvent) {
		if own := scrollOf(entry); n.focused && own != nil {
			own.Scrolled(event)
			return
		}
		n.scrollForm(event)
	})
}

// TypedKey implements fyne.Focusable.
func (n *Note) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyEscape {
		Pass(n, event)
		return
	}
	n.Entry.TypedKey(event)
}

func (n *Note) changed(text string) {
	n.count(len([]rune(text)))
	if n.OnText != nil {
		n.OnText(text)
	}
}

func (n *Note) count(length int) {
	if n.says == nil {
		return
	}
	switch over := length - n.limit; {
	case over > 0:
		n.says(locale.T("field.note.over", "length", length, "limit", n.limit, "over", over), true)
	case over > -n.limit/20:
		n.says(locale.T("field.note.left", "left", -over), false)
	default:
		n.says("", false)
	}
}

// Names reads what stands in a note, one name a line; empty lines and repeated names
// are left out.
func Names(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if name := strings.TrimSpace(line); name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}
