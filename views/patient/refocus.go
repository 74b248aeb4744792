package patient

import (
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/views/page"
)

// A list that is drawn anew leaves the focus on a button that is gone: the next
// Enter would act on a row as it was. So the list takes the focus itself then.

// retire remembers the buttons of the rows that are about to be drawn anew.
func (l *taskList) retire() {
	for _, row := range l.rows {
		if bar, ok := row.bar.(*fyne.Container); ok {
			l.retired = append(l.retired, bar.Objects...)
		}
	}
}

// regain takes the focus from a button that is gone. While a dialog is open the
// focus is the dialog's; it is asked again when that closes.
func (l *taskList) regain() {
	canvas := l.page.host.Window().Canvas()
	if canvas.Overlays().Top() != nil {
		return
	}
	if focused, ok := canvas.Focused().(fyne.CanvasObject); ok && slices.Contains(l.retired, focused) {
		canvas.Focus(l)
	}
	l.retired = nil
}

// back gives the list the focus after a dialog about one of its tasks, where
// nothing else has it.
func (l *taskList) back() {
	l.regain()
	if l.page.tabs.ChosenID() == tabTasks && l.page.host.Window().Canvas().Focused() == nil {
		l.takeFocus()
	}
}

// closing is a host that tells when a dialog has closed.
type closing struct {
	page.Host

	closed func()
}

// Ask implements page.Host.
func (c closing) Ask(dialog page.Dialog) {
	dialog.OnDone = c.after(dialog.OnDone)
	dialog.OnCancel = c.after(dialog.OnCancel)
	c.Host.Ask(dialog)
}

func (c closing) after(then func()) func() {
	return func() {
		if then != nil {
			then()
		}
		c.closed()
	}
}
