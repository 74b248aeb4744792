package today

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"nursedesk/app/readiness"
	"nursedesk/app/workday"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// content is all that the page shows, read in one go.
type content struct {
	list       worklist.List
	pressing   int // whatever the filters say
	today      models.Date
	next       models.Date // the next working day
	due        int         // tasks to act on that day, by the filters
	treatments []readiness.Row
	unused     bool // no patient has been registered yet
	begun      []begunRow
	brokenOff  bool // something was begun, which Enter goes on with after a start
}

// Reload implements page.Reloader.
func (p *Page) Reload() {
	background.Load(p.host.Background(), &p.loads, p.reader(), p.take)
}

// Minute implements page.Timely: promises run out, and what another desk has
// taken down is read. A list that stays as it was is not drawn anew below the
// nurse's hands.
func (p *Page) Minute() {
	background.Load(p.host.Background(), &p.loads, p.reader(), func(read content, err error) {
		if err == nil && !runsOut(read.list) && reflect.DeepEqual(read, p.read) {
			return
		}
		p.take(read, err)
	})
}

// runsOut tells whether any row says how many minutes are left, or have passed.
func runsOut(list worklist.List) bool {
	return list.Count(worklist.SectionUrgent) > 0 || slices.ContainsFunc(list.Sections[worklist.SectionOverdue],
		func(row models.WorklistRow) bool { return row.Kind == models.Callback && row.At != nil })
}

// readSoon reads after a pause for the next letter.
func (p *Page) readSoon() {
	background.LoadSoon(p.host.Background(), &p.loads, p.reader(), p.take)
}

func (p *Page) reader() func(context.Context) (content, error) {
	query := p.filters.query()
	return func(ctx context.Context) (content, error) { return p.readAll(ctx, query) }
}

func (p *Page) readAll(ctx context.Context, query worklist.Query) (content, error) {
	list, err := p.desk.Worklist(ctx, query)
	if err != nil {
		return content{}, err
	}
	read := content{list: list, today: list.Today, pressing: list.Pressing(), next: workday.Next(list.Today.AddDays(1))}
	if query != (worklist.Query{}) {
		whole, err := p.desk.Worklist(ctx, worklist.Query{})
		if err != nil {
			return content{}, err
		}
		read.pressing = whole.Pressing()
		// What has to be called now is not for any filter to hide.
		list.Sections[worklist.SectionUrgent] = whole.Sections[worklist.SectionUrgent]
		maps.Copy(list.Calling, whole.Calling)
	}
	rows := 0
	for _, section := range worklist.Sections {
		for _, row := range list.Sections[section] {
			rows++
			if row.DueOn() == read.next {
				read.due++
			}
		}
	}
	if rows == 0 {
		found, err := p.desk.FindPatients(ctx, "", 1)
		if err != nil {
			return content{}, err
		}
		read.unused = len(found) == 0
	}
	if read.begun, err = p.readBegun(ctx, read.today); err != nil {
		return content{}, err
	}
	read.brokenOff = len(read.begun) > 0
	board, err := p.desk.Board(ctx)
	if err != nil {
		return content{}, err
	}
	read.treatments = board.Rows
	if asked := len(board.Unanswered); asked > 0 {
		read.begun = append(read.begun, begunRow{
			locale.TN("today.asked", asked), locale.T("today.asked.answer"), page.Route{Page: page.Readiness},
		})
	}
	return read, nil
}

// take shows what was read; on an error what was shown stays.
func (p *Page) take(read content, err error) {
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.read = read
	p.show()
	p.treatments.SetRows(read.treatments)
	p.sayFold()
	p.sayBegun()
	p.host.SetCount(page.Today, read.pressing)
}

// show fills the list from what was read, as the chosen section says.
func (p *Page) show() {
	p.filters.count(p.read.list)
	rows := p.entries()
	p.sayEmpty(len(rows))
	p.forget()
	selected, chose := p.grid.Selected()
	next := selected.ID
	if chose && selected.fold == nil {
		if next = p.actions.Onward(tasksOf(p.grid.Rows()), tasksOf(rows), selected.ID); next != selected.ID {
			p.grid.SelectKey(strconv.FormatInt(next, 10))
		}
	}
	if len(rows) == 0 {
		p.hint.SetText("")
	}
	p.grid.SetRows(rows)
	if now, ok := p.grid.Selected(); ok && chose && now.ID != next {
		p.press.moved()
	}
	p.sound()
}

func tasksOf(entries []entry) []tasks.Row {
	var rows []tasks.Row
	for _, one := range entries {
		if one.fold == nil {
			rows = append(rows, one.Row)
		}
	}
	return rows
}

// forget drops the questions of tasks that are no longer open.
func (p *Page) forget() {
	open := map[int64]bool{}
	for _, listed := range p.read.list.Sections {
		for _, row := range listed {
			open[row.ID] = true
		}
	}
	filtered := p.filters.query() != worklist.Query{}
	for id, questions := range p.asked {
		switch {
		case open[id] || filtered || p.actions.Acts(id):
		case questions.Touched():
			questions.Overtaken()
		default:
			questions.End()
			delete(p.asked, id)
		}
	}
}

// sayBegun shows what the nurse has begun. When the program has just started, as
// after a power cut, Enter goes on with it.
func (p *Page) sayBegun() {
	p.begun.set(p.read.begun)
	p.content.Refresh()
	if !p.greeted && p.read.brokenOff && widgets.CanvasOf(p.content).Focused() == p.grid.Target() {
		p.begun.step(0)
	}
	p.greeted = true
}
