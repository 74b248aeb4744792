package tasks

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// form is the fields of one action, and what they do.
type form struct {
	row     Row
	title   string
	confirm string
	told    string              // the key of what is said once it is done
	above   []fyne.CanvasObject // what is said above the fields, in a dialog
	fields  *widgets.Form
	// read takes what is filled in, on the screen, for the row as it was last read; act
	// then runs away from it.
	read func(row Row) (act act, err error)
	undo func(ctx context.Context, before models.Task) error // nil: UndoTask
	// typed is the task as the fields would leave it, and take gives them what a task says;
	// nil where they say nothing that the task itself does.
	typed func(task models.Task) models.Task
	take  func(from models.Task, name string)
	width float32 // of the dialog; 0 is the usual one
	// after, where set, follows once the task is kept.
	after func()
	// calls is set where the nurse is on the telephone while the fields are filled in.
	calls bool
}

// act does one thing to a task and gives the task as it was before.
type act func(ctx context.Context) (models.Task, error)

// above is the space below each thing that is said above the fields.
const above = 8

// What is compared of a task.
const (
	taskWhen   = "when"
	taskPlace  = "place"
	taskWith   = "with"
	taskReason = "why-moved"
)

// compared is what is compared of a task that somebody else has acted on meanwhile.
func (f *form) compared() conflict.Form[models.Task] {
	return conflict.Form[models.Task]{
		Names: func(...models.Task) []string { return []string{taskWhen, taskPlace, taskWith, taskReason} },
		Label: func(name string) string { return locale.T("tasks.field." + name) },
		Say: func(task models.Task, name string) string {
			switch name {
			case taskPlace:
				return strings.TrimSpace(task.Place)
			case taskWith:
				return strings.TrimSpace(task.With)
			case taskReason:
				return strings.TrimSpace(task.MoveReason)
			}
			if task.At != nil {
				return locale.ShortMoment(*task.At)
			}
			return locale.ShortDay(task.Due)
		},
		Typed: func() models.Task {
			if f.typed == nil {
				return f.row.Task
			}
			return f.typed(f.row.Task)
		},
		Take: func(from models.Task, name string) {
			if f.take != nil {
				f.take(from, name)
			}
		},
	}
}

// asked is a form in a dialog. What another desk does to the task meanwhile is told in it.
type asked struct {
	*widgets.Form
	actions *Actions
	form    form
	clash   *conflict.Part[models.Task]
	heard   *widgets.Banner // said while the nurse is typing
	ringing *ringing        // nil where the dialog is about no call
	began   []string        // what stood in the fields at first
	reading background.Token

	do     act
	before models.Task
	now    worklist.Present // as somebody else left it
	over   bool             // they closed it
}

// ask shows a form in a dialog.
func (a *Actions) ask(f form) {
	d := &asked{Form: f.fields, actions: a, form: f, heard: widgets.NewBanner(look.DueToday), began: f.fields.Written()}
	d.clash = conflict.New(d.form.compared())
	content := widgets.NewColumn(above, append(d.clash.Items(), d.heard)...)
	ended := func() {}
	if f.calls {
		d.ringing = a.ring(f.row, func() {})
		content.Add(d.ringing.said)
		ended = d.ringing.end
	}
	for _, item := range f.above {
		content.Add(item)
	}
	content.Add(f.fields)
	a.open(page.Dialog{
		Title: f.title, Text: locale.Line(f.row.Title(), f.row.Patient(a.host.Today())),
		Content: widgets.BesideBar(content), Width: f.width, Focus: f.fields.First(), Form: d, Confirm: f.confirm,
		OnConfirm: d.read, Work: d.work, Heard: d.hear,
		OnDone: func() {
			ended()
			d.done()
		},
		OnCancel: func() {
			ended()
			a.own = Row{}
			a.reload() // whoever was refused as stale sees what holds now
		},
	})
}

func (d *asked) read() (err error) {
	if err := d.clash.Check(); err != nil {
		return err
	}
	if d.do, err = d.form.read(d.form.row); err == nil {
		d.actions.own = d.form.row
	}
	return err
}

// work does it. Where somebody else was quicker, what they made of the task is read.
func (d *asked) work(ctx context.Context) (err error) {
	if d.before, err = d.do(ctx); err == nil || !overtakes(err) {
		return err
	}
	now, readErr := d.actions.desk.TaskNow(ctx, d.form.row.ID)
	if readErr != nil {
		return readErr
	}
	d.now = now
	if d.over = now.Closed(); d.over {
		return nil
	}
	return err
}

func (d *asked) done() {
	if d.over {
		d.actions.own = Row{}
		d.actions.askOvertaken(d.form.row, d.now.Task, d.words())
		return
	}
	if d.form.after != nil {
		d.form.after()
	}
	d.actions.tell(d.form.row, d.form.told, d.before, d.form.undo)
}

// ShowProblems implements page.Form. What somebody else has made of the task meanwhile is
// shown; what was typed stays.
func (d *asked) ShowProblems(err error) error {
	d.actions.own = Row{}
	if !overtakes(err) {
		return d.Form.ShowProblems(err)
	}
	_ = d.Mark(nil)
	d.heard.SetLines()
	d.clash.Meet(d.now.By, d.now.At, d.form.row.Task, d.now.Task)
	d.form.row.Task = d.now.Task
	return &models.Problem{Code: "task.changed-meanwhile"}
}

// hear says at once that somebody else has acted on the task. Nothing is moved below the
// nurse's hands: what they made of it is shown when the nurse confirms.
func (d *asked) hear() {
	if d.ringing != nil {
		d.ringing.again()
	}
	if d.actions.Acts(d.form.row.ID) {
		return
	}
	background.Load(d.actions.host.Background(), &d.reading,
		func(ctx context.Context) (worklist.Present, error) { return d.actions.desk.TaskNow(ctx, d.form.row.ID) },
		func(now worklist.Present, err error) {
			switch {
			case err != nil || now.Version == d.form.row.Version: // a lost contact is said by the window
			case now.Closed():
				closed := d.form.row
				closed.Task = now.Task
				d.heard.SetLines(locale.T("tasks.overtaken.title", "name", now.ClosedBy), closed.closedHow())
			default:
				d.heard.SetLines(locale.T("tasks.overtaken.changed", "name", now.By, "time", locale.ShortMoment(now.At)))
			}
		})
}

// words is what was typed here, for a note.
func (d *asked) words() string {
	return strings.Join(slices.DeleteFunc(d.Written(), func(line string) bool { return slices.Contains(d.began, line) }), "\n")
}
