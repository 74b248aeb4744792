package views

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// failure is the strip below the title line that says what went wrong, until it
// is closed, Esc is pressed or another page is opened. It takes no focus, so
// that what the nurse is writing goes on.
type failure struct {
	widget.BaseWidget
	window  *Window
	said    *widgets.Banner
	details *widgets.Button
	row     *fyne.Container
	err     error
}

func newFailure(w *Window) *failure {
	f := &failure{window: w, said: widgets.NewBanner(look.Overdue)}
	f.details = widgets.NewQuiet(locale.T("failure.details"), f.showDetails)
	closing := widgets.NewQuiet(locale.T("dialog.close"), f.clear)
	buttons := container.NewHBox(f.details, closing)
	f.row = container.NewBorder(nil, nil, nil, container.NewCenter(buttons), f.said)
	f.ExtendBaseWidget(f)
	f.Hide()
	return f
}

func (f *failure) show(err error) {
	f.err = err
	f.said.SetLines(locale.Problem(err))
	if locale.IsFault(err) {
		logFault(err)
		f.details.Show()
	} else {
		f.details.Hide()
	}
	f.Show()
	f.Refresh()
	f.window.toasts.place() // Fyne does not always let the page give way by itself
}

func (f *failure) clear() {
	f.err = nil
	if f.Visible() {
		f.Hide()
		f.window.toasts.place()
	}
}

// showDetails shows IT what the program says of itself: never a patient's data,
// because errors carry none.
func (f *failure) showDetails() {
	details := f.err.Error()
	text := widget.NewLabel(details)
	text.Wrapping = fyne.TextWrapBreak // a selectable label would swallow Enter and Esc
	copying := widgets.NewButton(locale.T("failure.copy"), func() { f.window.App.Clipboard().SetContent(details) })
	f.window.Ask(page.Dialog{
		Title: locale.T("failure.details"), Text: locale.T("failure.for-it", "version", f.window.Version),
		Content: container.NewVBox(text, container.NewHBox(copying)), Confirm: locale.T("dialog.close"), NoCancel: true,
	})
}

// CreateRenderer implements fyne.Widget.
func (f *failure) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(8, 0, 16, 12), f.row))
}

// logFault writes a fault of the program to the log; what the user can mend is no fault.
func logFault(err error) {
	if locale.IsFault(err) {
		slog.Error("fault shown on screen", "error", err)
	}
}
