package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// openDialog is the dialog that is open: there is never more than one.
type openDialog struct {
	page.Dialog
	window  *Window
	view    *view // of whoever it asks
	popup   *widget.PopUp
	problem *widgets.Banner
	yes, no *widgets.Button
	token   background.Token
	working bool
}

// Ask implements page.Host.
func (w *Window) Ask(dialog page.Dialog) {
	if w.dialog != nil || w.locked() { // over a locked window it would tell of a patient
		return
	}
	if w.instead != nil {
		dialog, w.instead = *w.instead, nil
	}
	w.closePopups()
	d := &openDialog{Dialog: dialog, window: w, view: w.view, problem: widgets.NewBanner(look.Overdue)}
	w.dialog = d
	d.popup = widget.NewModalPopUp(d.content(), w.window.Canvas())
	d.popup.Show()
	d.focus()
}

const (
	dialogWidth  = 460 // at 100 % text
	dialogMargin = 16
	// dialogEdge is what a dialog leaves free of the window's height, for its
	// title and buttons and a little air.
	dialogEdge = 210
)

// bodyMargin keeps the edge of a field, which Fyne draws half outside, off the
// scroll that would cut it.
var bodyMargin = layout.NewCustomPaddedLayout(2, 2, 2, 2)

func (d *openDialog) content() fyne.CanvasObject {
	body := []fyne.CanvasObject{}
	if d.Text != "" {
		body = append(body, widgets.NewParagraph(d.Text))
	}
	if d.Content != nil {
		body = append(body, d.Content)
	}
	heading := widgets.NewSection(d.Title)
	d.yes = widgets.NewPrimary(orWord(d.Confirm, "dialog.ok"), d.confirm)
	if d.Danger {
		d.yes = widgets.NewDanger(orWord(d.Confirm, "dialog.ok"), d.confirm)
	}
	buttons := container.NewHBox(layout.NewSpacer())
	if !d.NoCancel {
		d.no = widgets.NewButton(orWord(d.Cancel, "dialog.cancel"), d.cancel)
		buttons.Add(d.no)
	}
	buttons.Add(d.yes)

	wide := d.Width
	if wide == 0 {
		wide = dialogWidth
	}
	size := d.window.window.Canvas().Size()
	wide = min(look.Scaled(wide), size.Width-80)
	scroll := container.NewVScroll(container.New(bodyMargin, widgets.NewColumn(12, body...)))
	if form, ok := d.Form.(interface {
		Follow(scroll *container.Scroll)
	}); ok {
		form.Follow(scroll)
	}
	column := container.New(&dialogColumn{width: wide, most: size.Height - dialogEdge},
		heading, scroll, d.problem, buttons)
	return container.New(layout.NewCustomPaddedLayout(dialogMargin, dialogMargin, dialogMargin, dialogMargin), column)
}

func orWord(text, key string) string {
	if text == "" {
		return locale.T(key)
	}
	return text
}

// focus goes to the first field. Without fields it goes to the confirming
// button, but to the other one where what is confirmed cannot be undone.
func (d *openDialog) focus() {
	canvas := d.window.window.Canvas()
	if d.Focus != nil {
		canvas.Focus(d.Focus)
		return
	}
	if first, ok := d.Form.(interface{ First() fyne.Focusable }); ok && first.First() != nil {
		canvas.Focus(first.First())
		return
	}
	if d.Content != nil {
		if canvas.FocusNext(); canvas.Focused() != d.no && canvas.Focused() != d.yes {
			return
		}
	}
	if d.Danger && d.no != nil {
		canvas.Focus(d.no)
	} else {
		canvas.Focus(d.yes)
	}
}

// key takes the keys that no field of the dialog has used.
func (d *openDialog) key(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.confirm()
	case fyne.KeyEscape:
		if d.NoCancel && d.OnConfirm == nil && d.Work == nil {
			d.close() // something to read
			if d.OnDone != nil {
				d.OnDone()
			}
			return
		}
		d.cancel()
	}
}

func (d *openDialog) confirm() {
	if d.working {
		return
	}
	if d.OnConfirm != nil {
		if err := d.OnConfirm(); err != nil {
			d.fail(err)
			return
		}
	}
	if d.Work == nil {
		d.done()
		return
	}
	d.setWorking(true)
	background.Load(
		d.window.Params.Background, &d.token,
		func(ctx context.Context) (struct{}, error) { return struct{}{}, d.Work(ctx) },
		func(_ struct{}, err error) {
			d.setWorking(false)
			if err != nil {
				d.fail(err)
				return
			}
			d.done()
		},
	)
}

func (d *openDialog) setWorking(working bool) {
	d.working = working
	for _, button := range []*widgets.Button{d.yes, d.no} {
		switch {
		case button == nil:
		case working:
			button.Disable()
		default:
			button.Enable()
		}
	}
}

func (d *openDialog) done() {
	d.close()
	if d.OnDone != nil {
		d.OnDone()
	}
}

func (d *openDialog) cancel() {
	if d.working {
		return // what has begun is let finish: the nurse must see how it went
	}
	d.close()
	if d.OnCancel != nil {
		d.OnCancel()
	}
}

func (d *openDialog) close() {
	d.window.closePopups()
	d.popup.Hide()
	d.view.dialog = nil
}

// fail keeps the dialog open and says what is wrong: beside the fields that the
// form knows, the rest above the buttons.
func (d *openDialog) fail(err error) {
	if d.Form != nil {
		err = d.Form.ShowProblems(err)
	}
	d.problem.SetLines()
	if err != nil {
		d.problem.SetLines(locale.Problem(err))
		logFault(err)
	}
	d.popup.Refresh()
	d.popup.Resize(d.popup.MinSize())
}

// dialogColumn is a dialog's heading, scrolled body, problem and buttons. The
// body is as high as its content, up to most.
type dialogColumn struct{ width, most float32 }

const dialogGap = 12

func (l *dialogColumn) heights(objects []fyne.CanvasObject) (heights []float32, total float32) {
	for number, object := range objects {
		height := float32(0)
		if object.Visible() {
			height = object.MinSize().Height
			if number == 1 {
				inner := object.(*container.Scroll).Content
				inner.Resize(fyne.NewSize(l.width, inner.MinSize().Height)) // so that text breaks
				height = min(inner.MinSize().Height, l.most)
			} else if object.Size().Width != l.width {
				object.Resize(fyne.NewSize(l.width, height))
				height = object.MinSize().Height
			}
			total += height + dialogGap
		}
		heights = append(heights, height)
	}
	return heights, total - dialogGap
}

// Layout implements fyne.Layout.
func (l *dialogColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	heights, total := l.heights(objects)
	if spare := size.Height - total; spare < 0 {
		heights[1] = max(heights[1]+spare, 0)
	}
	y := float32(0)
	for number, object := range objects {
		if !object.Visible() {
			continue
		}
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, heights[number]))
		y += heights[number] + dialogGap
	}
}

// MinSize implements fyne.Layout.
func (l *dialogColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	_, total := l.heights(objects)
	return fyne.NewSize(l.width, total)
}
