package tasks

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Complete closes a task as done. With nothing to ask it is done at once; else
// its questions open below the row, or in a dialog where the page has no place;
// one of them is whether it is meant, before its window. What is still to book is
// booked first, a visit that lies ahead is refused, a call that
// was broken off goes on.
func (a *Actions) Complete(row Row) {
	switch {
	case row.Closed():
		return
	case row.State == models.ToBook:
		a.Book(row)
		return
	case row.decides():
		a.Decide(row)
		return
	case row.Task.Step == models.FinishCallStep:
		a.Ring(row)
		return
	}
	a.finish(row)
}

// finish closes a task with its questions, if it has any.
func (a *Actions) finish(row Row) {
	today := a.host.Today()
	late, early := row.PastWindow(today) && !row.tells(), row.early(today)
	meets := a.meets(row)
	nothingToAsk := len(row.Step.Asks) == 0 && row.Kind == models.Action && !late && !early && meets == ""
	if nothingToAsk || row.ahead(a.host.Now()) { // the desk says why a visit ahead is not done
		a.perform(row, "tasks.told.done", a.completion(worklist.Completion{TaskID: row.ID, Version: row.Version}), nil, nil)
		return
	}
	answers := newAnswers(row, late)
	f := form{
		row: row, title: locale.T("tasks.done.title"), confirm: locale.T("tasks.done"), told: "tasks.told.done",
		fields: answers.fields,
	}
	if row.tells() {
		f.title, f.confirm, f.told = row.Title(), locale.T("tasks.tell"), "tasks.told.tell"
	}
	if early {
		answers.early, f.confirm = true, locale.T("tasks.early.confirm")
		ask := widgets.NewBanner(look.DueToday)
		ask.SetLines(locale.T("tasks.early", "date", locale.ShortDay(row.Earliest)))
		f.above = []fyne.CanvasObject{ask}
	}
	if meets != "" {
		warn := widgets.NewBanner(look.Overdue)
		warn.SetLines(meets)
		f.above = append(f.above, warn)
	}
	if a.page.Questions == nil {
		f.read, f.calls = func(row Row) (act, error) { return a.completion(answers.completion(row)), nil }, true
		a.ask(f)
		return
	}
	a.page.Questions.OpenQuestions(newQuestions(a, f, answers))
}

// meets says which of the patient's medicines what the task prescribes may not meet
// without a doctor's word; "" is none.
func (a *Actions) meets(row Row) string {
	if row.Step.Prescribes == "" {
		return ""
	}
	var met []string
	for _, medicine := range row.Medicines {
		if a.desk.Medicines().Together(medication.Class(row.Step.Prescribes), medicine.ATC) {
			met = append(met, MedicineNames(a.desk, models.Medicines{medicine}))
		}
	}
	if len(met) == 0 {
		return ""
	}
	return locale.T("problem.warning.prescription."+row.Step.Prescribes, "title", row.Title(), "name", strings.Join(met, ", "))
}

func (a *Actions) completion(done worklist.Completion) act {
	return func(ctx context.Context) (models.Task, error) { return a.desk.CompleteTask(ctx, done) }
}

// answers are the fields of a task's questions.
type answers struct {
	fields *widgets.Form
	asked  []careplan.Question
	given  map[string]func() string // by the question's id
	note   *widgets.Line
	late   *widgets.Line // nil when the window has not passed
	early  bool          // confirming says that it is meant although the window lies ahead
	lines  []*widgets.Line
}

// newAnswers makes the fields: the step's questions beside each other, the
// reason when the task is closed after its window, and a note.
func newAnswers(row Row, late bool) *answers {
	a := &answers{asked: row.Step.Asks, given: map[string]func() string{}}
	a.fields = widgets.NewForm()
	if len(a.asked) > 0 {
		beside := widgets.NewBeside()
		for _, question := range a.asked {
			beside.Add(a.question(question, row.tells()))
		}
		a.fields.Add(beside)
	}
	beside := widgets.NewBeside()
	if late {
		a.late = a.line()
		beside.Add(widgets.NewFieldRow("late-reason", locale.T("tasks.field.late-reason"), a.late).
			WithHelp(locale.T("tasks.late-reason.help", "date", row.Latest)))
	}
	a.note = a.line()
	beside.Add(widgets.NewFieldRow("note", locale.T("tasks.field.note"), a.note))
	a.fields.Add(beside)
	return a
}

// question makes the field of a question; usual chooses the first answer, which
// is the usual one.
func (a *answers) question(question careplan.Question, usual bool) *widgets.FieldRow {
	name, title := "outcome."+question.ID, locale.In(question.Title)
	if len(question.Choices) == 0 {
		line := a.line()
		a.given[question.ID] = func() string { return strings.TrimSpace(line.Text) }
		return widgets.NewFieldRow(name, title, line)
	}
	var options []widgets.Option
	for _, choice := range question.Choices {
		options = append(options, widgets.Option{ID: choice.ID, Text: locale.In(choice.Title)})
	}
	choice := widgets.NewChoice(options...)
	if usual {
		choice.Choose(question.Choices[0].ID)
	}
	a.given[question.ID] = choice.ChosenID
	return widgets.NewFieldRow(name, title, choice)
}

// outcome is what was answered; unanswered questions are left out.
func (a *answers) outcome() map[string]string {
	outcome := map[string]string{}
	for _, question := range a.asked {
		if answer := a.given[question.ID](); answer != "" {
			outcome[question.ID] = answer
		}
	}
	return outcome
}

// touched tells whether anything was filled in.
func (a *answers) touched() bool {
	return len(a.outcome()) > 0 || a.note.Text != "" || a.late != nil && a.late.Text != ""
}

// asksMedicine tells whether an answer asks for the medicine itself.
func (a *answers) asksMedicine(step careplan.Step) bool {
	for question, answer := range a.outcome() {
		if choice, ok := step.Choice(question, answer); ok && choice.Follow.Medicine {
			return true
		}
	}
	return false
}

func (a *answers) completion(row Row) worklist.Completion {
	done := worklist.Completion{
		TaskID: row.ID, Version: row.Version, Outcome: a.outcome(), Note: strings.TrimSpace(a.note.Text), Early: a.early,
	}
	if a.late != nil {
		done.LateReason = a.late.Text
	}
	return done
}

// line makes a field of one line, in which Enter confirms.
func (a *answers) line() *widgets.Line {
	line := widgets.NewLine("")
	a.lines = append(a.lines, line)
	return line
}

// Reopens tells whether a finished task can be opened again: not one that fell
// away with its booking, while that is off.
func (a *Actions) Reopens(row Row) bool {
	return row.Closed() && (row.State != models.Withdrawn || row.BookingID == nil || row.bookingOpen())
}

// Reopen opens a finished task again; the history says who did.
func (a *Actions) Reopen(row Row) {
	a.perform(row, "tasks.told.reopened", func(ctx context.Context) (models.Task, error) {
		return a.desk.ReopenTask(ctx, row.ID, row.Version)
	}, nil, nil)
}
