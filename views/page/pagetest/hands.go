package pagetest

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"nursedesk/views/widgets"
)

// Objects are all objects that are visible in the window, and in an open dialog.
func (h *Host) Objects() []fyne.CanvasObject {
	objects := Visible(h.window.Content())
	for _, overlay := range h.window.Canvas().Overlays().List() {
		objects = append(objects, Visible(overlay)...)
	}
	return objects
}

// Visible are the visible objects of a tree. Fyne's own walk makes every renderer
// a second time, and a list then draws what it no longer holds.
func Visible(root fyne.CanvasObject) []fyne.CanvasObject { return visible(nil, root) }

func visible(found []fyne.CanvasObject, object fyne.CanvasObject) []fyne.CanvasObject {
	if !object.Visible() {
		return found
	}
	found = append(found, object)
	var children []fyne.CanvasObject
	switch object := object.(type) {
	case *fyne.Container:
		children = object.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(object).Objects()
	}
	for _, child := range children {
		found = visible(found, child)
	}
	return found
}

// Text is everything that can be read in the window, line by line.
func (h *Host) Text() string {
	var lines []string
	for _, object := range h.Objects() {
		if text, ok := object.(*canvas.Text); ok && text.Text != "" {
			lines = append(lines, text.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// Button finds a visible button by its word.
func (h *Host) Button(word string) *widgets.Button {
	h.t.Helper()
	for _, object := range h.Objects() {
		if button, ok := object.(*widgets.Button); ok && button.Text == word {
			return button
		}
	}
	require.Failf(h.t, "no such button", "%q is not among:\n%s", word, h.Text())
	return nil
}

// Tap presses a button by its word.
func (h *Host) Tap(word string) {
	h.t.Helper()
	button := h.Button(word)
	require.False(h.t, button.Disabled(), "the button %q is disabled", word)
	test.Tap(&button.Button)
}

// Tick presses the space bar on a tick box, by the beginning of its words.
func (h *Host) Tick(begins string) {
	h.t.Helper()
	for _, object := range h.Objects() {
		if box, ok := object.(*widgets.Check); ok && strings.HasPrefix(box.Text, begins) {
			h.window.Canvas().Focus(box)
			box.TypedRune(' ')
			return
		}
	}
	require.Failf(h.t, "no such box", "%q is not among:\n%s", begins, h.Text())
}

// Row finds a visible field by its name in models.Problems.
func (h *Host) Row(name string) *widgets.FieldRow {
	h.t.Helper()
	for _, object := range h.Objects() {
		if row, ok := object.(*widgets.FieldRow); ok && row.Name == name {
			return row
		}
	}
	require.Failf(h.t, "no such field", "%q is not among the fields on:\n%s", name, h.Text())
	return nil
}

// Type gives a field the focus and types into it.
func (h *Host) Type(name, text string) {
	h.t.Helper()
	h.Row(name).Focus()
	focused := h.window.Canvas().Focused()
	require.NotNil(h.t, focused, "the field %q takes no focus", name)
	test.Type(focused, text)
}

// TypeInto types into the line that has a placeholder, for lines without a name.
func (h *Host) TypeInto(placeholder, text string) {
	h.t.Helper()
	for _, object := range h.Objects() {
		if line, ok := object.(*widgets.Line); ok && line.PlaceHolder == placeholder {
			h.window.Canvas().Focus(line)
			test.Type(line, text)
			return
		}
	}
	require.Failf(h.t, "no such line", "%q", placeholder)
}

// Clear empties a field of text, which keeps the focus.
func (h *Host) Clear(name string) {
	h.t.Helper()
	h.Row(name).Focus()
	switch field := h.window.Canvas().Focused().(type) {
	case *widgets.Line:
		field.SetText("")
	case *widgets.Note:
		field.SetText("")
	case *widget.Entry:
		field.SetText("")
	default:
		require.Failf(h.t, "no field of text", "%q", name)
	}
}

// Press presses a key where the focus is.
func (h *Host) Press(key fyne.KeyName) { Press(h.window, key) }

// Press presses a key where the focus is, or in the window where nothing has it.
func Press(window fyne.Window, key fyne.KeyName) {
	event := &fyne.KeyEvent{Name: key}
	if focused := window.Canvas().Focused(); focused != nil {
		focused.TypedKey(event)
	} else if typed := window.Canvas().OnTypedKey(); typed != nil {
		typed(event)
	}
}

// Letters types where the focus is.
func (h *Host) Letters(text string) {
	h.t.Helper()
	require.NotNil(h.t, h.window.Canvas().Focused(), "nothing has the focus")
	Letters(h.window, text)
}

// Letters types where the focus is; each letter may move it.
func Letters(window fyne.Window, text string) {
	for _, letter := range text {
		window.Canvas().Focused().TypedRune(letter)
	}
}

// Choose chooses an option of a field by its id.
func (h *Host) Choose(name, id string) {
	h.t.Helper()
	h.Row(name).Focus()
	choice, ok := h.window.Canvas().Focused().(*widgets.Choice)
	require.True(h.t, ok, "the field %q is no choice", name)
	choice.Choose(id)
}

// Picture writes the window to NURSEDESK_PICTURES/name.png, for people to look
// at; without that folder it does nothing.
func (h *Host) Picture(name string) {
	h.t.Helper()
	folder := os.Getenv("NURSEDESK_PICTURES")
	if folder == "" {
		return
	}
	h.settle()
	file, err := os.Create(filepath.Join(folder, name+".png")) //nolint:gosec // the folder is the tester's own
	require.NoError(h.t, err)
	require.NoError(h.t, png.Encode(file, h.window.Canvas().Capture()))
	require.NoError(h.t, file.Close())
}

// settle lays the window out until nothing moves any more. Fyne's test canvas
// does not follow what changes its height; the real window does.
func (h *Host) settle() {
	size := h.window.Canvas().Size()
	for range 3 {
		h.window.Resize(size.AddWidthHeight(0, 1))
		h.window.Canvas().Content().Refresh()
		h.window.Resize(size)
	}
}

// Keep writes a file to NURSEDESK_PICTURES, for people to look at.
func Keep(t testing.TB, name string, body []byte) {
	t.Helper()
	if folder := os.Getenv("NURSEDESK_PICTURES"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), body, 0o600)) //nolint:gosec // a folder that the developer named
	}
}
