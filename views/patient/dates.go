package patient

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// dated is one date of the booking: a task, or a date for the patient.
type dated struct {
	day     models.Date
	at      time.Time // zero for a whole day
	title   string
	note    string
	status  look.Status
	word    string // of the status; "" for a date of the patient
	key     string
	explain func()
}

// Keys of the marks on the time line.
const (
	markTask = "task:"
	markDate = "date:"
)

// dates are all dates of the booking that is shown, in order of time.
func (p *Page) dates(file care.BookingFile) []dated {
	var all []dated
	for _, task := range file.Tasks {
		if task.State != models.Withdrawn {
			all = append(all, p.datedTask(tasks.OfBooking(p.desk, file, task).WithCall(p.file.Calls)))
		}
	}
	if file.Booking.Open() {
		for _, milestone := range file.Plan.Milestones {
			all = append(all, p.datedMilestone(milestone))
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int {
		if byDay := a.day.Compare(b.day); byDay != 0 {
			return byDay
		}
		return cmp.Compare(a.at.Unix(), b.at.Unix())
	})
	return all
}

func (p *Page) datedTask(row tasks.Row) dated {
	mark := row.Marks(p.host.Now())[0]
	one := dated{
		day: row.DueOn(), title: row.Title(), status: mark.Status, word: mark.Text,
		note: tasks.RoleWord(row.Role), key: markTask + strconv.FormatInt(row.Task.ID, 10),
		explain: func() { p.actions.Explain(row) },
	}
	switch {
	case row.Closed() && row.ClosedAt != nil:
		one.day = models.DateOf(*row.ClosedAt)
		one.note = locale.T("patient.closed-by", "name", row.ClosedBy, "date", locale.ShortMoment(*row.ClosedAt))
	case row.At != nil:
		one.at = *row.At
		one.note = row.AppointmentText()
	case row.State == models.ToBook: // drawn where it is to be, not where it must be booked
		one.day = row.Due
		one.note = locale.T("patient.to-book", "date", locale.ShortDay(row.BookBy), "window", row.Window())
	}
	return one
}

func (p *Page) datedMilestone(planned careplan.PlannedMilestone) dated {
	moment, form := planned.Begin, planned.Milestone.Form
	if moment.Date.IsZero() {
		moment = planned.End
	}
	one := dated{
		day: moment.Date, at: moment.At, title: locale.In(planned.Milestone.Title), status: look.Quiet,
		key: markDate + planned.Milestone.ID,
	}
	one.note = locale.T("patient.date."+string(form), "end", planned.End.Date)
	one.explain = func() { p.explainDate(planned.Milestone) }
	return one
}

// explainDate says where a date for the patient comes from.
func (p *Page) explainDate(milestone careplan.Milestone) {
	source := p.desk.Agreed(milestone.Source)
	row := tasks.Row{Step: careplan.Step{Source: source}}
	content := widgets.NewForm(
		widgets.NewFieldRow("", locale.T("patient.explain.what"), widgets.NewText(locale.T("patient.explain.date"))),
		widgets.NewFieldRow("", locale.T("patient.explain.source"), widgets.NewText(row.Sources())),
	)
	switch source.Status {
	case rulebook.Proposed:
		content.Add(widgets.NewPill(look.Proposed, locale.T("patient.explain.proposed")))
	case rulebook.Approved:
		content.Add(widgets.NewPill(look.Done, tasks.ApprovedBy(source)))
	case rulebook.FromLeaflet:
	}
	p.host.Ask(page.Dialog{
		Title: locale.In(milestone.Title), Content: content, Confirm: locale.T("patient.close"), NoCancel: true,
	})
}

// drawLine puts every date on the time line.
func (p *Page) drawLine() {
	file, ok := p.booking()
	if !ok {
		return
	}
	var marks []widgets.Mark
	for _, one := range p.dates(file) {
		marks = append(marks, widgets.Mark{
			Date: one.day, Label: one.title, Detail: locale.Line(one.word, one.note), Status: one.status, Key: one.key,
		})
	}
	p.line.SetPlan(locale.In(file.Protocol.Title), file.Booking.Day(), p.host.Today(), marks)
}

// datesPart lists every date in order of time, with today and the procedure
// among them.
func (p *Page) datesPart() fyne.CanvasObject {
	file, ok := p.booking()
	if !ok {
		return nothing(locale.T("patient.dates.none"))
	}
	list := widgets.NewColumn(6)
	before := models.Date{}
	for _, one := range p.dates(file) {
		day := ""
		if one.day != before {
			day, before = locale.Date(one.day), one.day
		}
		list.Add(p.dateRow(day, one))
	}
	return list
}

func (p *Page) dateRow(day string, one dated) fyne.CanvasObject {
	clock := ""
	if !one.at.IsZero() {
		clock = locale.Time(one.at)
	}
	var status fyne.CanvasObject = muted(locale.T("patient.date.patient"))
	if one.word != "" {
		status = widgets.NewPill(one.status, one.word)
	}
	info := widgets.NewQuiet("", one.explain).WithIcon("info")
	return centred(widgets.NewCells([]float32{116, 42, 0, 112, 40},
		widgets.NewParagraph(day), widgets.NewParagraph(clock),
		widgets.NewColumn(0, widgets.NewParagraph(one.title).Bold(), muted(one.note)), status, info))
}
