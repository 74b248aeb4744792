// Package patient is one patient's page: who it is, the booking with its dates
// drawn on a time line, and all that was and is to be done.
package patient

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/patientform"
	"nursedesk/views/restriction"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// Arguments of the page's routes.
const (
	ArgBooking = page.Booking // followed by a booking's id: that booking is shown
	// ArgHolds opens the part of the medicines; ":" with a booking's id may follow.
	ArgHolds = tasks.ArgHolds
)

// The parts of the page, as the tabs name them.
const (
	tabTasks   = "tasks"
	tabHolds   = "holds"
	tabDates   = "dates"
	tabCalls   = "calls"
	tabSheets  = "sheets"
	tabHistory = "history"
)

// Page is the page of one patient.
type Page struct {
	desk  Desk
	print func(bookingID int64)
	host  page.Host

	id       int64
	shown    int64 // the booking that the page shows; 0 for none
	revealed bool  // what a protected identity hides is shown, until the page is left
	file     care.PatientFile
	loaded   bool
	token    background.Token
	finding  background.Token // of who may be the same person
	actions  *tasks.Actions

	restricted patients.Restrictions

	twice    *fyne.Container // who may be the same person
	changing *changing       // the form of a change that was opened last

	head   *head
	begun  *begunChanges
	card   *bookingCard
	line   *widgets.Timeline
	tabs   *widgets.Tabs
	tasks  *taskList
	holds  *holdList
	calls  *callsPart
	part   *fyne.Container // what the chosen tab shows
	body   *fyne.Container
	empty  *fyne.Container // instead of body, for a patient that is not there
	scroll *container.Scroll
}

var (
	_ page.Page          = (*Page)(nil)
	_ page.Shower        = (*Page)(nil)
	_ page.Reloader      = (*Page)(nil)
	_ page.Leaver        = (*Page)(nil)
	_ page.Printer       = (*Page)(nil)
	_ page.Completer     = (*Page)(nil)
	_ page.Escaper       = (*Page)(nil)
	_ page.AllSaver      = (*Page)(nil)
	_ page.Closer        = (*Page)(nil)
	_ page.JournalCopier = (*Page)(nil)
	_ page.Merger        = (*Page)(nil)
	_ page.Eraser        = (*Page)(nil)
	_ page.Restricter    = (*Page)(nil)
	_ page.Fixed         = (*Page)(nil)
)

// barSpace keeps the scroll bar off what stands at the right.
const barSpace = 10

// New builds the page. print writes a booking's sheet and shows or prints it;
// last is shared by the pages on which a doctor's decision is entered.
func New(desk Desk, print func(bookingID int64), last *holds.Last, host page.Host) page.Page {
	p := &Page{desk: desk, print: print, host: host, scroll: container.NewVScroll(nil)}
	p.tasks, p.holds = newTaskList(p), newHoldList(p, last)
	p.actions = tasks.New(desk, host, tasks.Page{
		Print:     func(row tasks.Row) { p.print(*row.BookingID) },
		Reload:    p.Reload,
		Questions: p.tasks,
		Decide:    func(tasks.Row) { p.showHolds() },
		Back:      p.back,
		InPatient: true,
	})
	p.head = newHead(p)
	p.begun = newBegunChanges(p)
	p.card = newBookingCard(p)
	p.line = widgets.NewTimeline()
	p.line.OnOpen = p.openMark
	p.calls = newCallsPart(p)
	p.tabs = widgets.NewTabs(p.tabOptions()...)
	p.tabs.OnChosen = func(string) { p.showPart() }
	p.part = container.NewStack()
	p.twice = container.NewStack()
	p.twice.Hide()
	p.body = widgets.NewColumn(10, p.head.whole, p.twice, p.begun.content, widgets.NewCard(widgets.NewColumn(6, p.card.whole, p.line)), p.tabs, p.part)
	p.body.Hide()
	p.empty = container.NewStack()
	beside := layout.NewCustomPaddedLayout(0, 0, 0, barSpace)
	p.scroll.Content = container.New(beside, container.NewStack(p.body, p.empty))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.scroll }

// ShownPatient implements page.PatientShower.
func (p *Page) ShownPatient() int64 { return p.id }

// Title implements page.Page.
func (p *Page) Title() string {
	if !p.loaded {
		return locale.T("patient.title")
	}
	return p.file.Patient.Name()
}

// Fixed implements page.Fixed: the page scrolls itself, so that the selected
// task stays in view.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(route page.Route) {
	if route.ID != p.id {
		p.forget()
		p.id = route.ID
	}
	p.revealed = false
	if id, ok := strings.CutPrefix(route.Arg, ArgBooking); ok {
		p.shown, _ = strconv.ParseInt(id, 10, 64) // what is no number shows the next booking
	}
	changed, toChange := strings.CutPrefix(route.Arg, page.Change)
	if toChange {
		p.shown, _ = strconv.ParseInt(changed, 10, 64)
	}
	holdsOf, toHolds := strings.CutPrefix(route.Arg, ArgHolds)
	if id, ok := strings.CutPrefix(holdsOf, ":"); toHolds && ok {
		p.shown, _ = strconv.ParseInt(id, 10, 64)
	}
	p.load(func() {
		if toHolds {
			p.showHolds()
		}
		if toChange {
			p.goOnBegun()
		}
	})
}

// forget makes the page ready for another patient.
func (p *Page) forget() {
	p.loaded, p.shown, p.revealed, p.file = false, 0, false, care.PatientFile{}
	p.tasks.forget()
	p.holds.forget()
	p.calls.list.SetRows(nil)
	p.body.Hide()
	p.tabs.Choose(tabTasks)
	p.scroll.ScrollToTop()
}

// Reload implements page.Reloader.
func (p *Page) Reload() { p.load(nil) }

func (p *Page) load(then func()) {
	id := p.id
	background.Load(p.host.Background(), &p.token,
		func(ctx context.Context) (found, error) { return p.read(ctx, id) },
		func(found found, err error) {
			file := found.file
			switch {
			case errors.Is(err, models.ErrNotFound):
				p.missing()
			case errors.Is(err, models.ErrRestricted):
				p.closed(err)
			case err != nil:
				p.host.Fail(err)
			default:
				p.file, p.loaded, p.id = file, true, file.Patient.ID // who gave way leads to who stands
				p.begun.open, p.restricted = found.begun, found.restricted
				p.redraw()
				p.findTwice()
				if then != nil {
					then()
				}
			}
		})
}

// found is what the page reads of its patient.
type found struct {
	file       care.PatientFile
	begun      []bookings.OpenChange
	restricted patients.Restrictions
}

func (p *Page) read(ctx context.Context, id int64) (found, error) {
	file, err := p.desk.Patient(ctx, id)
	if err != nil {
		return found{}, err
	}
	begun, err := p.desk.OpenChangeDrafts(ctx)
	if err != nil {
		return found{}, err
	}
	restricted, err := p.desk.Restrictions(ctx, id)
	return found{file, begun, restricted}, err
}

// missing says that there is no such patient, and the way out.
func (p *Page) missing() {
	p.instead(widgets.NewEmptyState(locale.T("patient.missing"), locale.T("patient.back"), p.host.Back))
}

// closed takes away all that the page shows of a record that is restricted, and asks whether it may be opened.
func (p *Page) closed(err error) {
	id := p.id
	p.forget()
	p.id = id
	p.instead(widgets.NewEmptyState(locale.T("restriction.closed"), locale.T("restriction.closed.open"), func() { p.host.Fail(err) }))
	p.host.Fail(err)
}

// Restrict implements page.Restricter.
func (p *Page) Restrict() {
	if p.id != 0 {
		restriction.Ask(p.desk, p.host, p.id)
	}
}

// instead shows something in the place of the patient.
func (p *Page) instead(shown fyne.CanvasObject) {
	p.body.Hide()
	p.empty.Objects = []fyne.CanvasObject{shown}
	p.empty.Show()
	p.empty.Refresh()
	p.host.Retitle()
}

func (p *Page) redraw() {
	p.empty.Hide()
	p.body.Show()
	p.shown = p.choose()
	p.head.fill()
	p.begun.fill()
	p.card.fill()
	p.drawLine()
	p.tabs.SetOptions(p.tabOptions()...)
	p.showPart()
	p.host.Retitle()
}

// choose gives the booking to show: the one asked for, else the next one, else
// the latest that took place or may, else the latest.
func (p *Page) choose() int64 {
	next, open := int64(0), int64(0)
	for _, one := range p.file.Bookings { // newest start first
		booking := one.Booking
		if booking.ID == p.shown {
			return booking.ID
		}
		if booking.Status == models.StatusBooked && !booking.Day().Before(p.host.Today()) {
			next = booking.ID
		}
		if open == 0 && booking.Open() {
			open = booking.ID
		}
	}
	switch {
	case next != 0:
		return next
	case open != 0:
		return open
	case len(p.file.Bookings) > 0:
		return p.file.Bookings[0].Booking.ID
	}
	return 0
}

// booking is the file of the booking that is shown.
func (p *Page) booking() (file care.BookingFile, ok bool) {
	for _, one := range p.file.Bookings {
		if one.Booking.ID == p.shown {
			return one, true
		}
	}
	return care.BookingFile{}, false
}

func (p *Page) tabOptions() []widgets.Option {
	counts := map[string]int{tabTasks: len(p.openTasks()), tabHolds: p.undecided(), tabCalls: len(p.file.Calls), tabSheets: p.sheetCount()}
	var options []widgets.Option
	for _, id := range []string{tabTasks, tabHolds, tabDates, tabCalls, tabSheets, tabHistory} {
		text := locale.T("patient.tab." + id)
		if counts[id] > 0 {
			text += " " + strconv.Itoa(counts[id])
		}
		options = append(options, widgets.Option{ID: id, Text: text})
	}
	return options
}

func (p *Page) showPart() {
	var shown fyne.CanvasObject
	switch p.tabs.ChosenID() {
	case tabTasks:
		p.tasks.fill()
		shown = p.tasks.content
	case tabHolds:
		p.holds.fill()
		shown = p.holds.content
	case tabDates:
		shown = p.datesPart()
	case tabCalls:
		p.calls.list.SetRows(p.file.Calls)
		shown = p.calls.content
	case tabSheets:
		shown = p.sheetsPart()
	case tabHistory:
		shown = p.historyPart()
	}
	p.part.Objects = []fyne.CanvasObject{widgets.NewCard(shown)}
	p.part.Refresh()
	widgets.FollowAll(p.scroll, p.body)
	p.body.Refresh()
	p.scroll.Refresh()
}

// openMark shows the task or the date that was chosen on the time line.
func (p *Page) openMark(mark widgets.Mark) {
	if id, ok := strings.CutPrefix(mark.Key, markTask); ok {
		p.tabs.Choose(tabTasks)
		task, _ := strconv.ParseInt(id, 10, 64) // written by markOf
		p.tasks.selectTask(task)
		return
	}
	p.tabs.Choose(tabDates)
}

// Leave implements page.Leaver: what was noted of a call is not thrown away unasked.
func (p *Page) Leave(then func()) {
	if !p.tasks.touched() {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("patient.leave.title"), Text: locale.T("patient.leave.text"),
		Confirm: locale.T("patient.leave.confirm"), Cancel: locale.T("patient.leave.stay"), Danger: true,
		OnDone: func() {
			p.tasks.forget()
			then()
		},
	})
}

// Print implements page.Printer.
func (p *Page) Print() {
	if file, ok := p.booking(); ok && file.Booking.Open() {
		p.print(file.Booking.ID)
	}
}

// Complete implements page.Completer.
func (p *Page) Complete() {
	if p.tabs.ChosenID() == tabTasks {
		p.tasks.complete()
	}
}

// Escape implements page.Escaper: it first closes the questions of a task.
func (p *Page) Escape() bool {
	return p.tabs.ChosenID() == tabTasks && p.tasks.escape()
}

func (p *Page) editPatient() {
	patientform.Ask(p.desk, p.host, office.DraftOf(p.file.Patient), func(models.Patient) {
		p.host.Toast(locale.T("patient.saved"), nil)
	})
}

// reveal shows what a protected identity hides, which the history notes.
func (p *Page) reveal() {
	id := p.id
	background.Load(p.host.Background(), new(background.Token),
		func(ctx context.Context) (models.Patient, error) { return p.desk.Reveal(ctx, id) },
		func(_ models.Patient, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.revealed = p.id == id
			p.host.Toast(locale.T("patient.reveal.told"), nil)
			p.Reload()
		})
}

// shownPatient is the patient as far as what is known may be shown now.
func (p *Page) shownPatient() models.Patient {
	if p.revealed {
		return p.file.Patient
	}
	return p.file.Patient.Shown()
}

// back gives the tasks the focus after a dialog about one of them.
func (p *Page) back() {
	if p.tabs.ChosenID() == tabTasks {
		p.tasks.list.Back()
	}
}

// centred puts a little space above and below a row and a thin line beneath it.
func centred(row fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewColumn(6, row, widget.NewSeparator())
}
