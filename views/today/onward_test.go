package today_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/look"
	"nursedesk/views/page/pagetest"
)

// Whoever works from the top stays at her place: what was put off or booked
// goes where it belongs, the selection goes on to the row that came next.
func TestTheSelectionGoesOnDownTheList(t *testing.T) {
	s := showTolvan(t, "2026-11-30", "B01AA03")
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyReturn) // the doctor's rows
	s.Press(fyne.KeyHome)
	s.letter("s") // the first row: the question about blood thinners
	require.Contains(t, s.Dialog.Text, "Fråga om blodförtunnande")
	s.Type("date", "2026-12-04")
	s.Type("reason", "Svarar inte")
	require.NoError(t, s.Confirm())
	s.letter("s")
	require.NotNil(t, s.Dialog, "the list has the focus again")
	require.Contains(t, s.Dialog.Text, "Besluta uppehåll", "the row that came next")
	s.Cancel()
	s.Undo()
	s.letter("s")
	require.Contains(t, s.Dialog.Text, "Besluta uppehåll", "an undo does not move the nurse")
}

// The same holds for an appointment that was booked.
func TestTheSelectionGoesOnAfterABooking(t *testing.T) {
	s := showTolvan(t, "2026-12-17")
	s.Press(fyne.KeyHome)
	for range 5 {
		if s.letter("b"); s.Dialog != nil {
			break
		}
		s.Press(fyne.KeyDown)
	}
	require.NotNil(t, s.Dialog)
	booked := s.Dialog.Text
	s.Type("time", "1030")
	require.NoError(t, s.Confirm())
	s.letter("i")
	require.NotNil(t, s.Dialog)
	require.NotContains(t, booked, s.Dialog.Title, "another row is selected now")
}

// When the page gives way to what is said below it, the buttons of the selected
// row stay in view.
func TestTheSelectedRowStaysInView(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	s := show(t, desk, clock, look.Light, 100)
	s.Press(fyne.KeyEnd)
	for range 2 { // above what others do
		s.Press(fyne.KeyUp)
	}
	size := s.Window().Canvas().Size()
	s.Window().Resize(size.SubtractWidthHeight(0, 70))
	low := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.Button("Varför")).Y + s.Button("Varför").Size().Height
	require.Less(t, low, s.Window().Canvas().Size().Height)
}
