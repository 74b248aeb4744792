// Package followup is the page of what followed the procedures: confirmed
// complications, counted against the procedures performed, drawn and in figures.
package followup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/followup"
	desktable "nursedesk/app/table"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// The parts of the page.
const (
	tabReport = "report"
	tabCases  = "cases"
)

// followUpPage counts anew for each period, procedure and surgeon.
type followUpPage struct {
	desk  Desk
	host  page.Host
	token background.Token

	filters *filters
	found   followup.Report
	figures *fyne.Container
	tabs    *widgets.Tabs
	report  *report
	cases   *widgets.List[models.ComplicationRow]
	body    *fyne.Container // what the chosen tab shows
	content *fyne.Container
}

var (
	_ page.Page      = (*followUpPage)(nil)
	_ page.Shower    = (*followUpPage)(nil)
	_ page.Reloader  = (*followUpPage)(nil)
	_ page.Fixed     = (*followUpPage)(nil)
	_ page.ListSaver = (*followUpPage)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	p := &followUpPage{desk: desk, host: host, figures: widgets.NewColumn(2), report: newReport(), body: container.NewStack()}
	p.filters = newFilters(desk, host, p.load, p.loadSoon)
	p.tabs = widgets.NewTabs(p.options()...)
	p.tabs.OnChosen = func(string) { p.place() }
	p.cases = newCases(desk, p.open)
	const gap = 8
	top := widgets.NewColumn(gap, p.filters.content, p.figures, p.tabs)
	p.content = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, p.body) // in the order of Tab
	return p
}

// Content implements page.Page.
func (p *followUpPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *followUpPage) Title() string { return locale.T("page.follow-up") }

// Fixed implements page.Fixed: the report and the list scroll within the page.
func (p *followUpPage) Fixed() {}

// Show implements page.Shower. Whoever comes back from a case's patient is on the
// same row again.
func (p *followUpPage) Show(page.Route) {
	p.load()
	if p.tabs.Visible() && p.tabs.ChosenID() == tabCases && len(p.found.Cases) > 0 {
		p.cases.Focus()
		return
	}
	p.host.Window().Canvas().Focus(p.filters.period)
}

// Reload implements page.Reloader.
func (p *followUpPage) Reload() { p.load() }

func (p *followUpPage) load() { p.read(background.Load[followup.Report]) }

// loadSoon waits for the rest of a day that is being typed.
func (p *followUpPage) loadSoon() { p.read(background.LoadSoon[followup.Report]) }

func (p *followUpPage) read(
	load func(background.Runner, *background.Token, func(context.Context) (followup.Report, error), func(followup.Report, error)),
) {
	query, wrong := p.filters.query()
	load(p.host.Background(), &p.token, func(ctx context.Context) (followup.Report, error) {
		if wrong != nil {
			return followup.Report{}, wrong
		}
		return p.desk.FollowUp(ctx, query)
	}, func(found followup.Report, err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		_ = p.filters.dates.Mark(nil) // nothing is wrong with the days any more
		p.found = found
		p.filters.offer(found.Performers)
		p.show()
	})
}

// refuse says what is wrong with the period; figures of another one would mislead.
func (p *followUpPage) refuse(err error) {
	if rest := p.filters.dates.Mark(err); rest != nil {
		p.host.Fail(rest)
	}
	p.found = followup.Report{}
	p.figures.Objects, p.body.Objects = nil, nil
	p.tabs.Hide()
	p.content.Refresh()
}

func (p *followUpPage) show() {
	p.tabs.Show()
	p.tabs.SetOptions(p.options()...)
	p.figures.Objects = figures(p.found)
	p.report.show(p.desk, p.found)
	p.cases.SetRows(p.found.Cases)
	p.sayEmpty()
	p.place()
}

// place puts the chosen part in its place, or what it means that there is nothing.
func (p *followUpPage) place() {
	shown := fyne.CanvasObject(p.report.reading)
	switch {
	case p.found.Rate.Of == 0:
		text, label, action := locale.T("followup.empty"), "", (func())(nil)
		if p.filters.narrowed() {
			text, label, action = locale.T("followup.empty.narrowed"), locale.T("followup.empty.all"), p.filters.widen
		}
		shown = widgets.NewEmptyState(text, label, action)
		p.tabs.Hide()
	case p.tabs.ChosenID() == tabCases:
		shown = p.cases
	}
	p.body.Objects = []fyne.CanvasObject{widgets.NewCard(shown)}
	p.body.Refresh()
	p.content.Refresh()
}

func (p *followUpPage) options() []widgets.Option {
	return []widgets.Option{
		{ID: tabReport, Text: locale.T("followup.tab.report")},
		{ID: tabCases, Text: locale.T("followup.tab.cases", "n", len(p.found.Cases))},
	}
}

// sayEmpty says where complications come from.
func (p *followUpPage) sayEmpty() {
	p.cases.SetEmpty(locale.T("followup.no-cases"), locale.T("followup.to-patients"), func() {
		p.host.Open(page.Route{Page: page.Patients})
	})
}

// SaveList implements page.ListSaver: the complications that are counted.
func (p *followUpPage) SaveList() {
	query, wrong := p.filters.query()
	if wrong != nil {
		p.refuse(wrong)
		return
	}
	lists.Save(p.desk, p.host, lists.Complications, func(ctx context.Context) desktable.Table {
		return lists.OfCases(p.desk, func() ([]models.ComplicationRow, error) {
			found, err := p.desk.FollowUp(ctx, query)
			return found.Cases, err
		})
	})
}
