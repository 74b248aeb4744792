package tasks

import (
	"context"

	"fyne.io/fyne/v2"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// callActions lists what can be done with a call that is still to be made, the
// next thing to do first. The surgeon's call is not the nurse's to make: what
// comes first there is that it was made.
func (a *Actions) callActions(row Row) []Action {
	called := []Action{
		action("ring", ringLabel(row), func() { a.Ring(row) }),
		action("no-answer", "tasks.no-answer", func() { a.NoAnswer(row) }),
	}
	if least, _ := a.desk.TriesBeforeGivingUp(); row.Calling.Unanswered() >= least {
		called = append(called, action("give-up", "tasks.give-up", func() { a.GiveUp(row) }))
	}
	switch row.Task.Step {
	case models.NotifyStep: // whom to call is 112 or the emergency department, not the patient
		return []Action{action("done", "tasks.done.notify", func() { a.finish(row) })}
	case models.SurgeonCallbackStep:
		return append([]Action{action("done", "tasks.done.surgeon", func() { a.Complete(row) })}, called...)
	case models.FinishCallStep:
		return append(called, action("done", "tasks.done.unfinished", func() { a.finish(row) }))
	}
	return append(called,
		action("done", "tasks.done", func() { a.Complete(row) }),
		action("postpone", "tasks.postpone", func() { a.Postpone(row) }))
}

func ringLabel(row Row) string {
	switch row.Task.Step {
	case models.SurgeonCallbackStep:
		return "tasks.ring.patient"
	case models.FinishCallStep:
		return "tasks.ring.on"
	}
	return "tasks.ring"
}

// Ring opens the call that the row asks for.
func (a *Actions) Ring(row Row) {
	a.host.Open(page.Route{Page: page.Call, ID: row.ID, Arg: page.CallBack})
}

// NoAnswer logs a try that nobody answered, with the time of the next one as the
// rules want it: one key to open, Enter to keep.
func (a *Actions) NoAnswer(row Row) {
	if row.Closed() || row.Kind != models.Callback && !row.Step.Call {
		return
	}
	type next struct {
		day  models.Date
		time models.TimeOfDay
	}
	background.Load(a.host.Background(), new(background.Token), func(ctx context.Context) (next, error) {
		at, err := a.desk.NextTry(ctx, row.Task)
		return next{models.DateOf(at), models.TimeOfDayOf(at)}, err
	}, func(found next, err error) {
		if err != nil {
			a.host.Fail(err)
			return
		}
		a.askNoAnswer(row, found.day, found.time)
	})
}

func (a *Actions) askNoAnswer(row Row, nextDay models.Date, nextTime models.TimeOfDay) {
	phone, note := widgets.NewLine("").SetLetters(16), widgets.NewLine("")
	phone.SetText(row.Phone.Format())
	day, clock := a.dayField(), widgets.NewTimeField()
	day.SetDate(nextDay)
	clock.SetTime(nextTime)
	f := form{
		row: row, title: locale.T("tasks.no-answer.title"), confirm: locale.T("tasks.no-answer.confirm"), told: "tasks.told.no-answer",
		above: said(Tries(row)),
		fields: widgets.NewForm(widgets.NewBeside(
			widgets.NewFieldRow("phone", locale.T("tasks.field.phone"), phone),
			widgets.NewFieldRow("note", locale.T("tasks.field.note"), note),
		)),
		undo: a.desk.UndoAttempt,
	}
	if row.Task.Step == models.SurgeonCallbackStep {
		f.above = append(f.above, widgets.NewParagraph(locale.T("tasks.no-answer.surgeon")).Ink(look.Muted))
	} else {
		f.fields.Add(widgets.NewBeside(
			widgets.NewFieldRow("next-date", locale.T("tasks.field.next-date"), day),
			widgets.NewFieldRow("next-time", locale.T("tasks.field.next-time"), clock),
		))
	}
	f.typed = timed(day, clock, true)
	f.take = func(from models.Task, name string) {
		if name == taskWhen {
			fill(day, clock, from)
		}
	}
	f.read = func(row Row) (act, error) {
		var problems models.Problems
		on, err := day.Date()
		problems.Add("next-date", err)
		at, err := clock.Time()
		problems.Add("next-time", err)
		try := worklist.AttemptDraft{
			TaskID: row.ID, Version: row.Version, Phone: phone.Text, Note: note.Text, NextDate: on, NextTime: at.String(),
		}
		return func(ctx context.Context) (models.Task, error) { return a.desk.LogAttempt(ctx, try) }, problems.OrNil()
	}
	a.ask(f)
}

// GiveUp closes a call to somebody who was not reached, and says what the rules
// want done instead.
func (a *Actions) GiveUp(row Row) {
	if row.Closed() || row.Kind != models.Callback {
		return
	}
	_, then := a.desk.TriesBeforeGivingUp()
	instead := widgets.NewNote("")
	rule := widgets.NewBanner(look.DueToday)
	rule.SetLines(locale.In(then))
	f := form{
		row: row, title: locale.T("tasks.give-up.title"), confirm: locale.T("tasks.give-up.confirm"), told: "tasks.told.given-up",
		above:  append([]fyne.CanvasObject{rule}, said(Tries(row))...),
		fields: widgets.NewForm(widgets.NewFieldRow("instead", locale.T("tasks.field.instead"), instead)),
	}
	f.read = func(row Row) (act, error) {
		text := instead.Text
		return func(ctx context.Context) (models.Task, error) {
			return a.desk.GiveUp(ctx, row.ID, row.Version, text)
		}, nil
	}
	a.ask(f)
}

// Tries says each try to reach the patient in a line, the oldest first:
// "23 nov 10:05 · inget svar · 070-174 06 05 · Sköterska Test".
func Tries(row Row) []string {
	var lines []string
	for _, try := range row.Calling.Tries {
		lines = append(lines, TryLine(try, row.Protected))
	}
	return lines
}

// TryLine says one try to reach a patient in a line, without the number of whose identity
// is protected.
func TryLine(try models.Attempt, protected bool) string {
	phone := try.Phone
	if protected {
		phone = ""
	}
	word := "tasks.try.missed"
	if try.Answered {
		word = "tasks.try.answered"
	}
	return locale.Line(locale.ShortMoment(try.At), locale.T(word), phone.Format(), try.By, locale.OneLine(try.Note))
}

// said sets lines below each other, muted; nothing where there are none.
func said(lines []string) []fyne.CanvasObject {
	if len(lines) == 0 {
		return nil
	}
	column := widgets.NewColumn(1)
	for _, line := range lines {
		column.Add(widgets.NewParagraph(line).Small().Ink(look.Muted))
	}
	return []fyne.CanvasObject{column}
}
