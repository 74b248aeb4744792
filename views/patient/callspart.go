package patient

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// callsPart is every call about the patient, the newest first. It is one stop for
// Tab: the arrows choose a call, Enter opens its note.
type callsPart struct {
	widget.BaseWidget
	page    *Page
	chosen  int64 // a call's id
	focused bool
	panes   map[int64]*pane
	list    *fyne.Container
	whole   *fyne.Container
}

func newCallsPart(p *Page) *callsPart {
	c := &callsPart{page: p, list: widgets.NewColumn(2)}
	c.ExtendBaseWidget(c)
	begin := widgets.NewPrimary(locale.T("patient.call"), p.newCall).WithIcon("calls")
	c.whole = widgets.NewColumn(10, widgets.NewFlow(begin), c)
	return c
}

// newCall begins a call with the patient who is shown.
func (p *Page) newCall() {
	p.host.Open(page.Route{Page: page.Call, ID: p.id, Arg: page.New})
}

// fill draws the calls anew; the chosen one stays chosen.
func (c *callsPart) fill() {
	calls := c.page.file.Calls
	if c.at() < 0 && len(calls) > 0 {
		c.chosen = calls[0].ID
	}
	c.panes = map[int64]*pane{}
	c.list.Objects = nil
	if len(calls) == 0 {
		c.list.Add(nothing(locale.T("patient.calls.none")))
	}
	for _, call := range calls {
		shown := newPane(c.row(call),
			func() bool { return c.chosen == call.ID }, func() bool { return c.focused },
			func() { c.choose(call.ID) })
		shown.twice = func() { c.open(call.ID) }
		c.panes[call.ID] = shown
		c.list.Add(shown)
	}
	c.Refresh()
	c.whole.Refresh()
}

func (c *callsPart) row(call models.Call) *fyne.Container {
	when := widgets.NewColumn(1, widgets.NewParagraph(locale.ShortMoment(call.At)).Bold())
	if call.Day != nil {
		when.Add(muted(locale.T("patient.call.day", "n", *call.Day)))
	}
	when.Add(muted(call.By))
	said := widgets.NewColumn(3)
	if marks := c.marks(call); len(marks) > 0 {
		pills := widgets.NewFlow()
		for _, mark := range marks {
			pills.Add(widgets.NewPill(mark.Status, mark.Text))
		}
		said.Add(pills)
	}
	said.Add(widgets.NewParagraph(call.Reason))
	if call.Advice != "" {
		said.Add(muted(locale.T("patient.call.advised", "text", call.Advice)))
	}
	said.Add(muted(c.who(call)))
	return widgets.NewColumn(0, widgets.NewCells([]float32{124, 0}, when, said))
}

// who says who the call was with, and on which number.
func (c *callsPart) who(call models.Call) string {
	who := locale.T("patient.call.self")
	switch {
	case call.Outgoing:
		who = locale.T("patient.call.outgoing")
	case call.Caller != "":
		who = call.Caller
	}
	return locale.Line(who, call.Phone.Format())
}

// marks are the call's level, and what of it is still to be done.
func (c *callsPart) marks(call models.Call) []tasks.Mark {
	var marks []tasks.Mark
	if level := tasks.CallMark(call); level.Text != "" {
		marks = append(marks, level)
	}
	reached, now := false, c.page.host.Now()
	for _, task := range c.page.everyTask() {
		if task.CallID == nil || *task.CallID != call.ID {
			continue
		}
		if task.Closed() { // who was given up was not called back
			reached = reached || task.Step == models.CallbackStep && task.State == models.Done && task.Outcome["reached"] != "no"
			continue
		}
		row := tasks.OfPatient(c.page.desk, c.page.file.Patient, c.page.file.Calls, task)
		marks = append(marks, tasks.Mark{Status: row.Marks(now)[0].Status, Text: row.Title() + ": " + row.When(now)})
	}
	if reached {
		marks = append(marks, tasks.Mark{Status: look.Done, Text: locale.T("patient.call.called-back")})
	}
	return marks
}

// everyTask are all tasks of the patient, of every booking and of none.
func (p *Page) everyTask() []models.Task {
	all := append([]models.Task(nil), p.file.Other...)
	for _, one := range p.file.Bookings {
		all = append(all, one.Tasks...)
	}
	return all
}

// open shows the note of a call.
func (c *callsPart) open(id int64) {
	c.page.host.Open(page.Route{Page: page.Calls, ID: id, Arg: page.FromPatient})
}

// at is where the chosen call stands, -1 for nowhere.
func (c *callsPart) at() int {
	return slices.IndexFunc(c.page.file.Calls, func(call models.Call) bool { return call.ID == c.chosen })
}

func (c *callsPart) choose(id int64) {
	before := c.chosen
	c.chosen = id
	for _, changed := range []int64{before, id} {
		if shown := c.panes[changed]; shown != nil {
			shown.Refresh()
		}
	}
	widgets.Focus(c)
	if shown := c.panes[id]; shown != nil {
		c.page.reveal(shown)
	}
}

// FocusGained implements fyne.Focusable.
func (c *callsPart) FocusGained() { c.mark(true) }

// FocusLost implements fyne.Focusable.
func (c *callsPart) FocusLost() { c.mark(false) }

func (c *callsPart) mark(focused bool) {
	c.focused = focused
	if shown := c.panes[c.chosen]; shown != nil {
		shown.Refresh()
	}
}

// TypedRune implements fyne.Focusable.
func (c *callsPart) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *callsPart) TypedKey(event *fyne.KeyEvent) {
	calls := c.page.file.Calls
	onRow(c, event, c.at(), len(calls),
		func(at int) { c.choose(calls[at].ID) },
		func(at int) { c.open(calls[at].ID) })
}

// CreateRenderer implements fyne.Widget.
func (c *callsPart) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.list) }
