package patient

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// taskList is the tasks of the booking and the callbacks without one. One row is
// selected and shows what can be done with it; done ones are folded below. It is
// one stop for Tab, with the keys of the worklist.
type taskList struct {
	widget.BaseWidget
	page     *Page
	open     []tasks.Row
	closed   []tasks.Row
	selected int64 // a task's id
	unfolded bool  // the done ones are shown
	focused  bool
	asked    map[int64]*tasks.Questions // open questions, by their task
	rows     map[int64]*taskRow
	retired  []fyne.CanvasObject // buttons that are gone; see regain
	column   *fyne.Container
}

var _ tasks.Place = (*taskList)(nil)

func newTaskList(p *Page) *taskList {
	l := &taskList{page: p, column: widgets.NewColumn(2), asked: map[int64]*tasks.Questions{}}
	l.ExtendBaseWidget(l)
	return l
}

// forget makes the list ready for another patient.
func (l *taskList) forget() {
	l.selected, l.unfolded = 0, false
	clear(l.asked)
}

// touched tells whether answers were typed that are not kept yet.
func (l *taskList) touched() bool {
	for _, questions := range l.asked {
		if questions.Touched() {
			return true
		}
	}
	return false
}

// allTasks are the tasks of the booking that is shown and the callbacks that
// belong to no booking.
func (p *Page) allTasks() []tasks.Row {
	var rows []tasks.Row
	if file, ok := p.booking(); ok {
		for _, task := range file.Tasks {
			rows = append(rows, tasks.OfBooking(p.desk, file, task).WithCall(p.file.Calls).WithCalling(p.file.Calling))
		}
	}
	for _, task := range p.file.Other {
		rows = append(rows, tasks.OfPatient(p.desk, p.file.Patient, p.file.Calls, task).WithCalling(p.file.Calling))
	}
	return rows
}

// openTasks are those still to be done, by the day someone has to act.
func (p *Page) openTasks() []tasks.Row {
	rows := slices.DeleteFunc(p.allTasks(), func(row tasks.Row) bool { return row.Closed() })
	slices.SortStableFunc(rows, func(a, b tasks.Row) int { return a.DueOn().Compare(b.DueOn()) })
	return rows
}

func (p *Page) closedTasks() []tasks.Row {
	rows := slices.DeleteFunc(p.allTasks(), func(row tasks.Row) bool { return !row.Closed() })
	slices.SortStableFunc(rows, func(a, b tasks.Row) int { return cmp.Compare(closedAt(b), closedAt(a)) })
	return rows
}

func closedAt(row tasks.Row) int64 {
	if row.ClosedAt == nil {
		return 0
	}
	return row.ClosedAt.Unix()
}

// fill draws the list anew; the selection and what is typed stay.
func (l *taskList) fill() {
	before := l.open
	l.open, l.closed = l.page.openTasks(), l.page.closedTasks()
	l.selected = l.page.actions.Onward(before, l.open, l.selected)
	l.settle()
	l.retire()
	l.rows = map[int64]*taskRow{}
	l.column.Objects = nil
	if len(l.open) == 0 {
		l.column.Add(nothing(locale.T("patient.tasks.none")))
	}
	for _, row := range l.open {
		l.add(row)
	}
	if len(l.closed) > 0 {
		l.column.Add(l.fold())
	}
	if l.unfolded {
		for _, row := range l.closed {
			l.add(row)
		}
	}
	l.Refresh()
	l.regain()
}

// settle keeps the selection and the open questions on rows that still stand.
func (l *taskList) settle() {
	for id, questions := range l.asked {
		if row, ok := find(l.open, id); ok {
			questions.SetRow(row)
		} else {
			delete(l.asked, id)
		}
	}
	if _, ok := find(slices.Concat(l.open, l.closed), l.selected); !ok && len(l.open) > 0 {
		l.selected = l.open[0].Task.ID
	}
}

func find(rows []tasks.Row, id int64) (tasks.Row, bool) {
	index := slices.IndexFunc(rows, func(row tasks.Row) bool { return row.Task.ID == id })
	if index < 0 {
		return tasks.Row{}, false
	}
	return rows[index], true
}

func (l *taskList) add(row tasks.Row) {
	shown := newTaskRow(l, row)
	l.rows[row.Task.ID] = shown
	l.column.Add(shown.pane)
}

func (l *taskList) fold() fyne.CanvasObject {
	key, icon := "patient.tasks.show-closed", "down"
	if l.unfolded {
		key, icon = "patient.tasks.hide-closed", "up"
	}
	return widgets.NewFlow(widgets.NewQuiet(locale.T(key, "n", len(l.closed)), func() {
		l.unfolded = !l.unfolded
		l.redraw()
	}).WithIcon(icon))
}

// redraw is fill after something in the list itself changed.
func (l *taskList) redraw() {
	l.fill()
	l.page.part.Refresh()
	l.page.body.Refresh()
}

// shown are the rows in the order of the screen.
func (l *taskList) shown() []tasks.Row {
	if l.unfolded {
		return slices.Concat(l.open, l.closed)
	}
	return l.open
}

func (l *taskList) selectTask(id int64) {
	if _, ok := find(l.page.closedTasks(), id); ok {
		l.unfolded = true
	}
	l.selected = id
	l.redraw()
	l.takeFocus()
	if row := l.rows[id]; row != nil {
		l.page.reveal(row.pane)
	}
}

func (l *taskList) takeFocus() {
	widgets.Focus(l)
}

// complete closes the selected task, or confirms its open questions.
func (l *taskList) complete() {
	if questions := l.asked[l.selected]; questions != nil {
		questions.Confirm()
		return
	}
	if row, ok := find(l.open, l.selected); ok {
		l.page.actions.Complete(row)
	}
}

// OpenQuestions implements tasks.Place.
func (l *taskList) OpenQuestions(questions *tasks.Questions) {
	l.selected = questions.Row().Task.ID
	if l.asked[l.selected] == nil {
		l.asked[l.selected] = questions
	}
	l.redraw()
	l.page.reveal(l.rows[l.selected].pane)
	l.asked[l.selected].Focus()
}

// CloseQuestions implements tasks.Place.
func (l *taskList) CloseQuestions(questions *tasks.Questions) {
	delete(l.asked, questions.Row().Task.ID)
	l.redraw()
	l.takeFocus()
}

// ResizeQuestions implements tasks.Place.
func (l *taskList) ResizeQuestions() { l.redraw() }

// escape closes the questions of the selected task, and says whether any were open.
func (l *taskList) escape() bool {
	questions := l.asked[l.selected]
	if questions != nil {
		questions.Cancel()
	}
	return questions != nil
}

// FocusGained implements fyne.Focusable.
func (l *taskList) FocusGained() { l.mark(true) }

// FocusLost implements fyne.Focusable.
func (l *taskList) FocusLost() { l.mark(false) }

func (l *taskList) mark(focused bool) {
	l.focused = focused
	if row := l.rows[l.selected]; row != nil {
		row.Refresh()
	}
}

// TypedRune implements fyne.Focusable: the letters of the actions.
func (l *taskList) TypedRune(letter rune) {
	if row, ok := find(l.shown(), l.selected); ok {
		l.page.actions.Type(row, letter)
	}
}

// TypedKey implements fyne.Focusable.
func (l *taskList) TypedKey(event *fyne.KeyEvent) {
	rows := l.shown()
	at := slices.IndexFunc(rows, func(row tasks.Row) bool { return row.Task.ID == l.selected })
	onRow(l, event, at, len(rows),
		func(at int) { l.selectTask(rows[at].Task.ID) },
		func(at int) { l.page.actions.Explain(rows[at]) })
}

// CreateRenderer implements fyne.Widget.
func (l *taskList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.column) }

// outcome says what was noted when a task was closed.
func outcome(row tasks.Row) string {
	var parts []string
	for _, question := range row.Step.Asks {
		answer := row.Outcome[question.ID]
		for _, choice := range question.Choices {
			if choice.ID == answer {
				answer = locale.In(choice.Title)
			}
		}
		if answer != "" {
			parts = append(parts, locale.In(question.Title)+": "+answer)
		}
	}
	parts = append(parts, locale.OneLine(row.Note))
	if row.LateReason != "" && row.State == models.Done {
		parts = append(parts, locale.T("patient.late-reason", "text", row.LateReason))
	}
	return locale.Line(parts...)
}
