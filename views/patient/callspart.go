package patient

import (
	"strconv"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// callsPart is every call about the patient, the newest first. Enter opens a call's note.
type callsPart struct {
	page    *Page
	list    *widgets.List[models.Call]
	content *fyne.Container
}

func newCallsPart(p *Page) *callsPart {
	c := &callsPart{page: p}
	c.list = widgets.NewRows(p.scroll, c.row, func(call models.Call) string { return strconv.FormatInt(call.ID, 10) })
	c.list.OnOpen = func(call models.Call) {
		p.host.Open(page.Route{Page: page.Calls, ID: call.ID, Arg: page.FromPatient})
	}
	c.list.SetEmpty(locale.T("patient.calls.none"), "", nil)
	begin := widgets.NewPrimary(locale.T("patient.call"), p.newCall).WithIcon("calls")
	c.content = widgets.NewColumn(10, widgets.NewFlow(begin), c.list)
	return c
}

// newCall begins a call with the patient who is shown.
func (p *Page) newCall() {
	p.host.Open(page.Route{Page: page.Call, ID: p.id, Arg: page.New})
}

func (c *callsPart) row(call models.Call) fyne.CanvasObject {
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
	return widgets.NewCells([]float32{124, 0}, when, said)
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
	if c.page.file.Patient.ProtectedIdentity && !c.page.revealed {
		return who
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
