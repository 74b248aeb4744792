package tasks

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// Bar are the buttons of what can be done with a row, the first one the next
// thing to do; they flow onto more lines where the width ends.
func (a *Actions) Bar(row Row) fyne.CanvasObject {
	bar := widgets.NewFlow()
	for index, action := range a.For(row) {
		switch {
		case index == 0 && !row.Closed():
			bar.Add(widgets.NewPrimary(action.Label, action.Run))
		case action.ID == "explain" || action.ID == "open" || action.ID == "print":
			bar.Add(widgets.NewQuiet(action.Label, action.Run))
		default:
			bar.Add(widgets.NewButton(action.Label, action.Run))
		}
	}
	return bar
}

// KeysHint says in one line which letter does what.
func KeysHint() string { return locale.T("tasks.keys") }
