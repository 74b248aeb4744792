package tasks

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// Page is what a page gives to the actions on its tasks.
type Page struct {
	// Print writes and shows the sheet of the row's booking.
	Print func(row Row)
	// Reload reads the page's rows again; it is called when a row turned out to
	// be older than what is kept.
	Reload func()
	// Questions, where set, shows a task's questions below its row; without it
	// they are asked in a dialog.
	Questions Place
	// Decide, where set, shows the medicines that a row's doctor decides about;
	// without it the patient's page is opened there.
	Decide func(row Row)
	// Back, where set, gives the list the focus once a dialog about one of its rows
	// has closed.
	Back func()
	// InPatient is set on the patient's own page, which offers no way to itself.
	InPatient bool
}

// Place is where a page shows the questions of one task, below its row.
type Place interface {
	// OpenQuestions shows the questions; the page gives them the focus, closes
	// them on Esc and confirms them on Ctrl+Enter.
	OpenQuestions(questions *Questions)
	// CloseQuestions takes them away again, answered or not.
	CloseQuestions(questions *Questions)
	// ResizeQuestions gives them the height they want now.
	ResizeQuestions()
}

// Actions are what can be done with one task.
type Actions struct {
	desk Desk
	host page.Host
	page Page
	busy map[int64]bool // tasks that are being written; a second press is ignored
	own  Row            // what this page acts on, as it was before; see Onward
}

// New makes the actions for one page.
func New(desk Desk, host page.Host, on Page) *Actions {
	return &Actions{desk: desk, host: host, page: on, busy: map[int64]bool{}}
}

// Action is one thing to do with a row, as a button or a menu shows it.
type Action struct {
	ID    string // "done", "decide", "book", "ring", "no-answer", "give-up", "tell", "not-come", "postpone", "reopen", "copy", "dial", "reveal", "explain", "open", "print"
	Label string
	Key   rune // the letter that does it while the list has the focus; 0 for none
	Run   func()
}

// For lists what can be done with a row, the next thing to do first.
func (a *Actions) For(row Row) []Action {
	if row.Restricted { // the page of the patient asks whether it may be opened
		return []Action{action("open", "tasks.open", func() { a.OpenPatient(row) })}
	}
	var actions []Action
	add := func(id, label string, run func()) { actions = append(actions, action(id, label, run)) }
	switch {
	case row.Closed():
		if a.Reopens(row) {
			add("reopen", "tasks.reopen", func() { a.Reopen(row) })
		}
	case row.tells():
		actions = a.tellActions(row)
	case row.Kind == models.Callback:
		actions = a.callActions(row)
	default:
		actions = a.taskActions(row)
	}
	actions = append(actions, a.phoneActions(row)...)
	add("explain", "tasks.explain", func() { a.Explain(row) })
	if !a.page.InPatient && row.PatientID != 0 {
		add("open", "tasks.open", func() { a.OpenPatient(row) })
	}
	if row.BookingID != nil && row.Kind != models.Callback && a.page.Print != nil && (row.Closed() || !row.tells()) {
		add("print", "tasks.print", func() { a.page.Print(row) })
	}
	return actions
}

func action(id, label string, run func()) Action {
	return Action{ID: id, Label: locale.T(label), Key: keyOf(id), Run: run}
}

// taskActions lists what can be done with an open task that is no call.
func (a *Actions) taskActions(row Row) []Action {
	var actions []Action
	add := func(id, label string, run func()) { actions = append(actions, action(id, label, run)) }
	switch {
	case row.decides():
		add("decide", "tasks.decide", func() { a.Decide(row) })
	case row.State == models.ToBook:
		add("book", "tasks.book", func() { a.Book(row) })
	case !row.ahead(a.host.Now()):
		add("done", "tasks.done", func() { a.Complete(row) })
	}
	if row.Step.Call {
		add("no-answer", "tasks.no-answer", func() { a.NoAnswer(row) })
	}
	if row.State != models.Booked {
		add("postpone", "tasks.postpone", func() { a.Postpone(row) })
		return actions
	}
	add("book", "tasks.rebook", func() { a.Book(row) })
	if !row.ahead(a.host.Now()) {
		add("not-come", "tasks.not-come", func() { a.Missed(row) })
	}
	return actions
}

// keyOf is an action's letter in the language of the screen.
func keyOf(id string) rune {
	key := "tasks.key." + id
	if !locale.Has(key) {
		return 0
	}
	return []rune(locale.T(key))[0]
}

// Type does what a letter stands for, small or capital, and says whether it
// stands for anything.
func (a *Actions) Type(row Row, letter rune) bool {
	letter = unicode.ToLower(letter)
	for _, action := range a.For(row) {
		if action.Key != 0 && action.Key == letter {
			action.Run()
			return true
		}
	}
	return false
}

// OpenPatient shows the row's patient.
func (a *Actions) OpenPatient(row Row) {
	if row.PatientID != 0 {
		a.host.Open(page.Route{Page: page.Patient, ID: row.PatientID})
	}
}

// ArgHolds is the argument of the patient page's route that opens the medicines;
// ":" with a booking's id may follow.
const ArgHolds = "holds"

// Decide shows the medicines of the row's booking, where the doctor's decisions
// are entered: the task is done once all are decided.
func (a *Actions) Decide(row Row) {
	if a.page.Decide != nil {
		a.page.Decide(row)
		return
	}
	a.host.Open(page.Route{
		Page: page.Patient, ID: row.PatientID, Arg: ArgHolds + ":" + strconv.FormatInt(*row.BookingID, 10),
	})
}

// open shows a dialog about a row. Where its button is gone by then, the list has
// the focus afterwards.
func (a *Actions) open(dialog page.Dialog) {
	after := func(then func()) func() {
		return func() {
			if then != nil {
				then()
			}
			if a.page.Back != nil {
				a.page.Back()
			}
		}
	}
	dialog.OnDone, dialog.OnCancel = after(dialog.OnDone), after(dialog.OnCancel)
	a.host.Ask(dialog)
}

// perform does one thing away from the screen and tells it. failed, where set,
// takes the error instead of the frame.
func (a *Actions) perform(row Row, told string, do act, done func(), failed func(error)) {
	if a.busy[row.ID] {
		return
	}
	a.busy[row.ID], a.own = true, row
	background.Load(a.host.Background(), new(background.Token), do, func(before models.Task, err error) {
		delete(a.busy, row.ID)
		if err != nil {
			a.own = Row{}
		}
		switch {
		case err == nil:
			if done != nil {
				done()
			}
			a.tell(row, told, before, nil)
		case failed != nil:
			failed(err)
		default:
			a.host.Fail(err)
			a.reload()
		}
	})
}

// tell says what was done, with the way back.
func (a *Actions) tell(row Row, key string, before models.Task, undo func(context.Context, models.Task) error) {
	if undo == nil {
		undo = a.desk.UndoTask
	}
	a.host.Toast(strings.TrimSuffix(locale.T(key, "task", row.Title(), "name", row.Name()), ", "), func() { a.undo(before, undo) })
}

func (a *Actions) undo(before models.Task, undo func(context.Context, models.Task) error) {
	a.own = Row{}
	work := func(ctx context.Context) (models.Task, error) { return before, undo(ctx, before) }
	background.Load(a.host.Background(), new(background.Token), work, func(_ models.Task, err error) {
		if err != nil {
			a.host.Fail(err)
			a.reload()
		}
	})
}

func (a *Actions) reload() {
	if a.page.Reload != nil {
		a.page.Reload()
	}
}
