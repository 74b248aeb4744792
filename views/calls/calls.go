// Package calls is the page of the telephone: who is to be called back, what was
// said in earlier calls, and the form of the call that goes on now.
package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// calls shows either the log or the form. The form keeps what is typed until it
// is saved or thrown away, whatever other pages are opened meanwhile.
type calls struct {
	host   page.Host
	log    *log
	form   *form
	writes bool // the form is shown, not the log
	stack  *fyne.Container
}

var (
	_ page.Page      = (*calls)(nil)
	_ page.Shower    = (*calls)(nil)
	_ page.Reloader  = (*calls)(nil)
	_ page.Saver     = (*calls)(nil)
	_ page.Completer = (*calls)(nil)
	_ page.Escaper   = (*calls)(nil)
	_ page.Closer    = (*calls)(nil)
	_ page.Outliver  = (*calls)(nil)
	_ page.Fixed     = (*calls)(nil)
)

// Unfinished keeps the call that is half written while the window is built anew
// in another language, size or colour. The zero value is ready; it is used on
// the screen's goroutine only.
type Unfinished struct{ form *form }

// New makes the page, goes on with the call that unfinished keeps, and reads how
// many callbacks wait, for the navigation.
func New(desk *app.Desk, unfinished *Unfinished, host page.Host) page.Page {
	c := &calls{host: host}
	c.log = newLog(desk, host, func() { c.begin(0) })
	c.form = newForm(desk, host)
	if unfinished.form != nil {
		c.form.takeOver(unfinished.form)
	}
	unfinished.form = c.form
	c.form.onLeave = c.showLog
	c.form.onSaved = func(id int64) {
		c.log.wanted = id
		c.showLog()
	}
	c.stack = container.NewStack(c.log.content, c.form.content)
	c.form.content.Hide()
	c.log.load()
	return c
}

// Content implements page.Page.
func (c *calls) Content() fyne.CanvasObject { return c.stack }

// Title implements page.Page.
func (c *calls) Title() string {
	if c.writes {
		return locale.T("calls.new.title")
	}
	return locale.T("calls.title")
}

// Fixed implements page.Fixed: the list, and the form, scroll within the page.
func (c *calls) Fixed() {}

// Show implements page.Shower.
func (c *calls) Show(route page.Route) {
	switch {
	case route.Arg == page.New:
		c.begin(route.ID)
	case c.writes:
		c.showForm()
	default:
		c.showLog()
	}
}

// Reload implements page.Reloader.
func (c *calls) Reload() { c.log.load() }

// Save implements page.Saver.
func (c *calls) Save() {
	if c.writes {
		c.form.save()
	}
}

// Complete implements page.Completer.
func (c *calls) Complete() {
	if !c.writes {
		c.log.complete()
	}
}

// Escape implements page.Escaper.
func (c *calls) Escape() bool {
	if c.writes {
		c.showLog()
		return true
	}
	return c.log.escape()
}

// Close implements page.Closer: a call that is half written would be lost.
func (c *calls) Close(then func()) {
	if !c.form.begun() {
		then()
		return
	}
	c.host.Ask(page.Dialog{
		Title:   locale.T("calls.close.title"),
		Text:    locale.T("calls.close.text", "time", locale.Time(c.form.started)),
		Confirm: locale.T("calls.discard"),
		Cancel:  locale.T("calls.continue"),
		Danger:  true,
		OnDone: func() {
			c.form.clear()
			then()
		},
	})
}

// Outlives implements page.Outliver: Unfinished keeps the call.
func (c *calls) Outlives() {}

// begin opens the form. A call that is half written goes on; only a call from
// another patient takes its place, after a question.
func (c *calls) begin(patientID int64) {
	present := c.form.patientID()
	if patientID == 0 || present == 0 || present == patientID {
		c.showForm()
		if present == 0 {
			c.form.readPatient(patientID)
		}
		return
	}
	c.host.Ask(page.Dialog{
		Title:   locale.T("calls.replace.title"),
		Text:    locale.T("calls.replace.text", "name", c.form.patientName(), "time", locale.Time(c.form.started)),
		Confirm: locale.T("calls.discard"),
		Cancel:  locale.T("calls.continue"),
		Danger:  true,
		OnDone: func() {
			c.form.clear()
			c.showForm()
			c.form.readPatient(patientID)
		},
		OnCancel: c.showForm,
	})
}

func (c *calls) showForm() {
	c.writes = true
	c.form.start()
	c.log.content.Hide()
	c.form.content.Show()
	c.host.Retitle()
	c.form.focus()
}

func (c *calls) showLog() {
	c.writes = false
	if !c.form.begun() {
		c.form.clear()
	}
	c.log.setUnfinished(c.form.begun(), c.form.patientName(), c.form.started)
	c.form.content.Hide()
	c.log.content.Show()
	c.host.Retitle()
	c.log.load()
	c.log.grid.Focus()
}

// column puts a form and the buttons below it into a page; the scroll bar has
// room beside the fields.
func column(form fyne.CanvasObject, foot fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, widgets.NewReadable(foot), nil, nil,
		container.NewVScroll(widgets.NewReadable(container.New(layout.NewCustomPaddedLayout(4, 12, 4, 14), form))))
}
