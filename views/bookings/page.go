// Package bookings is the page of all bookings: a week on one board, and a list
// that finds by anything.
package bookings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// The two views of the page.
const (
	weekView = "week"
	listView = "list"
)

// The names under which the filter is kept.
const (
	keptView    = "view"
	keptTheatre = "theatre"
	keptStatus  = "status"
	keptPeriod  = "period"
)

// bookingsPage holds both views; the theatre and the status narrow both.
type bookingsPage struct {
	desk  Desk
	host  page.Host
	kept  *preferences.Preferences
	token background.Token // of the clinic

	tabs    *widgets.Tabs
	theatre *widgets.Choice
	status  *widgets.Choice
	week    *week
	list    *list
	body    *fyne.Container
	content fyne.CanvasObject
	filling bool // the page itself sets its fields
}

var (
	_ page.Shower   = (*bookingsPage)(nil)
	_ page.Reloader = (*bookingsPage)(nil)
	_ page.Fixed    = (*bookingsPage)(nil)
)

// New makes the page; what it shows is remembered in kept.
func New(desk Desk, kept *preferences.Preferences, host page.Host) page.Page {
	p := &bookingsPage{desk: desk, host: host, kept: kept, filling: true}
	values := kept.Filter(page.Bookings)
	p.tabs = widgets.NewTabs(
		widgets.Option{ID: weekView, Text: locale.T("bookings.week")},
		widgets.Option{ID: listView, Text: locale.T("bookings.list")},
	)
	p.theatre = widgets.NewChoice(p.theatres(nil)...)
	p.status = widgets.NewChoice(statuses()...)
	p.status.Choose(allOr(values[keptStatus]))
	p.week, p.list = newWeek(p), newList(p)
	p.list.period.Choose(periodOr(values[keptPeriod]))
	p.setTheatres([]string{values[keptTheatre]})
	p.theatre.Choose(allOr(values[keptTheatre]))
	p.tabs.Choose(values[keptView])
	p.tabs.OnChosen = func(string) { p.filtered() }
	p.theatre.OnChosen = func(string) { p.filtered() }
	p.status.OnChosen = func(string) { p.filtered() }
	p.list.period.OnChosen = func(string) { p.filtered() }
	p.filling = false

	p.body = container.NewStack()
	top := container.NewBorder(nil, nil, nil, container.NewHBox(p.theatre, p.status), p.tabs)
	p.content = container.NewBorder(top, nil, nil, nil, p.body)
	p.place()
	return p
}

// Content implements page.Page.
func (p *bookingsPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *bookingsPage) Title() string { return locale.T("bookings.title") }

// Fixed implements page.Fixed: board and list scroll by themselves.
func (p *bookingsPage) Fixed() {}

// Show implements page.Shower.
func (p *bookingsPage) Show(page.Route) {
	background.Load(p.host.Background(), &p.token,
		func(ctx context.Context) (models.Clinic, error) { return p.desk.Clinic(ctx) },
		func(clinic models.Clinic, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.setTheatres(clinic.Theatres)
		})
	p.Reload()
	if p.tabs.ChosenID() == weekView {
		widgets.Focus(p.week.board)
	} else {
		p.list.focus()
	}
}

// Reload implements page.Reloader.
func (p *bookingsPage) Reload() {
	if p.tabs.ChosenID() == weekView {
		p.week.load()
	} else {
		p.list.load()
	}
}

// filtered follows another view or filter: it is remembered, and read anew.
func (p *bookingsPage) filtered() {
	if p.filling {
		return
	}
	p.kept.SetFilter(page.Bookings, map[string]string{
		keptView: p.tabs.ChosenID(), keptTheatre: p.theatre.ChosenID(),
		keptStatus: p.status.ChosenID(), keptPeriod: p.list.period.ChosenID(),
	})
	p.place()
	p.Reload()
}

// place puts the chosen view in its place.
func (p *bookingsPage) place() {
	shown := p.week.content
	if p.tabs.ChosenID() == listView {
		shown = p.list.content
		p.list.showDates()
	}
	p.body.Objects = []fyne.CanvasObject{shown}
	p.body.Refresh()
}

// filter is what narrows both views.
func (p *bookingsPage) filter() models.BookingFilter {
	filter := models.BookingFilter{}
	if id := p.theatre.ChosenID(); id != all {
		filter.Theatre = id
	}
	if id := p.status.ChosenID(); id != all {
		filter.Status = models.BookingStatus(id)
	}
	return filter
}

// open shows a booking's patient.
func (p *bookingsPage) open(row models.BookingRow) {
	p.host.Open(page.Route{Page: page.Patient, ID: row.PatientID})
}

func (p *bookingsPage) newBooking() { p.host.Open(page.Route{Page: page.NewBooking}) }

// setTheatres offers the clinic's theatres, and the one that is chosen even if
// the clinic no longer has it.
func (p *bookingsPage) setTheatres(names []string) {
	filling := p.filling
	p.filling = true
	p.theatre.SetOptions(p.theatres(names)...)
	p.filling = filling
}
