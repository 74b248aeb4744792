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
	said := widgets.NewText(locale.Problem(err))
	said.Wrapping = fyne.TextWrapWord
	end := widgets.NewPrimary(locale.T("refuse.close"), window.Close)
	window.SetContent(container.NewPadded(container.NewBorder(
		widgets.NewSection(locale.T("refuse.title")), container.NewHBox(widget.NewLabel(""), end), nil, nil,
		container.NewVScroll(said),
	)))
	window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		switch event.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			window.Close()
		}
	})
	window.Resize(refusalSize)
	return window
}
