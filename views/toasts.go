package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// toastTime is how long a toast stands, and how long an action can be undone.
const toastTime = 10 * time.Second

// toasts says what was done, one thing at a time, at the bottom of the window.
// It lies in the frame and not above it, so that it takes no focus.
type toasts struct {
	layer  *fyne.Container
	runner background.Runner
	undone func()
	stop   func()
	text   string
}

func newToasts(runner background.Runner) *toasts {
	return &toasts{layer: container.New(toastLayout{}), runner: runner}
}

func (t *toasts) show(text string, undo func()) {
	t.hide()
	said := widget.NewLabel(text)
	said.Wrapping = fyne.TextWrapWord
	t.text, t.undone = text, undo
	row := container.NewHBox()
	if undo != nil {
		row.Add(widgets.NewButton(locale.T("toast.undo"), t.undo))
	}
	row.Add(widgets.NewQuiet(locale.T("dialog.close"), t.hide))
	t.layer.Objects = []fyne.CanvasObject{
		widgets.NewCard(container.New(layout.NewBorderLayout(nil, nil, nil, row), said, row)),
	}
	t.layer.Refresh()
	t.stop = t.runner.Later(toastTime, t.hide)
}

// undo undoes what the toast speaks of, while it stands.
func (t *toasts) undo() {
	undone := t.undone
	t.hide()
	if undone != nil {
		undone()
	}
}

func (t *toasts) hide() {
	if t.stop != nil {
		t.stop()
	}
	t.stop, t.undone, t.text = nil, nil, ""
	t.layer.Objects = nil
	t.layer.Refresh()
}

// toastLayout puts the toast in the middle, above the status bar.
type toastLayout struct{}

// Layout implements fyne.Layout.
func (toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const wide, above = 520, 48
	for _, object := range objects {
		width := min(max(wide, object.MinSize().Width), size.Width-32)
		object.Resize(fyne.NewSize(width, object.MinSize().Height))
		height := object.MinSize().Height
		object.Resize(fyne.NewSize(width, height))
		object.Move(fyne.NewPos((size.Width-width)/2, size.Height-height-above))
	}
}

// MinSize implements fyne.Layout: the toast asks for no room.
func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
