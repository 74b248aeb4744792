package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// refusalSize is the size of the window that only says why there is no desk.
var refusalSize = fyne.NewSize(560, 220)

// Refuse shows a small window that says why the desk can't be opened. Closing
// it, by button, Enter or Esc, ends the program. It gives the window, to show.
func Refuse(app fyne.App, err error) fyne.Window {
	window := app.NewWindow(locale.T("app.name"))
	window.SetIcon(look.AppIcon())
	window.SetMaster()
	refuse(window, "refuse.title", err)
	window.Resize(refusalSize)
	return window
}

// Stop ends the work of an open desk: whatever stood in the window gives way to what
// is wrong with its database. Half-typed forms are kept as they were last written.
func (w *Window) Stop(err error) {
	for overlays := w.window.Canvas().Overlays(); overlays.Top() != nil; {
		overlays.Remove(overlays.Top())
	}
	w.window.SetMainMenu(nil)
	w.window.SetCloseIntercept(w.window.Close)
	refuse(w.window, "refuse.stopped", err)
}

// refuse fills a window with what is wrong, and a button that closes it.
func refuse(window fyne.Window, title string, err error) {
	said := widgets.NewText(locale.Problem(err))
	said.Wrapping = fyne.TextWrapWord
	end := widgets.NewPrimary(locale.T("refuse.close"), window.Close)
	window.SetContent(container.NewPadded(container.NewBorder(
		widgets.NewSection(locale.T(title)), container.NewHBox(widget.NewLabel(""), end), nil, nil,
		container.NewVScroll(said),
	)))
	window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		switch event.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			window.Close()
		}
	})
}
