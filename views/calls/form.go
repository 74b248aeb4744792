package calls

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// noteRows is how many lines the notes show: what a call usually needs, with all
// fields still in sight.
const noteRows = 5

// form is the call that goes on now, in the order of a conversation.
type form struct {
	desk    *app.Desk
	host    page.Host
	onLeave func()         // back to the log
	onSaved func(id int64) // the call is kept

	started time.Time
	reading background.Token // of the chosen patient's file
	saving  background.Token

	begins  *widgets.Paragraph // says when the call began
	whom    *whom
	booking *widgets.Choice
	caller  *widgets.Line
	phone   *widgets.Line
	reason  *widgets.Note
	advice  *widgets.Note
	date    *widgets.DateField
	time    *widgets.TimeField
	fields  *widgets.Form
	hinders *widgets.Banner // what keeps the call from being kept
	keep    *widgets.Button
	content fyne.CanvasObject

	prefilled string            // the number that was put in for the nurse
	files     []app.BookingFile // the chosen patient's bookings
}

func newForm(desk *app.Desk, host page.Host) *form {
	f := &form{desk: desk, host: host}
	f.begins = widgets.NewParagraph("").Ink(look.Muted)
	f.whom = newWhom(desk, host, f.choose, f.forget)
	f.booking = widgets.NewChoice()
	f.caller = widgets.NewLine(locale.T("calls.caller.placeholder"))
	f.phone = widgets.NewLine("070-174 06 05")
	f.reason = widgets.NewNote("")
	f.advice = widgets.NewNote("")
	f.reason.SetMinRowsVisible(noteRows)
	f.advice.SetMinRowsVisible(noteRows)
	f.date = widgets.NewDateField(host.Today, planview.RedDay)
	f.time = widgets.NewTimeField()
	f.caller.OnEnter, f.phone.OnEnter = f.save, f.save
	f.hinders = widgets.NewBanner(look.Overdue)
	f.fields = widgets.NewForm(
		f.begins,
		widgets.NewFieldRow("patient", locale.T("calls.patient"), f.whom),
		widgets.NewFieldRow("booking", locale.T("calls.booking"), f.booking),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("caller", locale.T("calls.caller"), f.caller),
			widgets.NewFieldRow("phone", locale.T("calls.phone"), f.phone),
		),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("reason", locale.T("calls.reason"), f.reason),
			widgets.NewFieldRow("advice", locale.T("calls.advice"), f.advice),
		),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("callback-date", locale.T("calls.callback-date"), f.date),
			widgets.NewFieldRow("callback-time", locale.T("calls.callback-time"), f.time),
		),
	)
	f.keep = widgets.NewPrimary(locale.T("calls.save"), f.save)
	foot := container.NewVBox(f.hinders, widgets.NewFlow(
		f.keep,
		widgets.NewButton(locale.T("calls.to-log"), func() { f.onLeave() }),
		widgets.NewQuiet(locale.T("calls.discard"), f.discard),
	))
	f.content = column(f.fields, foot)
	f.showBookings(nil)
	return f
}

// start notes when the call began, unless one is going on.
func (f *form) start() {
	if f.started.IsZero() {
		f.started = f.host.Now()
	}
	f.begins.SetText(locale.T("calls.begins", "time", locale.Time(f.started)))
	f.whom.again()
}

// begun tells whether anything was chosen or typed that could be lost.
func (f *form) begun() bool {
	day, dayErr := f.date.Date()
	_, timeErr := f.time.Time()
	typed := f.whom.text() + f.caller.Text + f.reason.Text + f.advice.Text
	return f.patientID() != 0 || strings.TrimSpace(typed) != "" || strings.TrimSpace(f.phone.Text) != f.prefilled ||
		!day.IsZero() || dayErr != nil || !errors.Is(timeErr, models.ErrRequired)
}

// takeOver goes on with the call that another form holds.
func (f *form) takeOver(from *form) {
	f.started, f.prefilled = from.started, from.prefilled
	if from.patientID() != 0 {
		f.whom.choose(from.whom.chosen)
		f.files = from.files
		f.showBookings(from.files)
		f.booking.Choose(from.booking.ChosenID())
	} else {
		f.whom.search.SetText(from.whom.text())
	}
	f.caller.SetText(from.caller.Text)
	f.phone.SetText(from.phone.Text)
	f.reason.SetText(from.reason.Text)
	f.advice.SetText(from.advice.Text)
	if day, err := from.date.Date(); err == nil {
		f.date.SetDate(day)
	}
	if at, err := from.time.Time(); err == nil {
		f.time.SetTime(at)
	}
}

// clear makes the form ready for the next call.
func (f *form) clear() {
	f.reading.Cancel()
	f.started = time.Time{}
	f.whom.clear()
	f.forget()
	f.caller.SetText("")
	f.phone.SetText("")
	f.reason.SetText("")
	f.advice.SetText("")
	f.date.SetDate(models.Date{})
	f.time.Clear()
	f.prefilled = ""
	f.hinder()
	_ = f.fields.Mark(nil) // takes the marks away; there is nothing left over
}

func (f *form) patientID() int64 { return f.whom.chosen.ID }

func (f *form) patientName() string { return f.whom.chosen.Name() }

// focus gives the first field to fill in the focus.
func (f *form) focus() {
	name := "patient"
	if f.patientID() != 0 {
		name = "reason"
	}
	f.fields.Row(name).Focus()
}

func (f *form) discard() {
	if !f.begun() {
		f.clear()
		f.onLeave()
		return
	}
	f.host.Ask(page.Dialog{
		Title:   locale.T("calls.discard.title"),
		Text:    locale.T("calls.discard.text"),
		Confirm: locale.T("calls.discard"),
		Cancel:  locale.T("calls.continue"),
		Danger:  true,
		OnDone: func() {
			f.clear()
			f.onLeave()
		},
	})
}

// readPatient chooses the patient of a route; 0 chooses none.
func (f *form) readPatient(id int64) {
	if id == 0 {
		return
	}
	f.read(id, func(file app.PatientFile) {
		f.whom.choose(rowOf(file.Patient))
		f.relaid()
		f.focus()
	})
}

// choose takes the patient that the nurse chose among the hits.
func (f *form) choose(row models.PatientRow) {
	f.read(row.ID, func(app.PatientFile) {})
	f.relaid()
	f.focus()
}

// relaid lets the fields close up: a chosen patient takes less room than the search.
func (f *form) relaid() { f.fields.Refresh() }

func (f *form) read(id int64, then func(app.PatientFile)) {
	background.Load(f.host.Background(), &f.reading,
		func(ctx context.Context) (app.PatientFile, error) { return f.desk.Patient(ctx, id) },
		func(file app.PatientFile, err error) {
			if err != nil {
				f.host.Fail(err)
				return
			}
			then(file)
			f.showPatient(file)
		})
}

// showPatient fills in what is known of the chosen patient.
func (f *form) showPatient(file app.PatientFile) {
	f.files = file.Bookings
	f.showBookings(f.files)
	if text := strings.TrimSpace(f.phone.Text); text == "" || text == f.prefilled {
		f.prefilled = locale.Phone(file.Patient.Phone)
		f.phone.SetText(f.prefilled)
	}
	f.fields.Row("patient").SetHelp(f.lastCall(file.Calls))
}

func (f *form) lastCall(calls []models.Call) string {
	if len(calls) == 0 {
		return ""
	}
	last := calls[0]
	reason := []rune(oneLine(last.Reason))
	text := string(reason[:min(len(reason), 120)])
	if len(reason) > 120 {
		text += "…"
	}
	return locale.T("calls.last", "when", locale.Relative(models.DateOf(last.At), f.host.Today()), "text", text)
}

// forget takes back what belonged to a patient who is no longer chosen.
func (f *form) forget() {
	f.reading.Cancel()
	f.files = nil
	f.showBookings(nil)
	f.fields.Row("patient").SetHelp("")
	f.relaid()
	if f.phone.Text == f.prefilled {
		f.phone.SetText("")
		f.prefilled = ""
	}
}

// draft reads the fields; the problems are those that only the fields know.
func (f *form) draft() (app.CallDraft, models.Problems) {
	var problems models.Problems
	draft := app.CallDraft{
		Topic: "none", PatientID: f.patientID(), Started: f.started, Caller: f.caller.Text, Phone: f.phone.Text,
		Reason: f.reason.Text, Advice: f.advice.Text,
	}
	if id, err := strconv.ParseInt(f.booking.ChosenID(), 10, 64); err == nil {
		draft.BookingID = id
	}
	day, err := f.date.Date()
	problems.Add("callback-date", err)
	draft.CallbackDate = day
	at, err := f.time.Time()
	if err == nil {
		draft.CallbackTime = at.String()
	} else if !errors.Is(err, models.ErrRequired) {
		problems.Add("callback-time", err)
	}
	return draft, problems
}

// save keeps the call; what hinders it is said beside the fields and above the button.
func (f *form) save() {
	if f.keep.Disabled() {
		return
	}
	draft, problems := f.draft()
	if err := merge(problems, f.desk.CheckCall(draft, app.CallerFile{DayUnknown: true}, false)); err != nil {
		f.refuse(err)
		return
	}
	f.hinder()
	_ = f.fields.Mark(nil) // takes the marks away; there is nothing left over
	f.keep.Disable()
	name := f.patientName()
	background.Load(f.host.Background(), &f.saving,
		func(ctx context.Context) (models.Call, error) { return f.desk.EndCall(ctx, draft, false) },
		func(call models.Call, err error) {
			f.keep.Enable()
			if err != nil {
				f.refuse(err)
				return
			}
			f.clear()
			f.host.Toast(kept(call, name), nil)
			f.onSaved(call.ID)
		})
}

func kept(call models.Call, name string) string {
	if call.CallbackAt == nil {
		return locale.T("calls.saved", "name", name)
	}
	return locale.T("calls.saved.callback", "name", name, "at", *call.CallbackAt)
}

// refuse shows what is wrong and leaves everything as it was typed.
func (f *form) refuse(err error) {
	rest := f.fields.ShowProblems(merge(nil, err))
	if rest == nil {
		f.hinder(locale.T("calls.hinders"))
	} else {
		f.hinder()
	}
	f.host.Fail(rest)
}

// hinder says above the buttons what keeps the call from being kept.
func (f *form) hinder(lines ...string) {
	f.hinders.SetLines(lines...)
	f.content.Refresh() // the buttons make room
}

// merge joins what the fields and the model say, once for each field; what is
// said of the whole callback stands at its date.
func merge(problems models.Problems, err error) error {
	var said models.Problems
	said.Add("", err)
	fields := problems.Fields()
	for _, problem := range said {
		if problem.Field == "callback" {
			problem = problem.On("callback-date")
		}
		if !slices.Contains(fields, problem.Field) {
			problems = append(problems, problem)
		}
	}
	return problems.OrNil()
}
