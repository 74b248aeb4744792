package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
)

// The gutters of a form line up from row to row, whatever stands in the rows.
func TestRowsOfAFormLineUp(t *testing.T) {
	left := []fyne.CanvasObject{
		NewFieldRow("date", "Datum", NewDateField(func() models.Date { return monday }, nil)),
		NewFieldRow("surgeon", "Läkare", NewSuggest("")),
		NewFieldRow("given", "Förnamn", NewLine("")),
	}
	right := []fyne.CanvasObject{
		NewFieldRow("time", "Tid", NewTimeField()),
		NewFieldRow("theatre", "Sal", NewSuggest("")),
		NewFieldRow("family", "Efternamn och ett långt ord till", NewLine("")),
	}
	form := NewForm()
	for index := range left {
		form.Add(NewBeside(left[index], right[index]))
	}
	s := put(t, form, 700, 400)
	for index := range left {
		require.Equal(t, right[0].Position().X, right[index].Position().X)
		require.Zero(t, right[index].Position().Y)
	}
	s.window.Resize(fyne.NewSize(200, 800))
	for index := range left {
		require.Zero(t, right[index].Position().X, "below each other where it is too narrow")
		require.Positive(t, right[index].Position().Y)
	}
}

// A field that needs more than its share takes whole columns from one with room.
func TestAWideFieldTakesColumns(t *testing.T) {
	wide, narrow := NewLine("").SetLetters(40), NewLine("").SetLetters(4)
	box := NewBeside(narrow, wide)
	least := wide.MinSize().Width
	put(t, box, least*1.3, 80)
	require.GreaterOrEqual(t, wide.Size().Width, least)
	require.Zero(t, wide.Position().Y)
	column := (least*1.3 + besideSpace) / besideColumns
	begins := wide.Position().X / column
	require.InDelta(t, float32(int(begins+0.5)), begins, 0.01, "it begins at a column of the grid")
}

// A time takes six letters, not half of the form, and an address all that there is.
func TestFieldsAreAsWideAsWhatIsTyped(t *testing.T) {
	clock, free := NewTimeField(), NewLine("")
	form := NewForm(NewFieldRow("time", "Tid", clock), NewFieldRow("place", "Plats", free))
	put(t, form, 600, 200)
	require.Equal(t, clock.MinSize().Width, clock.Size().Width)
	require.Equal(t, float32(600), free.Size().Width)
}

// The wheel turns the form wherever the mouse is, except over a note that is being written.
func TestWheelOverAField(t *testing.T) {
	line, note := NewLine(""), NewNote("")
	form := NewForm(NewFieldRow("line", "Rad", line), NewFieldRow("note", "Anteckning", note),
		NewFieldRow("more", "Mer", newNote("", 9)), NewFieldRow("most", "Mest", newNote("", 9)))
	scroll := container.NewVScroll(form)
	form.Follow(scroll)
	s := put(t, scroll, 400, 220)
	over := func(object fyne.CanvasObject) fyne.Position {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
		return at.AddXY(30, 12)
	}
	test.Scroll(s.window.Canvas(), over(line), 0, -10)
	require.Equal(t, float32(10), scroll.Offset.Y)
	test.Scroll(s.window.Canvas(), over(note), 0, -10)
	require.Equal(t, float32(20), scroll.Offset.Y)

	note.SetText(strings.Repeat("en rad\n", 30))
	s.focus(note)
	before := scroll.Offset.Y
	test.Scroll(s.window.Canvas(), over(note), 0, -10)
	require.Equal(t, before, scroll.Offset.Y)
}

// A choice that has the focus must not look disabled: its ground is that of every field.
func TestFocusedChoiceLooksAlive(t *testing.T) {
	c := NewChoice(Option{"1", "Sal 1"})
	s := put(t, c, 300, 60)
	s.focus(c)
	ground := test.WidgetRenderer(c).Objects()[0].(*canvas.Rectangle)
	require.Equal(t, look.Color(theme.ColorNameInputBackground), ground.FillColor)
	edge := test.WidgetRenderer(c).(*choiceRenderer).edge
	require.Equal(t, look.Color(look.Accent), edge.StrokeColor)
	s.window.Canvas().Unfocus()
	require.Equal(t, look.Color(theme.ColorNameInputBorder), edge.StrokeColor)
}
