// Package rules is the page of what the program believes: every rule with its
// source, and the doctor's approval of it.
package rules

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/approvals"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// The filters of the list.
const (
	all      = "all"
	pressing = "pressing" // in use, and not approved
	waiting  = "waiting"  // not approved
	used     = "used"
)

var filters = []string{all, pressing, waiting, used}

func passes(row approvals.RuleRow, filter string) bool {
	switch filter {
	case pressing:
		return row.Waits() && row.Uses > 0
	case waiting:
		return row.Waits()
	case used:
		return row.Uses > 0
	}
	return true
}

// rulesPage lists the rules; the selected one unfolds whole.
type rulesPage struct {
	desk  Desk
	host  page.Host
	token background.Token

	rows    []approvals.RuleRow
	doctors []string // the clinic's own, for whoever names one
	doctor  string   // who approved last

	banner  *widgets.Banner
	tabs    *widgets.Tabs
	search  *widgets.Line
	grid    *widgets.List[approvals.RuleRow]
	shown   *widgets.Button // approves every row that is shown
	content fyne.CanvasObject
}

var (
	_ page.Page      = (*rulesPage)(nil)
	_ page.Shower    = (*rulesPage)(nil)
	_ page.Reloader  = (*rulesPage)(nil)
	_ page.Completer = (*rulesPage)(nil)
	_ page.Escaper   = (*rulesPage)(nil)
	_ page.Fixed     = (*rulesPage)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	p := &rulesPage{desk: desk, host: host, banner: widgets.NewBanner(look.Proposed)}
	p.tabs = widgets.NewTabs(p.options()...)
	p.tabs.OnChosen = func(string) { p.narrow() }
	p.search = widgets.NewLine(locale.T("approvals.search")).SetLetters(24)
	p.search.SetIcon(look.TintedIcon("search", look.Muted))
	p.search.OnChanged = func(string) { p.narrow() }
	p.search.OnKey = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown {
			p.grid.Focus()
		}
		return event.Name == fyne.KeyDown
	}
	p.shown = widgets.NewButton("", p.approveShown)
	p.makeGrid()
	const gap = 6
	find := container.NewBorder(nil, nil, nil, widgets.NewFlow(p.shown), p.search)
	keys := widgets.NewMuted(locale.T("approvals.keys"))
	p.content = container.NewBorder(widgets.NewColumn(gap, p.banner, p.tabs, find), keys, nil, nil, p.grid)
	return p
}

// Content implements page.Page.
func (p *rulesPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *rulesPage) Title() string { return locale.T("approvals.title") }

// Fixed implements page.Fixed: the list scrolls within the page.
func (p *rulesPage) Fixed() {}

// Show implements page.Shower.
func (p *rulesPage) Show(page.Route) {
	p.load()
	p.grid.Focus()
}

// Reload implements page.Reloader.
func (p *rulesPage) Reload() { p.load() }

// Complete implements page.Completer: it approves the selected rule.
func (p *rulesPage) Complete() {
	if selected, ok := p.grid.Selected(); ok {
		p.approveOne(selected)
	}
}

// Escape implements page.Escaper: it empties the search, and says whether there was any.
func (p *rulesPage) Escape() bool {
	if p.search.Text == "" {
		return false
	}
	p.search.SetText("")
	p.grid.Focus()
	return true
}

// read is what one reading of the page gives.
type read struct {
	rows   []approvals.RuleRow
	clinic models.Clinic
}

func (p *rulesPage) load() {
	background.Load(p.host.Background(), &p.token, func(ctx context.Context) (found read, err error) {
		if found.rows, err = p.desk.RuleRows(ctx); err != nil {
			return found, err
		}
		found.clinic, err = p.desk.Clinic(ctx)
		return found, err
	}, func(found read, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.rows, p.doctors = found.rows, found.clinic.Surgeons
		p.tell()
		p.narrow()
	})
}

// tell says how many rules in use nobody has approved.
func (p *rulesPage) tell() {
	count := p.count(pressing)
	p.host.SetCount(page.Rules, count)
	if count == 0 {
		p.banner.SetLines()
	} else {
		p.banner.SetLines(locale.TN("approvals.banner", count))
	}
	p.tabs.SetOptions(p.options()...)
	p.content.Refresh()
}

func (p *rulesPage) count(filter string) int {
	count := 0
	for _, row := range p.rows {
		if passes(row, filter) {
			count++
		}
	}
	return count
}

func (p *rulesPage) options() []widgets.Option {
	var options []widgets.Option
	for _, id := range filters {
		text := locale.T("approvals.chip", "word", locale.T("approvals.filter."+id), "n", p.count(id))
		options = append(options, widgets.Option{ID: id, Text: text})
	}
	return options
}

// narrow shows the rows that the filter and the search let through.
func (p *rulesPage) narrow() {
	filter, found := p.tabs.ChosenID(), strings.Fields(strings.ToLower(p.search.Text))
	var rows []approvals.RuleRow
	for _, row := range p.rows {
		if passes(row, filter) && mentions(row, found) {
			rows = append(rows, row)
		}
	}
	p.sayEmpty(filter, len(found) > 0)
	p.grid.SetRows(rows)
	p.offer()
}

// mentions tells whether a rule has each of the words somewhere.
func mentions(row approvals.RuleRow, found []string) bool {
	text := strings.ToLower(strings.Join(slices.Concat(
		[]string{title(row), kind(row), words(row), part(row), row.ID}, sentences(row.Says), sources(row)), "\n"))
	return !slices.ContainsFunc(found, func(word string) bool { return !strings.Contains(text, word) })
}

func (p *rulesPage) sayEmpty(filter string, searched bool) {
	text := locale.T("approvals.empty")
	if !searched && filter != all {
		text = locale.T("approvals.empty." + filter)
	}
	p.grid.SetEmpty(text, locale.T("approvals.empty.all"), func() {
		p.tabs.Choose(all)
		p.search.SetText("")
		p.narrow()
		p.grid.Focus()
	})
}
