// Package today is the first page of the desk: what is overdue, due today, waits
// for a doctor or an appointment and comes within a week, and beside it the
// procedures of today and the next working day.
package today

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/readiness"
	"nursedesk/app/table"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// Page is the page.
type Page struct {
	desk    Desk
	kept    *preferences.Preferences
	person  int64 // of the staff, who works at the page
	host    page.Host
	actions *tasks.Actions
	print   func(bookingID int64)

	begun      *begun // what the nurse has begun and not ended
	greeted    bool   // the focus was once on what is begun
	filters    *filters
	calm       *widgets.Paragraph // said above the list when nothing presses
	alarm      *widgets.Banner    // said above the list when a promise is about to be broken
	grid       *widgets.List[entry]
	hint       *widgets.Paragraph // the keys that work on the selected row
	list       *fyne.Container    // all four
	treatments *widgets.List[readiness.Row]
	sides      *sides
	fold       *widgets.Button // opens and closes the procedures, where they have no room beside the list
	content    *fyne.Container

	read  content
	asked map[int64]*tasks.Questions // by the task, so that nothing typed is lost on the way up and down
	loads background.Token           // of the list
	press presses

	unfolded map[worklist.Section]bool // what others do is shown row by row
}

var (
	_ page.Shower    = (*Page)(nil)
	_ page.Reloader  = (*Page)(nil)
	_ page.Timely    = (*Page)(nil)
	_ page.Completer = (*Page)(nil)
	_ page.Escaper   = (*Page)(nil)
	_ page.Closer    = (*Page)(nil)
	_ page.Printer   = (*Page)(nil)
	_ page.Fixed     = (*Page)(nil)
	_ page.Compacter = (*Page)(nil)
	_ page.Narrower  = (*Page)(nil)
	_ page.OwnTasker = (*Page)(nil)
	_ tasks.Place    = (*Page)(nil)
)

// New makes the page of somebody of the staff (0: of whoever works at the desk); how it is set is
// remembered in kept. print writes and shows the sheet of a booking.
func New(desk Desk, kept *preferences.Preferences, person int64, print func(bookingID int64), host page.Host) page.Page {
	p := &Page{
		desk: desk, kept: kept, person: person, host: host, print: print,
		asked: map[int64]*tasks.Questions{}, unfolded: map[worklist.Section]bool{},
	}
	p.press.runner = host.Background()
	p.actions = tasks.New(desk, host, tasks.Page{Print: p.printRow, Reload: p.Reload, Questions: p, Back: func() { p.grid.Back() }})
	p.begun = newBegun(host.Open, func() { p.grid.Focus() })
	p.filters = newFilters(filterEvents{
		mine: p.keepMine, changed: p.Reload, typed: p.readSoon, turned: p.show, fold: func() { p.content.Refresh() }, density: p.Compact,
		board:  func() { host.Open(page.Route{Page: page.Readiness}) },
		doctor: func() { host.Open(page.Route{Page: page.Waiting}) },
	})
	p.filters.chooseMine(kept.OnlyMine(person))
	p.calm = widgets.NewParagraph("").Bold()
	p.calm.Hide()
	p.alarm = widgets.NewBanner(look.Overdue)
	p.grid = p.newGrid()
	p.treatments = p.newTreatments()
	p.sides, p.fold = &sides{}, widgets.NewQuiet("", p.turn)
	p.hint = widgets.NewParagraph("").Small().Ink(look.Muted)
	p.list = container.New(rest{at: 2, space: gap, least: 300}, p.calm, p.alarm, p.grid, p.hint)
	p.content = container.New(rest{at: 2, space: gap}, p.begun.content, p.filters.content,
		container.New(p.sides, widgets.NewCard(p.list), widgets.NewCard(p.treatments), p.fold))
	p.setDensity()
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *Page) Title() string { return locale.T("today.title") }

// Fixed implements page.Fixed: the list scrolls by itself.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(route page.Route) {
	p.grid.Focus()
	p.Reload()
	if route.Arg == page.OwnTask {
		p.OwnTask()
	}
}

// OwnTask implements page.OwnTasker.
func (p *Page) OwnTask() {
	tasks.AskOwn(p.desk, p.host, models.PatientRow{}, func() {
		p.Reload()
		p.grid.Back()
	})
}

// Complete implements page.Completer: it does the selected row, or keeps the
// answers of its open questions.
func (p *Page) Complete() {
	row, ok := p.grid.Selected()
	if !ok || p.press.repeated() {
		return
	}
	if row.fold != nil {
		p.turnFold(row)
		return
	}
	if questions := p.asked[row.ID]; questions != nil {
		questions.Confirm()
		return
	}
	p.actions.Complete(row.Row)
}

// Escape implements page.Escaper: it folds open questions back.
func (p *Page) Escape() bool {
	row, ok := p.grid.Selected()
	if !ok || p.asked[row.ID] == nil {
		return false
	}
	questions := p.asked[row.ID]
	p.discard(questions.Touched(), questions.Cancel)
	return true
}

// Close implements page.Closer: begun answers are kept while another page is
// shown, but not with the window.
func (p *Page) Close(then func()) {
	touched := false
	for _, questions := range p.asked {
		touched = touched || questions.Touched()
	}
	p.discard(touched, then)
}

// discard asks before something typed is lost.
func (p *Page) discard(touched bool, then func()) {
	if !touched {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("today.unsaved.title"), Text: locale.T("today.unsaved.text"),
		Confirm: locale.T("today.unsaved.leave"), Cancel: locale.T("today.unsaved.stay"), Danger: true, OnDone: then,
	})
}

// OnlyMine implements page.Narrower: the person's own tasks alone, or everybody's.
func (p *Page) OnlyMine() {
	only := !p.filters.query().Mine
	p.filters.chooseMine(only)
	p.keepMine(only)
}

// keepMine remembers whose tasks are shown, for the next time that this person comes.
func (p *Page) keepMine(only bool) {
	p.kept.SetOnlyMine(p.person, only)
	p.Reload()
}

// Compact implements page.Compacter: rows of one line, and more of them, or the
// other way round. The selected row stays.
func (p *Page) Compact() {
	p.kept.SetCompact(!p.kept.Compact())
	selected, ok := p.grid.Selected()
	before := p.grid
	p.grid = p.newGrid()
	for i, object := range p.list.Objects {
		if object == fyne.CanvasObject(before) {
			p.list.Objects[i] = p.grid
		}
	}
	p.setDensity()
	p.content.Refresh()
	p.show()
	if ok {
		p.grid.SelectKey(keyOf(selected))
	}
	p.grid.Focus()
}

// setDensity gives the compact list the room of everything else.
func (p *Page) setDensity() {
	compact := p.kept.Compact()
	p.filters.compact(compact)
	p.sides.alone = compact
	p.list.Layout = rest{at: 2, space: gap, least: 300}
	if compact {
		p.list.Layout = rest{at: 2, space: gap, least: alwaysLess}
	}
}

// Print implements page.Printer: the sheet of the selected row's booking.
func (p *Page) Print() {
	if row, ok := p.grid.Selected(); ok {
		p.printRow(row.Row)
	}
}

func (p *Page) printRow(row tasks.Row) {
	if row.BookingID != nil {
		p.print(*row.BookingID)
	}
}

// SaveList implements page.ListSaver: what is to be done, as the filters let it through.
func (p *Page) SaveList() {
	query := p.filters.query()
	lists.Save(p.desk, p.host, lists.Tasks, func(ctx context.Context) table.Table {
		return lists.OfWorklist(p.desk, func() (worklist.List, error) {
			read, err := p.readAll(ctx, query)
			return read.list, err
		})
	})
}
