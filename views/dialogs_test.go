package views

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// In a dialog that is longer than the window Tab must not lead out of sight.
func TestTheFocusStaysInViewInADialog(t *testing.T) {
	d := open(t, nil)
	form := widgets.NewForm()
	var last *widgets.FieldRow
	for n := range 20 {
		last = widgets.NewFieldRow(fmt.Sprint(n), fmt.Sprint(n), widgets.NewLine(""))
		form.Add(last)
	}
	d.Ask(page.Dialog{Title: "Ändra", Content: form, Form: form})
	settle(d.window)
	for range 19 {
		d.window.Canvas().FocusNext()
	}
	driver := fyne.CurrentApp().Driver()
	bottom := driver.AbsolutePositionForObject(last).Y + last.Size().Height
	require.LessOrEqual(t, bottom, driver.AbsolutePositionForObject(d.dialog.yes).Y)
}

// What cannot be undone is never confirmed by a second Enter in a row.
func TestDangerousDialogWithoutFields(t *testing.T) {
	d := open(t, nil)
	done, cancelled := false, false
	d.Ask(page.Dialog{Title: "Ta bort", Danger: true, OnDone: func() { done = true }, OnCancel: func() { cancelled = true }})
	d.press(fyne.KeyReturn)
	require.False(t, done)
	require.True(t, cancelled)
}

// Enter in a note makes a new line and does not close the dialog under it.
func TestEnterInANote(t *testing.T) {
	d := open(t, nil)
	note := widgets.NewNote("")
	d.Ask(page.Dialog{Title: "Anteckning", Content: note, Focus: note})
	d.typeText("ett")
	d.press(fyne.KeyReturn)
	require.NotNil(t, d.dialog)
	require.Equal(t, "ett\n", note.Text)
}
