package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// toastTime is how long a toast stands, and how long an action can be undone.
const toastTime = 10 * time.Second

// stripMargin sets the strip in line with the page.
var stripMargin = layout.NewCustomPaddedLayout(4, 8, 16, 16)

// toasts says what was done, one thing at a time, in a strip of its own between
// the page and the status bar: the page gives way, so that nothing of it is
// covered. It lies in the frame and not above it, so that it takes no focus.
type toasts struct {
	strip  *fyne.Container // empty while there is nothing to say
	page   *fyne.Container // what the strip stands below, and in
	runner background.Runner
	undone func()
	stop   func()
	text   string
}

// newToasts makes the strip and puts it below the head and the area of the page.
func newToasts(runner background.Runner, head, area fyne.CanvasObject) *toasts {
	t := &toasts{strip: container.NewStack(), runner: runner}
	t.strip.Hide()
	t.page = container.New(pageLayout{}, head, area, t.strip)
	return t
}

func (t *toasts) show(text string, undo func()) {
	t.hide()
	t.text, t.undone = text, undo
	row := container.NewHBox()
	if undo != nil {
		row.Add(widgets.NewButton(locale.T("toast.undo"), t.undo))
	}
	row.Add(widgets.NewQuiet(locale.T("dialog.close"), t.hide))
	said := widget.NewLabel(text)
	said.Wrapping = fyne.TextWrapWord
	t.strip.Objects = []fyne.CanvasObject{
		canvas.NewRectangle(look.Color(theme.ColorNameBackground)),
		container.New(stripMargin,
			widgets.NewCard(container.New(layout.NewBorderLayout(nil, nil, nil, row), said, row))),
	}
	t.strip.Show()
	t.place()
	t.stop = t.runner.Later(toastTime, t.hide)
}

// place shares the height between the page and the strip anew.
func (t *toasts) place() {
	t.page.Layout.Layout(t.page.Objects, t.page.Size())
	t.strip.Refresh()
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
	if t.strip.Visible() {
		t.strip.Objects = nil
		t.strip.Hide()
		t.place()
	}
}

// pageLayout puts the head of the page on top and the strip at the bottom; the
// area takes the height between them.
type pageLayout struct{}

// Layout implements fyne.Layout.
func (pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, area, strip := objects[0], objects[1], objects[2]
	top, low := high(head, size.Width), high(strip, size.Width)
	area.Move(fyne.NewPos(0, top))
	area.Resize(fyne.NewSize(size.Width, max(size.Height-top-low, 0)))
	strip.Move(fyne.NewPos(0, size.Height-low))
}

// high gives an object the width, and the height that it then wants.
func high(object fyne.CanvasObject, width float32) float32 {
	if !object.Visible() {
		return 0
	}
	for range 2 { // a text breaks only once it knows its width
		object.Resize(fyne.NewSize(width, object.MinSize().Height))
	}
	return object.Size().Height
}

// MinSize implements fyne.Layout: the page gives way to the strip.
func (pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, area := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(head.Width, area.Width), head.Height+area.Height)
}
