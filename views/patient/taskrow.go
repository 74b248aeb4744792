package patient

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// taskRow is one task of the list. The selected one shows its actions below,
// or its questions while they are being answered.
type taskRow struct {
	widget.BaseWidget
	list    *taskList
	row     tasks.Row
	content *fyne.Container
	bar     fyne.CanvasObject // its actions; nil where it shows none
}

func newTaskRow(l *taskList, row tasks.Row) *taskRow {
	r := &taskRow{list: l, row: row}
	today := l.page.host.Today()
	pills := container.NewHBox()
	for _, mark := range row.Marks(today) {
		pills.Add(widgets.NewPill(mark.Status, mark.Text))
	}
	said := widgets.NewColumn(1, widgets.NewParagraph(row.Title()).Bold())
	if line := r.line(); line != "" {
		said.Add(muted(line))
	}
	r.content = widgets.NewColumn(8, widgets.NewCells([]float32{104, 0}, widgets.NewParagraph(row.When(today)),
		container.NewBorder(nil, nil, nil, container.NewVBox(pills), said)))
	switch {
	case !r.chosen():
	case l.asked[row.Task.ID] != nil:
		r.content.Add(l.asked[row.Task.ID])
	default:
		r.bar = l.page.actions.Bar(row)
		r.content.Add(r.bar)
	}
	r.ExtendBaseWidget(r)
	return r
}

// line is the smaller line: what the task waits for, or how it went.
func (r *taskRow) line() string {
	row := r.row
	if !row.Closed() {
		role := tasks.RoleWord(row.Role)
		if line := row.Line(r.list.page.desk); line != "" {
			return role + separator + line
		}
		return role
	}
	line := ""
	if row.ClosedAt != nil {
		line = locale.T("patient.closed-by", "name", row.ClosedBy, "date", locale.ShortMoment(*row.ClosedAt))
	}
	if said := outcome(row); said != "" {
		line += separator + said
	}
	return line
}

func (r *taskRow) chosen() bool { return r.list.selected == r.row.Task.ID }

// Tapped implements fyne.Tappable.
func (r *taskRow) Tapped(*fyne.PointEvent) {
	if !r.chosen() {
		r.list.selectTask(r.row.Task.ID)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *taskRow) CreateRenderer() fyne.WidgetRenderer {
	renderer := &taskRowRenderer{row: r, ground: canvas.NewRectangle(nil)}
	renderer.Refresh()
	return renderer
}

type taskRowRenderer struct {
	row    *taskRow
	ground *canvas.Rectangle
}

const taskInset = 8

func (t *taskRowRenderer) Layout(size fyne.Size) {
	t.ground.Resize(size)
	t.row.content.Move(fyne.NewPos(taskInset, taskInset))
	t.row.content.Resize(size.SubtractWidthHeight(2*taskInset, 2*taskInset))
}

func (t *taskRowRenderer) MinSize() fyne.Size {
	return t.row.content.MinSize().AddWidthHeight(2*taskInset, 2*taskInset)
}

func (t *taskRowRenderer) Refresh() {
	t.ground.FillColor, t.ground.StrokeWidth = nil, 0
	t.ground.CornerRadius = look.Radius
	if t.row.chosen() {
		t.ground.FillColor = look.Color(look.Chosen)
		if t.row.list.focused {
			t.ground.StrokeColor, t.ground.StrokeWidth = look.Color(theme.ColorNamePrimary), 1.5
		}
	}
	t.Layout(t.row.Size())
	canvas.Refresh(t.row)
}

func (t *taskRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.ground, t.row.content}
}

func (t *taskRowRenderer) Destroy() {}
