package patient

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// taskRow is one task of the list. The selected one shows its actions below,
// or its questions while they are being answered.
type taskRow struct {
	*pane
	list *taskList
	row  tasks.Row
	bar  fyne.CanvasObject // its actions; nil where it shows none
}

func newTaskRow(l *taskList, row tasks.Row) *taskRow {
	r := &taskRow{list: l, row: row}
	now := l.page.host.Now()
	pills := container.NewHBox()
	for _, mark := range row.Marks(now) {
		pills.Add(widgets.NewPill(mark.Status, mark.Text))
	}
	said := widgets.NewColumn(1, widgets.NewParagraph(row.Title()).Bold())
	if line := r.line(); line != "" {
		said.Add(muted(line))
	}
	content := widgets.NewColumn(8, widgets.NewCells([]float32{104, 0}, widgets.NewParagraph(row.When(now)),
		container.NewBorder(nil, nil, nil, container.NewVBox(pills), said)))
	r.pane = newPane(content, r.selected, func() bool { return l.focused }, func() { l.selectTask(row.Task.ID) })
	switch {
	case !r.selected():
	case l.asked[row.Task.ID] != nil:
		content.Add(l.asked[row.Task.ID])
	default:
		r.bar = l.page.actions.Bar(row)
		content.Add(r.bar)
	}
	return r
}

// line is the smaller line: what the task waits for, or how it went.
func (r *taskRow) line() string {
	row := r.row
	if !row.Closed() {
		return locale.Line(tasks.RoleWord(row.Role), row.Line(r.list.page.desk))
	}
	line := ""
	if row.ClosedAt != nil {
		line = locale.T("patient.closed-by", "name", row.ClosedBy, "date", locale.ShortMoment(*row.ClosedAt))
	}
	return locale.Line(line, outcome(row))
}

func (r *taskRow) selected() bool { return r.list.selected == r.row.Task.ID }
