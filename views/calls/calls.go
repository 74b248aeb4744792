// Package calls is the register of the telephone: the calls that go on, those to
// make, and what was said in every earlier one.
package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// calls shows the register, or the note of one call.
type calls struct {
	host  page.Host
	list  *list
	note  *note
	reads bool // a note is shown
	stack *fyne.Container
}

var (
	_ page.Page      = (*calls)(nil)
	_ page.Shower    = (*calls)(nil)
	_ page.Reloader  = (*calls)(nil)
	_ page.Timely    = (*calls)(nil)
	_ page.Completer = (*calls)(nil)
	_ page.Escaper   = (*calls)(nil)
	_ page.Fixed     = (*calls)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	c := &calls{host: host, list: newList(desk, host)}
	c.note = newNote(desk, host)
	c.stack = container.NewStack(c.list.content, c.note.content)
	c.note.content.Hide()
	return c
}

// Content implements page.Page.
func (c *calls) Content() fyne.CanvasObject { return c.stack }

// Title implements page.Page.
func (c *calls) Title() string {
	if c.reads {
		return locale.T("calls.note.title")
	}
	return locale.T("calls.title")
}

// Fixed implements page.Fixed: the list, and the note, scroll within the page.
func (c *calls) Fixed() {}

// Show implements page.Shower: a route with a call's id shows its note.
func (c *calls) Show(route page.Route) {
	c.reads = route.ID != 0
	if c.reads {
		c.list.content.Hide()
		c.note.content.Show()
		c.note.show(route)
	} else {
		c.note.content.Hide()
		c.list.content.Show()
		c.list.load()
		c.list.grid.Focus()
	}
	c.host.Retitle()
}

// Reload implements page.Reloader.
func (c *calls) Reload() {
	if c.reads {
		c.note.load()
		return
	}
	c.list.load()
}

// Minute implements page.Timely.
func (c *calls) Minute() {
	if !c.reads {
		c.list.minute()
	}
}

// Complete implements page.Completer.
func (c *calls) Complete() {
	if !c.reads {
		c.list.complete()
	}
}

// CopyToJournal implements page.JournalCopier: the note that is read.
func (c *calls) CopyToJournal() {
	if c.reads {
		c.note.copy()
		c.host.Toast(locale.T("journal.copied", "what", locale.T("calls.note.title")), nil)
		return
	}
	c.host.Toast(locale.T("command.copy-journal.none"), nil)
}

// Escape implements page.Escaper.
func (c *calls) Escape() bool {
	if c.reads {
		c.note.leave()
		return true
	}
	return c.list.escape()
}
