package patient

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// callsPart is the log of calls and, while one is being noted, its form. What is
// typed stays until it is saved, whatever else the page shows meanwhile.
type callsPart struct {
	page   *Page
	noting bool
	draft  app.CallDraft // what Save writes

	caller, phone  *widgets.Line
	reason, advice *widgets.Note
	day            *widgets.DateField
	at             *widgets.TimeField
	fields         *widgets.Form
	keep           *widgets.ProgressButton
	start          *fyne.Container
	form           *fyne.Container
	log            *fyne.Container
	whole          *fyne.Container
}

func newCallsPart(p *Page) *callsPart {
	c := &callsPart{
		page: p, caller: widgets.NewLine(locale.T("patient.call.caller.placeholder")),
		phone: widgets.NewLine("").SetLetters(16), reason: widgets.NewNote(""), advice: widgets.NewNote(""),
		day: p.dayField(), at: widgets.NewTimeField(), log: widgets.NewColumn(6),
	}
	c.fields = widgets.NewForm(
		widgets.NewBeside(callRow("caller", c.caller), callRow("phone", c.phone)),
		callRow("reason", c.reason), callRow("advice", c.advice),
		widgets.NewBeside(
			callRow("callback-date", c.day).WithHelp(locale.T("patient.call.callback.help")),
			callRow("callback-time", c.at),
		),
	)
	c.keep = widgets.NewProgressButton(p.host.Background(), locale.T("patient.call.save"), locale.T("patient.call.saving"),
		func(ctx context.Context) error {
			_, err := p.desk.EndCall(ctx, c.draft, false)
			return err
		}, c.kept)
	c.keep.OnTapped = c.save
	c.start = widgets.NewFlow(widgets.NewPrimary(locale.T("patient.call"), p.NoteCall).WithIcon("calls"))
	c.form = widgets.NewColumn(8, widgets.NewSection(locale.T("patient.call.new")), c.fields,
		widgets.NewFlow(c.keep.Button, widgets.NewQuiet(locale.T("patient.call.discard"), c.discard)))
	c.form.Hide()
	c.whole = widgets.NewColumn(10, c.start, c.form, c.log)
	return c
}

func callRow(name string, field widgets.Field) *widgets.FieldRow {
	return widgets.NewFieldRow(name, locale.T("patient.call."+name), field)
}

// note opens the form and gives its first field the focus.
func (c *callsPart) note() {
	if !c.noting {
		c.noting = true
		c.phone.SetText(c.page.file.Patient.Phone.Format())
	}
	c.start.Hide()
	c.form.Show()
	c.page.body.Refresh()
	c.page.host.Window().Canvas().Focus(c.caller)
}

// touched tells whether anything is typed that saving has not kept yet.
func (c *callsPart) touched() bool {
	_, noTime := c.at.Time()
	day, badDay := c.day.Date()
	return c.noting && (c.caller.Text != "" || c.reason.Text != "" || c.advice.Text != "" ||
		badDay != nil || !day.IsZero() || !errors.Is(noTime, models.ErrRequired) ||
		c.phone.Text != c.page.file.Patient.Phone.Format())
}

// forget empties the form and folds it.
func (c *callsPart) forget() {
	c.noting = false
	for _, line := range []*widgets.Line{c.caller, c.phone} {
		line.SetText("")
	}
	c.reason.SetText("")
	c.advice.SetText("")
	c.day.SetDate(models.Date{})
	c.at.Clear()
	_ = c.fields.Mark(nil) // nothing is wrong with an empty form
	c.form.Hide()
	c.start.Show()
}

func (c *callsPart) discard() {
	c.page.Leave(func() {
		c.forget()
		c.page.body.Refresh()
	})
}

// read takes the form; the error is all that is wrong with it.
func (c *callsPart) read() (app.CallDraft, error) {
	draft := app.CallDraft{
		Topic: "none", PatientID: c.page.id, Caller: c.caller.Text, Phone: c.phone.Text, Reason: c.reason.Text, Advice: c.advice.Text,
	}
	if file, ok := c.page.booking(); ok {
		draft.BookingID = file.Booking.ID
	}
	var problems models.Problems
	day, err := c.day.Date()
	problems.Add("callback-date", err)
	draft.CallbackDate = day
	at, err := c.at.Time()
	switch {
	case err == nil:
		draft.CallbackTime = at.String()
	case !errors.Is(err, models.ErrRequired):
		problems.Add("callback-time", err)
	}
	if len(problems) == 0 {
		problems.Add("", c.page.desk.CheckCall(draft, app.CallerFile{DayUnknown: true}, false))
	}
	for index, problem := range problems {
		if problem.Field == "callback" { // the day is where it is mended
			problems[index] = problem.On("callback-date")
		}
	}
	return draft, problems.OrNil()
}

func (c *callsPart) save() {
	draft, err := c.read()
	if rest := c.fields.ShowProblems(err); rest != nil {
		c.page.host.Fail(rest)
	}
	if err != nil {
		return
	}
	c.draft = draft
	c.keep.Start()
}

func (c *callsPart) kept(err error) {
	if err != nil {
		if rest := c.fields.ShowProblems(err); rest != nil {
			c.page.host.Fail(rest)
		}
		return
	}
	told := locale.T("patient.call.told")
	if !c.draft.CallbackDate.IsZero() || strings.TrimSpace(c.draft.CallbackTime) != "" {
		told = locale.T("patient.call.told-callback", "date", c.draft.CallbackDate, "time", c.draft.CallbackTime)
	}
	c.forget()
	c.page.host.Toast(told, nil)
	c.page.Reload()
}

// fill draws the log anew; the form is left alone.
func (c *callsPart) fill() {
	c.log.Objects = nil
	if len(c.page.file.Calls) == 0 && !c.noting {
		c.log.Add(nothing(locale.T("patient.calls.none")))
	}
	for _, call := range c.page.file.Calls {
		c.log.Add(c.row(call))
	}
	c.whole.Refresh()
}

func (c *callsPart) row(call models.Call) fyne.CanvasObject {
	who := []string{locale.T("patient.call.self")}
	if call.Caller != "" {
		who[0] = call.Caller
	}
	if call.Phone != "" {
		who = append(who, locale.Phone(call.Phone))
	}
	said := widgets.NewColumn(3, muted(strings.Join(who, separator)), widgets.NewParagraph(call.Reason))
	if call.Advice != "" {
		said.Add(widgets.NewParagraph(locale.T("patient.call.advised", "text", call.Advice)))
	}
	if call.CallbackAt != nil {
		said.Add(c.promise(call))
	}
	return centred(widgets.NewCells([]float32{140, 0},
		widgets.NewColumn(1, widgets.NewParagraph(locale.ShortMoment(call.At)).Bold(), muted(call.By)), said))
}

// promise is the pill of a callback: open, or made.
func (c *callsPart) promise(call models.Call) fyne.CanvasObject {
	at := locale.ShortMoment(*call.CallbackAt)
	for _, row := range c.page.everyTask() {
		if row.CallID == nil || *row.CallID != call.ID {
			continue
		}
		if row.Closed() {
			return widgets.NewPill(look.Done, locale.T("patient.call.called-back", "at", at))
		}
		status, _ := widgets.SituationStatus(row.Situation(c.page.host.Now()))
		if row.At != nil {
			at = locale.ShortMoment(*row.At)
		}
		return widgets.NewPill(status, locale.T("patient.call.promised", "at", at))
	}
	return widgets.NewPill(look.Quiet, locale.T("patient.call.promised", "at", at))
}

// everyTask are all tasks of the patient, of every booking and of none.
func (p *Page) everyTask() []models.Task {
	all := append([]models.Task(nil), p.file.Other...)
	for _, one := range p.file.Bookings {
		all = append(all, one.Tasks...)
	}
	return all
}
