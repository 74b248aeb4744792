package tasks

import (
	"unicode"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// Bar are the buttons of what can be done with a row, the first one the next
// thing to do; they flow onto more lines where the width ends.
func (a *Actions) Bar(row Row) fyne.CanvasObject { return a.bar(row, false) }

// ShortBar is Bar with what changes the task alone; the rest has keys.
func (a *Actions) ShortBar(row Row) fyne.CanvasObject { return a.bar(row, true) }

func (a *Actions) bar(row Row, short bool) fyne.CanvasObject {
	bar := widgets.NewFlow()
	for index, action := range a.For(row) {
		beside := action.ID == "explain" || action.ID == "open" || action.ID == "print"
		switch {
		case action.ID == "copy" || action.ID == "dial": // stand beside the number
		case beside && short && index > 0:
		case index == 0 && !row.Closed():
			bar.Add(widgets.NewPrimary(action.Label, action.Run))
		case beside:
			bar.Add(widgets.NewQuiet(action.Label, action.Run))
		default:
			bar.Add(widgets.NewButton(action.Label, action.Run))
		}
	}
	return bar
}

// Hint says in one line which keys work on a row, and what they do.
func (a *Actions) Hint(row Row) string {
	var parts []string
	switch {
	case a.page.InPatient:
	case row.Task.Step == models.FinishCallStep && !row.Closed():
		parts = append(parts, locale.T("tasks.hint.resume"))
	default:
		parts = append(parts, locale.T("tasks.hint.open"))
	}
	for _, action := range a.For(row) {
		if action.Key == 0 || action.ID == "copy" || action.ID == "dial" {
			continue
		}
		key := "tasks.hint.key"
		if action.ID == "done" && row.Task.Step != models.FinishCallStep || action.ID == "decide" ||
			action.ID == "book" && row.State == models.ToBook || action.ID == "tell" && !row.Closed() {
			key = "tasks.hint.first"
		}
		parts = append(parts, locale.T(key, "key", string(unicode.ToUpper(action.Key)), "what", locale.LowerFirst(action.Label)))
	}
	return locale.Line(parts...)
}
