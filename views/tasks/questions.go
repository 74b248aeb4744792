package tasks

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// Questions are what a task asks before it is done, as a page shows them below
// the task's row.
type Questions struct {
	widget.BaseWidget
	actions *Actions
	form    form
	answers *answers
	clash   *conflict.Part[models.Task] // what somebody else has made of the task meanwhile
	ringing *ringing
	content fyne.CanvasObject
	reading background.Token
}

func newQuestions(actions *Actions, f form, asked *answers) *Questions {
	q := &Questions{actions: actions, form: f, answers: asked, clash: conflict.New(f.compared())}
	for _, line := range asked.lines {
		line.OnEnter = q.Confirm
	}
	q.ringing = actions.ring(f.row, func() { actions.page.Questions.ResizeQuestions() })
	q.content = widgets.NewColumn(above, append(append(append(q.clash.Items(), q.ringing.said), f.above...), f.fields, widgets.NewFlow(
		widgets.NewPrimary(f.confirm, q.Confirm),
		widgets.NewQuiet(locale.T("tasks.cancel"), q.Cancel),
	))...)
	q.ExtendBaseWidget(q)
	return q
}

// Row is the row that is asked about.
func (q *Questions) Row() Row { return q.form.row }

// SetRow takes the row as it was read again, so that answers typed before
// somebody else changed the task can still be kept.
func (q *Questions) SetRow(row Row) {
	q.form.row = row
	if row.Calling.Rings == nil {
		q.ringing.again()
	}
}

// End says that the answers are no longer typed here.
func (q *Questions) End() { q.ringing.end() }

// Touched tells whether anything was filled in that could be lost.
func (q *Questions) Touched() bool { return q.answers.touched() }

// Focus gives the first field the focus.
func (q *Questions) Focus() {
	widgets.Focus(q.form.fields.First())
}

// Confirm keeps the answers and closes the task.
func (q *Questions) Confirm() {
	row := q.form.row
	done := q.answers.completion(row)
	if q.answers.asksMedicine(row.Step) {
		q.actions.askMedicine(row, done, q.Cancel)
		return
	}
	q.actions.perform(row, q.form.told, q.actions.completion(done), q.Cancel, q.failed)
}

// Cancel takes the questions away; what was filled in goes with them.
func (q *Questions) Cancel() {
	q.End()
	q.actions.page.Questions.CloseQuestions(q)
}

// failed leaves everything as it was typed and says what is wrong.
func (q *Questions) failed(err error) {
	if overtakes(err) {
		q.Overtaken()
	}
	if rest := q.form.fields.ShowProblems(err); rest != nil {
		q.actions.host.Fail(rest)
	}
	q.actions.page.Questions.ResizeQuestions()
	if errors.Is(err, models.ErrStale) {
		q.actions.reload()
	}
}

// CreateRenderer implements fyne.Widget.
func (q *Questions) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(q.content) }
