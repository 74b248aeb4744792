package tasks

import (
	"context"

	"fyne.io/fyne/v2"

	"nursedesk/app/workday"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Book asks for the time of an appointment, or for another one.
func (a *Actions) Book(row Row) {
	if row.Closed() || row.Kind != models.Appointment {
		return
	}
	day := a.dayField()
	clock, place, with := widgets.NewTimeField(), widgets.NewLine(""), widgets.NewLine("")
	if !row.Due.Before(a.host.Today()) {
		day.SetDate(row.Due)
	}
	title := "tasks.book.title"
	if row.State == models.Booked && row.At != nil {
		title = "tasks.rebook.title"
		day.SetDate(models.DateOf(*row.At))
		clock.SetTime(models.TimeOfDayOf(*row.At))
		place.SetText(row.Place)
		with.SetText(row.With)
	}
	f := form{
		row: row, title: locale.T(title), confirm: locale.T("tasks.book.confirm"), told: "tasks.told.booked",
		above: a.window(row, day),
		fields: widgets.NewForm(
			widgets.NewBeside(dayRow(day), widgets.NewFieldRow("time", locale.T("tasks.field.time"), clock)),
			widgets.NewBeside(
				widgets.NewFieldRow("place", locale.T("tasks.field.place"), place),
				widgets.NewFieldRow("with", locale.T("tasks.field.with"), with),
			),
		),
	}
	f.take = func(from models.Task, name string) {
		switch name {
		case taskWhen:
			fill(day, clock, from)
		case taskPlace:
			place.SetText(from.Place)
		case taskWith:
			with.SetText(from.With)
		}
	}
	when := timed(day, clock, true)
	f.typed = func(task models.Task) models.Task {
		task = when(task)
		task.Place, task.With = place.Text, with.Text
		return task
	}
	f.read = func(row Row) (act, error) {
		on, problems := readDay(day)
		at, err := clock.Time()
		problems.Add("time", err)
		draft := worklist.AppointmentDraft{
			TaskID: row.ID, Version: row.Version, Date: on, Time: at.String(), Place: place.Text, With: with.Text,
		}
		return func(ctx context.Context) (models.Task, error) { return a.desk.BookAppointment(ctx, draft) },
			problems.OrNil()
	}
	a.ask(f)
}

// Missed notes that the patient did not come.
func (a *Actions) Missed(row Row) {
	if row.State != models.Booked {
		return
	}
	note := widgets.NewNote("")
	f := form{
		row: row, title: locale.T("tasks.not-come.title"), confirm: locale.T("tasks.not-come"), told: "tasks.told.not-come",
		above:  []fyne.CanvasObject{widgets.NewParagraph(row.AppointmentText()).Ink(look.Muted)},
		fields: widgets.NewForm(widgets.NewFieldRow("note", locale.T("tasks.field.note"), note)),
	}
	f.read = func(row Row) (act, error) {
		text := note.Text
		return func(ctx context.Context) (models.Task, error) {
			return a.desk.MarkMissed(ctx, row.ID, row.Version, text)
		}, nil
	}
	a.ask(f)
}

// Postpone moves a task to another day, with a reason.
func (a *Actions) Postpone(row Row) {
	if row.Closed() || row.State == models.Booked {
		return
	}
	day, reason, clock := a.dayField(), widgets.NewLine(""), widgets.NewTimeField()
	beside := widgets.NewBeside(dayRow(day))
	hour := row.Kind == models.Callback && row.At != nil // a call that promised no hour is moved by its day alone
	if hour {
		clock.SetTime(models.TimeOfDayOf(*row.At))
		beside.Add(widgets.NewFieldRow("time", locale.T("tasks.field.time"), clock))
	}
	f := form{
		row: row, title: locale.T("tasks.postpone.title"), confirm: locale.T("tasks.postpone"), told: "tasks.told.postponed",
		above:  a.window(row, day),
		fields: widgets.NewForm(beside, widgets.NewFieldRow("reason", locale.T("tasks.field.reason"), reason)),
	}
	when := timed(day, clock, hour)
	f.typed = func(task models.Task) models.Task {
		task = when(task)
		task.MoveReason = reason.Text
		return task
	}
	f.take = func(from models.Task, name string) {
		switch name {
		case taskWhen:
			fill(day, clock, from)
		case taskReason:
			reason.SetText(from.MoveReason)
		}
	}
	f.read = func(row Row) (act, error) {
		on, problems := readDay(day)
		move := worklist.Postponement{TaskID: row.ID, Version: row.Version, Due: on, Reason: reason.Text}
		if hour {
			at, err := clock.Time()
			problems.Add("time", err)
			move.Time = at.String()
		}
		return func(ctx context.Context) (models.Task, error) { return a.desk.PostponeTask(ctx, move) }, problems.OrNil()
	}
	a.ask(f)
}

// timed gives a task the day of two fields, and the time where they ask for one, as far as
// they can be read.
func timed(day *widgets.DateField, clock *widgets.TimeField, hour bool) func(models.Task) models.Task {
	return func(task models.Task) models.Task {
		on, err := day.Date()
		if err != nil || on.IsZero() {
			return task
		}
		task.Due = on
		if at, err := clock.Time(); err == nil && hour {
			task.At = new(at.On(on))
		}
		return task
	}
}

// fill shows when a task is, in the two fields.
func fill(day *widgets.DateField, clock *widgets.TimeField, task models.Task) {
	if task.At == nil {
		day.SetDate(task.Due)
		return
	}
	day.SetDate(models.DateOf(*task.At))
	clock.SetTime(models.TimeOfDayOf(*task.At))
}

func (a *Actions) dayField() *widgets.DateField {
	return widgets.NewDateField(a.host.Today, locale.RedDay)
}

func dayRow(day fyne.CanvasObject) *widgets.FieldRow {
	return widgets.NewFieldRow("date", locale.T("tasks.field.date"), day)
}

func readDay(field *widgets.DateField) (models.Date, models.Problems) {
	var problems models.Problems
	day, err := field.Date()
	problems.Add("date", err)
	return day, problems
}

// window says where the protocol wants the task, and warns while the chosen day
// lies outside or is no working day. It warns and does not refuse: the nurse
// knows why.
func (a *Actions) window(row Row, field *widgets.DateField) []fyne.CanvasObject {
	banner := widgets.NewBanner(look.DueToday)
	weigh := func(day models.Date) { banner.SetLines(row.objections(day)...) }
	field.OnChanged = weigh
	day, _ := field.Date()
	weigh(day)
	if row.Latest.IsZero() {
		return []fyne.CanvasObject{banner}
	}
	return []fyne.CanvasObject{
		widgets.NewParagraph(locale.T("tasks.window", "window", row.Window())).Ink(look.Muted), banner,
	}
}

// objections tells what speaks against moving the task to a day.
func (r Row) objections(day models.Date) []string {
	var lines []string
	if day.IsZero() {
		return nil
	}
	if !r.Latest.IsZero() && !r.InWindow(day) {
		lines = append(lines, locale.T("tasks.outside", "date", locale.ShortDay(day), "window", r.Window()))
	}
	if !workday.IsWorkday(day) {
		lines = append(lines, locale.T("tasks.no-workday", "date", locale.ShortDay(day)))
	}
	return lines
}
