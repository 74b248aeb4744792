package calls

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/table"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// pageRows is how many calls are read at a time.
const pageRows = 100

// listing is what one reading of the register gives.
type listing struct {
	open  []deskcalls.OpenCall
	make  []worklist.Callback
	calls []models.CallRow
}

// list is the register: the calls that go on, those to make with the urgent ones
// first, then every call, the newest first.
type list struct {
	desk    Desk
	host    page.Host
	token   background.Token
	read    listing
	more    bool // there may be calls below the last
	reading bool

	search  *widgets.Line
	filters *filters
	grid    *widgets.List[entry]
	actions *tasks.Actions
	content *fyne.Container
}

func newList(desk Desk, host page.Host) *list {
	l := &list{desk: desk, host: host}
	l.actions = tasks.New(desk, host, tasks.Page{Reload: l.load, Back: func() { l.grid.Back() }})
	l.search = widgets.NewLine(locale.T("calls.search")).SetLetters(24)
	l.search.SetIcon(look.TintedIcon("search", look.Muted))
	l.search.OnChanged = func(string) { l.loadSoon() }
	l.search.OnKey = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown {
			l.grid.Focus()
		}
		return event.Name == fyne.KeyDown
	}
	l.filters = newFilters(desk, l.loadTop, l.loadSoon)
	l.makeGrid()
	newCall := widgets.NewPrimary(locale.T("calls.new"), func() {
		host.Open(page.Route{Page: page.Call, Arg: page.New})
	}).WithIcon("calls")
	top := container.NewBorder(nil, nil, nil, container.NewHBox(l.filters.button, newCall), l.search)
	l.filters.folded = func() { l.content.Refresh() }
	l.content = container.NewBorder(widgets.NewColumn(8, top, l.filters.content), nil, nil, nil, l.grid)
	return l
}

func (l *list) makeGrid() {
	l.grid = widgets.NewList([]widgets.Column[entry]{
		{
			ID: "when", Title: locale.T("calls.column.when"), Width: 100,
			Text:   func(e entry) string { return e.when(l.host.Today()) },
			Second: entry.day,
		},
		{ID: "level", Title: locale.T("calls.column.level"), Width: 146, Optional: true, Pill: entry.level},
		{ID: "who", Title: locale.T("calls.column.who"), Bold: true, Text: entry.who, Second: entry.number},
		{
			ID: "what", Title: locale.T("calls.column.what"), Share: 1.4,
			Text:   l.what,
			Second: func(e entry) string { return e.more(l.desk) },
		},
		{ID: "status", Title: locale.T("calls.column.status"), Width: 112, Pill: func(e entry) (look.Status, string) {
			return e.status(l.host.Now())
		}},
	}, entry.key)
	l.grid.Group = func(e entry) string { return e.group(l.host.Today()) }
	l.grid.Detail = l.detail
	l.grid.OnOpen = l.open
	l.grid.OnLetter = func(e entry, letter rune) {
		if e.make != nil {
			l.actions.Type(e.make.Row, letter)
		}
	}
	l.grid.OnEnd = l.readOn
}

// what is what the call is about; where the level has no column it stands before.
func (l *list) what(e entry) string {
	if _, level := e.level(); l.grid.Room("level") == 0 {
		return locale.Line(level, e.what())
	}
	return e.what()
}

// load reads again as many calls as are shown, so that the place is kept.
func (l *list) load() {
	background.Load(l.host.Background(), &l.token, l.reader(max(len(l.read.calls), pageRows)), l.show)
}

// loadTop reads from the top, for another choice.
func (l *list) loadTop() {
	background.Load(l.host.Background(), &l.token, l.reader(pageRows), l.show)
}

// loadSoon reads from the top, after a pause for the next letter.
func (l *list) loadSoon() {
	background.LoadSoon(l.host.Background(), &l.token, l.reader(pageRows), l.show)
}

// minute reads again: promises run out, and another desk may have taken calls. A
// list without any stays as it was below the nurse's hands.
func (l *list) minute() {
	background.Load(l.host.Background(), &l.token, l.reader(max(len(l.read.calls), pageRows)), func(found listing, err error) {
		if err == nil && len(found.make) == 0 && reflect.DeepEqual(found, l.read) {
			l.reading = false
			return
		}
		l.show(found, err)
	})
}

func (l *list) reader(limit int) func(context.Context) (listing, error) {
	filter, narrowed := l.filters.filter(l.search.Text), l.filters.narrowed() > 0
	filter.Limit = limit
	l.reading = true
	return func(ctx context.Context) (found listing, err error) {
		if found.calls, err = l.desk.Calls(ctx, filter); err != nil || narrowed {
			return found, err
		}
		if found.open, err = l.desk.OpenCalls(ctx); err != nil {
			return found, err
		}
		found.make, err = l.desk.Callbacks(ctx, filter.Text)
		return found, err
	}
}

func (l *list) show(found listing, err error) {
	l.reading = false
	if err != nil {
		l.host.Fail(err)
		return
	}
	l.read, l.more = found, len(found.calls) > 0 && len(found.calls)%pageRows == 0
	l.sayEmpty()
	l.grid.SetRows(l.entries())
}

func (l *list) entries() []entry {
	var entries []entry
	for i := range l.read.open {
		entries = append(entries, entry{open: &l.read.open[i]})
	}
	for _, one := range l.read.make {
		row := tasks.Of(l.desk, one.WorklistRow)
		row.Calling = one.Calling
		entries = append(entries, entry{make: &callback{Row: row, answers: one.Call}})
	}
	return append(entries, callsOf(l.read.calls)...)
}

func callsOf(rows []models.CallRow) []entry {
	entries := make([]entry, len(rows))
	for i := range rows {
		entries[i] = entry{call: &rows[i]}
	}
	return entries
}

// readOn reads the calls below the last. The list asks while it draws, so the
// reading waits until it has done so.
func (l *list) readOn() {
	if !l.more || l.reading {
		return
	}
	l.reading = true
	filter := l.filters.filter(l.search.Text)
	filter.Offset, filter.Limit = len(l.read.calls), pageRows
	l.host.Background().Later(0, func() {
		background.Load(l.host.Background(), &l.token,
			func(ctx context.Context) ([]models.CallRow, error) { return l.desk.Calls(ctx, filter) },
			func(rows []models.CallRow, err error) {
				l.reading = false
				if err != nil {
					l.more = false // asked again by the next filter, not by every frame
					l.host.Fail(err)
					return
				}
				l.more = len(rows) == pageRows
				l.read.calls = append(l.read.calls[:len(l.read.calls):len(l.read.calls)], rows...)
				l.grid.Append(callsOf(rows))
			})
	})
}

func (l *list) sayEmpty() {
	if l.search.Text != "" || l.filters.narrowed() > 0 {
		l.grid.SetEmpty(locale.T("calls.none-found"), locale.T("calls.filter.clear"), l.clear)
		return
	}
	l.grid.SetEmpty(locale.T("calls.empty"), "", nil)
}

// clear shows everything again.
func (l *list) clear() {
	l.filters.clear()
	l.search.SetText("")
	l.loadTop()
	l.grid.Focus()
}

// escape empties the search and the filters, and says whether there were any.
func (l *list) escape() bool {
	if l.search.Text == "" && l.filters.narrowed() == 0 {
		return false
	}
	l.clear()
	return true
}

// SaveList implements page.ListSaver: every call that the register's filters let through.
func (c *calls) SaveList() {
	filter := c.list.filters.filter(c.list.search.Text)
	lists.Save(c.list.desk, c.host, lists.Calls, func(ctx context.Context) table.Table {
		return lists.OfCalls(ctx, c.list.desk, filter)
	})
}
