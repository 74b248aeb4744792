package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// trialStrip says above every page, for as long as they are open, that the patients are made
// up, and leads back. It takes no room at the clinic's own database.
func (w *Window) trialStrip(moved func()) fyne.CanvasObject {
	if w.LeaveTrial == nil {
		return container.NewStack()
	}
	said := newStrip(look.DueToday, moved, widgets.NewButton(locale.T("command.leave-trial"), w.leaveTrial))
	said.Show()
	said.said.SetLines(locale.T("frame.trial"))
	return said
}

// leaveTrial goes back to the clinic's own database; what is typed is asked for first, as
// where the window closes.
func (w *Window) leaveTrial() {
	w.leave(func() {
		w.closePages(w.opened, func() { w.Fail(w.LeaveTrial()) })
	})
}
