package calls

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// logLimit is how many earlier calls are listed; a search finds older ones.
const logLimit = 300

// entry is one line of the log: a callback still to be made, or a call.
type entry struct {
	call models.CallRow
	task models.Task // of the callback; its ID is 0 for a call without an open one
}

func (e entry) open() bool { return e.task.ID != 0 }

// key tells the lines apart: a call by its own number, one that a change made
// necessary, which answers no call, by its task's.
func (e entry) key() string {
	if e.call.ID == 0 {
		return "task:" + strconv.FormatInt(e.task.ID, 10)
	}
	return strconv.FormatInt(e.call.ID, 10)
}

// reason is what the patient is called about.
func (e entry) reason() string {
	if e.call.ID == 0 {
		return locale.T("task." + e.task.Step)
	}
	return e.call.Reason
}

// listing is what one reading of the log gives.
type listing struct {
	entries  []entry
	pressing int  // callbacks overdue or due today, of all patients
	more     bool // older calls are not listed
}

// log lists the callbacks to make, then the calls, the newest first.
type log struct {
	desk   *app.Desk
	host   page.Host
	token  background.Token
	wanted int64 // the call to select once it is listed

	search     *widgets.Line
	unfinished *widgets.Button // goes on with a call that is half written
	grid       *widgets.Grid[entry]
	more       fyne.CanvasObject
	actions    *tasks.Actions
	content    *fyne.Container
}

func newLog(desk *app.Desk, host page.Host, begin func()) *log {
	l := &log{desk: desk, host: host}
	l.actions = tasks.New(desk, host, tasks.Page{Reload: l.load, InPatient: true})
	l.search = widgets.NewLine(locale.T("calls.search")).SetLetters(24)
	l.search.SetIcon(look.TintedIcon("search", look.Muted))
	l.search.OnChanged = func(string) { l.loadSoon() }
	l.search.OnKey = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown {
			l.grid.Focus()
		}
		return event.Name == fyne.KeyDown
	}
	l.unfinished = widgets.NewButton("", begin)
	l.unfinished.Hide()
	l.more = widgets.NewMuted(locale.T("calls.more", "n", logLimit))
	l.more.Hide()
	l.makeGrid(begin)
	newCall := widgets.NewPrimary(locale.T("calls.new"), begin).WithIcon("calls")
	top := container.NewBorder(nil, nil, nil, widgets.NewFlow(newCall), l.search)
	l.content = container.NewBorder(container.NewVBox(top, l.unfinished), l.more, nil, nil, l.grid)
	return l
}

func (l *log) makeGrid(begin func()) {
	l.grid = widgets.NewGrid([]widgets.Column[entry]{
		{ID: "when", Title: locale.T("calls.column.when"), Width: 124, Text: l.when, Second: l.late},
		{
			ID: "who", Title: locale.T("calls.column.who"), Share: 3, Bold: true,
			Text:   func(e entry) string { return e.call.Name() },
			Second: func(e entry) string { return locale.Phone(e.call.Phone) },
		},
		{
			ID: "what", Title: locale.T("calls.column.what"), Share: 5,
			Text:   func(e entry) string { return oneLine(e.reason()) },
			Second: func(e entry) string { return oneLine(e.call.Advice) },
		},
		{ID: "status", Title: locale.T("calls.column.status"), Width: 108, Pill: l.status},
	}, entry.key)
	l.grid.Group = l.group
	l.grid.Detail = l.detail
	l.grid.OnOpen = l.openPatient
	l.grid.SetEmpty(locale.T("calls.empty"), locale.T("calls.new"), begin)
}

// load reads the rows again; the selected one stays selected.
func (l *log) load() {
	background.Load(l.host.Background(), &l.token, l.read(), l.show)
}

func (l *log) loadSoon() {
	background.LoadSoon(l.host.Background(), &l.token, l.read(), l.show)
}

func (l *log) read() func(context.Context) (listing, error) {
	text, today := l.search.Text, l.host.Today()
	return func(ctx context.Context) (listing, error) {
		var found listing
		callbacks, err := l.desk.Callbacks(ctx, text)
		if err != nil {
			return found, err
		}
		for _, callback := range callbacks {
			found.entries = append(found.entries, entry{call: callback.Call, task: callback.Task})
		}
		calls, err := l.desk.Calls(ctx, models.CallFilter{Text: text, Limit: logLimit})
		if err != nil {
			return found, err
		}
		found.more = len(calls) == logLimit
		for _, call := range calls {
			if !call.CallbackOpen {
				found.entries = append(found.entries, entry{call: call})
			}
		}
		if text != "" {
			if callbacks, err = l.desk.Callbacks(ctx, ""); err != nil {
				return found, err
			}
		}
		for _, callback := range callbacks {
			if callback.Task.Situation(today.At(0, 0)) != models.Coming {
				found.pressing++
			}
		}
		return found, nil
	}
}

func (l *log) show(found listing, err error) {
	if err != nil {
		l.host.Fail(err)
		return
	}
	l.host.SetCount(page.Calls, found.pressing)
	if found.more {
		l.more.Show()
	} else {
		l.more.Hide()
	}
	if l.wanted != 0 {
		l.grid.SelectKey(strconv.FormatInt(l.wanted, 10))
		l.wanted = 0
	}
	l.grid.SetRows(found.entries)
}

// setUnfinished offers to go on with a call that is half written.
func (l *log) setUnfinished(begun bool, name string, started time.Time) {
	if !begun {
		l.unfinished.Hide()
		return
	}
	text := locale.T("calls.unfinished", "time", locale.Time(started))
	if name != "" {
		text = locale.T("calls.unfinished.with", "time", locale.Time(started), "name", name)
	}
	l.unfinished.SetText(text)
	l.unfinished.Show()
}

func (l *log) openPatient(e entry) {
	l.host.Open(page.Route{Page: page.Patient, ID: e.call.PatientID, Arg: "calls"})
}

// escape empties the search, and says whether there was any.
func (l *log) escape() bool {
	if l.search.Text == "" {
		return false
	}
	l.search.SetText("")
	l.grid.Focus()
	return true
}

func (l *log) group(e entry) string {
	today := l.host.Today()
	switch day := models.DateOf(e.call.At); {
	case e.open():
		return locale.T("calls.group.callbacks")
	case day == today:
		return locale.T("calls.group.today")
	case day == today.AddDays(-1):
		return locale.T("calls.group.yesterday")
	}
	return locale.T("calls.group.earlier")
}

// when is the promised time of a callback, else the time of the call; the day is
// left out where the heading or "idag" says it.
func (l *log) when(e entry) string {
	at, today := e.call.At, l.host.Today()
	if e.open() {
		if e.task.At == nil {
			return locale.Relative(e.task.Due, today)
		}
		at = *e.task.At
	}
	switch day := models.DateOf(at); {
	case day == today, !e.open() && day == today.AddDays(-1):
		return locale.Time(at)
	case day.Year() != today.Year():
		return locale.Short(day) + " " + strconv.Itoa(day.Year())
	}
	return locale.ShortMoment(at)
}

// late is how far from today an open callback is promised.
func (l *log) late(e entry) string {
	if !e.open() {
		return ""
	}
	day, today := e.task.DueOn(), l.host.Today()
	if day.Before(today) {
		return locale.LateBy(day, today)
	}
	if day == today {
		return ""
	}
	return locale.Relative(day, today)
}

func (l *log) status(e entry) (look.Status, string) {
	switch {
	case e.open():
		return widgets.SituationStatus(e.task.Situation(l.host.Now()))
	case e.call.CallbackAt != nil:
		return look.Done, locale.T("calls.called-back")
	}
	return look.Quiet, ""
}

// oneLine shows a note of many lines on one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
