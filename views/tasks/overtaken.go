package tasks

import (
	"context"
	"errors"
	"strings"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Overtaken says that somebody else has acted on the task while its answers were typed here.
// Where they closed it: who, when and how, and what was typed can be put below as a note, or
// thrown away. Otherwise what they made of it stands above the answers.
func (q *Questions) Overtaken() {
	row, typed := q.form.row, q.answers.words()
	if q.actions.Acts(row.ID) {
		return // it was this desk
	}
	background.Load(q.actions.host.Background(), &q.reading,
		func(ctx context.Context) (worklist.Present, error) { return q.actions.desk.TaskNow(ctx, row.ID) },
		func(now worklist.Present, err error) {
			switch {
			case err != nil:
				q.actions.host.Fail(err)
			case now.Closed():
				q.Cancel()
				q.actions.askOvertaken(row, now.Task, typed)
			case now.Version != row.Version:
				q.clash.Meet(now.By, now.At, row.Task, now.Task)
				q.form.row.Task = now.Task
				q.actions.page.Questions.ResizeQuestions()
			}
		})
}

// Acts tells whether what is done to a task is done by this page.
func (a *Actions) Acts(taskID int64) bool { return a.busy[taskID] || a.own.ID == taskID }

func (a *Actions) askOvertaken(row Row, now models.Task, typed string) {
	row.Task = now
	text := widgets.NewNote("")
	text.SetText(typed)
	fields := widgets.NewForm(widgets.NewFieldRow("note", locale.T("tasks.overtaken.mine"), text))
	var words string
	a.open(page.Dialog{
		Title:   locale.T("tasks.overtaken.title", "name", now.ClosedBy),
		Text:    locale.T("tasks.overtaken.text", "task", row.Title(), "patient", row.Name(), "how", row.closedHow()),
		Content: fields, Form: fields, Focus: fields.First(),
		Confirm: locale.T("tasks.overtaken.add"), Cancel: locale.T("tasks.overtaken.drop"),
		OnConfirm: func() error { words = text.Text; return nil },
		Work: func(ctx context.Context) error {
			_, err := a.desk.AddToTask(ctx, row.ID, words)
			return err
		},
		OnDone: func() { a.host.Toast(locale.T("tasks.overtaken.added"), nil) },
	})
}

// closedHow says when and with which answers a task was closed.
func (r Row) closedHow() string {
	parts := []string{r.situation(*r.ClosedAt).Text + " " + locale.ShortMoment(*r.ClosedAt)}
	for _, question := range r.Step.Asks {
		answer := r.Outcome[question.ID]
		if choice, ok := r.Step.Choice(question.ID, answer); ok {
			answer = locale.In(choice.Title)
		}
		if answer != "" {
			parts = append(parts, locale.In(question.Title)+" "+answer)
		}
	}
	return locale.Line(append(parts, locale.OneLine(r.Note))...)
}

// words are the answers as they would stand in a note.
func (a *answers) words() string {
	var lines []string
	outcome := a.outcome()
	for _, question := range a.asked {
		answer := outcome[question.ID]
		for _, choice := range question.Choices {
			if choice.ID == answer {
				answer = locale.In(choice.Title)
			}
		}
		if answer != "" {
			lines = append(lines, locale.In(question.Title)+" "+answer)
		}
	}
	if a.late != nil {
		lines = append(lines, a.late.Text)
	}
	lines = append(lines, a.note.Text)
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// overtakes tells whether an error says that another desk has acted on a task.
func overtakes(err error) bool {
	return errors.Is(err, models.ErrStale) || errors.Is(err, &models.Problem{Code: "task.closed"})
}
