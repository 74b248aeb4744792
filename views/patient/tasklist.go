package patient

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/models"
	"nursedesk/views/journal"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// taskList is the tasks of the booking and the callbacks without one. The selected
// row shows what can be done with it, with the keys of the worklist; done ones are
// folded below.
type taskList struct {
	page     *Page
	open     []tasks.Row
	unfolded bool                       // the done ones are shown
	asked    map[int64]*tasks.Questions // open questions, by their task
	list     *widgets.List[tasks.Row]
	none     fyne.CanvasObject // said above the done ones when nothing is left to do
	content  *fyne.Container
}

var _ tasks.Place = (*taskList)(nil)

func newTaskList(p *Page) *taskList {
	l := &taskList{page: p, asked: map[int64]*tasks.Questions{}, none: nothing(locale.T("patient.tasks.none"))}
	l.list = widgets.NewRows(p.scroll, l.row, func(row tasks.Row) string { return taskKey(row.Task.ID) })
	l.list.Detail = l.detail
	l.list.Group = func(row tasks.Row) string {
		if row.Closed() {
			return "closed"
		}
		return ""
	}
	l.list.Heading = func(string) fyne.CanvasObject { return l.fold() }
	l.list.Folded = func(group string) bool { return group != "" && !l.unfolded }
	l.list.OnOpen = func(row tasks.Row) { p.actions.Explain(row) }
	l.list.OnLetter = func(row tasks.Row, letter rune) { p.actions.Type(row, letter) }
	l.content = widgets.NewColumn(2, l.none, l.list)
	return l
}

func taskKey(id int64) string { return strconv.FormatInt(id, 10) }

// forget makes the list ready for another patient.
func (l *taskList) forget() {
	l.unfolded = false
	clear(l.asked)
	l.list.SetRows(nil)
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

// everyRow are the tasks of all bookings of the patient, and the others.
func (p *Page) everyRow() []tasks.Row {
	var rows []tasks.Row
	for _, file := range p.file.Bookings {
		for _, task := range file.Tasks {
			rows = append(rows, tasks.OfBooking(p.desk, file, task).WithCall(p.file.Calls).WithCalling(p.file.Calling))
		}
	}
	for _, task := range p.file.Other {
		rows = append(rows, tasks.OfPatient(p.desk, p.file.Patient, p.file.Calls, task).WithCalling(p.file.Calling))
	}
	return rows
}

// OwnTask implements page.OwnTasker: about the patient whose page is open.
func (p *Page) OwnTask() {
	patient := p.file.Patient
	tasks.AskOwn(p.desk, p.host, models.PatientRow{
		ID: patient.ID, PersonalNumber: patient.PersonalNumber, GivenName: patient.GivenName, FamilyName: patient.FamilyName, Phone: patient.Phone,
	}, p.Reload)
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

// fill shows the tasks as they were read; the selection and what is typed stay.
func (l *taskList) fill() {
	before := l.open
	l.open = l.page.openTasks()
	l.meet()
	open := map[int64]bool{}
	for _, row := range l.open {
		open[row.Task.ID] = true
	}
	for id := range l.asked {
		if !open[id] {
			delete(l.asked, id)
		}
	}
	if selected, ok := l.list.Selected(); ok {
		if next := l.page.actions.Onward(before, l.open, selected.Task.ID); next != selected.Task.ID {
			l.list.SelectKey(taskKey(next))
		}
	}
	if len(l.open) == 0 {
		l.none.Show()
	} else {
		l.none.Hide()
	}
	l.list.SetRows(slices.Concat(l.open, l.page.closedTasks()))
}

// row is what a task says.
func (l *taskList) row(row tasks.Row) fyne.CanvasObject {
	now := l.page.host.Now()
	pills := container.NewHBox()
	for _, mark := range row.Marks(now) {
		pills.Add(widgets.NewPill(mark.Status, mark.Text))
	}
	said := widgets.NewColumn(1, widgets.NewParagraph(row.Title()).Bold())
	if line := l.line(row); line != "" {
		said.Add(muted(line))
	}
	return widgets.NewCells([]float32{104, 0}, widgets.NewParagraph(row.When(now)),
		container.NewBorder(nil, nil, nil, container.NewVBox(pills), said))
}

// line is the smaller line: what the task waits for, or how it went.
func (l *taskList) line(row tasks.Row) string {
	if !row.Closed() {
		return locale.Line(tasks.RoleWord(row.Role), row.Line(l.page.desk))
	}
	line := ""
	if row.ClosedAt != nil {
		line = locale.T("patient.closed-by", "name", row.ClosedBy, "date", locale.ShortMoment(*row.ClosedAt))
	}
	return locale.Line(line, journal.Outcome(row))
}

// detail is what the selected task unfolds: its questions while they are being
// answered, else its actions.
func (l *taskList) detail(row tasks.Row) fyne.CanvasObject {
	if questions := l.asked[row.Task.ID]; questions != nil {
		questions.SetRow(row)
		return questions
	}
	return l.page.actions.Bar(row)
}

// fold is the heading of the done ones, which shows and hides them.
func (l *taskList) fold() fyne.CanvasObject {
	key, icon := "patient.tasks.show-closed", "down"
	if l.unfolded {
		key, icon = "patient.tasks.hide-closed", "up"
	}
	return widgets.NewFlow(widgets.NewQuiet(locale.T(key, "n", len(l.page.closedTasks())), func() {
		l.unfolded = !l.unfolded
		l.fill()
	}).WithIcon(icon))
}

// meet drops the questions of tasks that are no longer open; what was typed there is
// told to be overtaken.
func (l *taskList) meet() {
	for id, questions := range l.asked {
		switch {
		case slices.ContainsFunc(l.open, func(row tasks.Row) bool { return row.Task.ID == id }) || l.page.actions.Acts(id):
		case questions.Touched():
			questions.Overtaken()
		default:
			delete(l.asked, id)
		}
	}
}

func (l *taskList) selectTask(id int64) {
	for _, row := range l.page.closedTasks() {
		l.unfolded = l.unfolded || row.Task.ID == id
	}
	l.fill()
	l.list.SelectKey(taskKey(id))
	l.list.Focus()
}

// complete closes the selected task, or confirms its open questions.
func (l *taskList) complete() {
	row, ok := l.list.Selected()
	switch questions := l.asked[row.Task.ID]; {
	case !ok || row.Closed():
	case questions != nil:
		questions.Confirm()
	default:
		l.page.actions.Complete(row)
	}
}

// OpenQuestions implements tasks.Place.
func (l *taskList) OpenQuestions(questions *tasks.Questions) {
	id := questions.Row().Task.ID
	if l.asked[id] == nil {
		l.asked[id] = questions
	}
	l.list.SelectKey(taskKey(id))
	l.list.Unfold()
	l.asked[id].Focus()
}

// CloseQuestions implements tasks.Place.
func (l *taskList) CloseQuestions(questions *tasks.Questions) {
	delete(l.asked, questions.Row().Task.ID)
	l.list.Unfold()
	l.list.Focus()
}

// ResizeQuestions implements tasks.Place.
func (l *taskList) ResizeQuestions() { l.list.Unfold() }

// escape closes the questions of the selected task, and says whether any were open.
func (l *taskList) escape() bool {
	row, ok := l.list.Selected()
	questions := l.asked[row.Task.ID]
	if !ok || questions == nil {
		return false
	}
	questions.Cancel()
	return true
}
