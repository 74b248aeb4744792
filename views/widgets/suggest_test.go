package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
)

// A name that was put in for the nurse is replaced by the one she types: glued
// together they would be a doctor whom nobody knows.
func TestTypingReplacesWhatIsSuggested(t *testing.T) {
	s := NewSuggest("")
	s.SetText("Dr Exempel")
	left := 0
	s.OnLeft = func() { left++ }
	before := NewLine("")
	stage := put(t, NewForm(NewFieldRow("a", "A", before), NewFieldRow("b", "B", s)), 400, 200)
	stage.focus(before)
	stage.window.Canvas().FocusNext()
	require.Equal(t, s.Target(), stage.window.Canvas().Focused())
	stage.typeText("Dr Prov")
	require.Equal(t, "Dr Prov", s.Text())
	require.Zero(t, left)
	stage.window.Canvas().Unfocus()
	require.Equal(t, 1, left)

	stage.focus(s.Target())
	s.SetText("") // while it is marked
	stage.typeText("Sal 2")
	require.Equal(t, "Sal 2", s.Text())
	stage.window.Canvas().Unfocus()

	s.SetOptions([]string{"Dr Exempel"})
	stage.focus(s.Target())
	stage.press(fyne.KeyDown)
	stage.press(fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, "Dr Exempel", s.Text())
	stage.focus(s.Target())
	stage.typeText("Dr Prov")
	require.Equal(t, "Dr Prov", s.Text())
}
