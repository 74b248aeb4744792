// Package waiting is the list of every medicine that waits for a doctor's
// decision: each is decided in place, one after another, and all are printed on
// one list.
package waiting

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	deskholds "nursedesk/app/holds"
	"nursedesk/views/background"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// waitingPage is the page.
type waitingPage struct {
	desk    Desk
	host    page.Host
	decider holds.Decider
	print   func()

	count   *widgets.Paragraph
	printer *widgets.Button
	grid    *widgets.List[deskholds.Waiting]
	content *fyne.Container
	loads   background.Token
}

var (
	_ page.Shower   = (*waitingPage)(nil)
	_ page.Reloader = (*waitingPage)(nil)
	_ page.Printer  = (*waitingPage)(nil)
	_ page.Fixed    = (*waitingPage)(nil)
)

// New builds the page. print shows the list on paper; last is shared by the pages
// on which a doctor's decision is entered.
func New(desk Desk, print func(), last *holds.Last, host page.Host) page.Page {
	p := &waitingPage{
		desk: desk, host: host, print: print, decider: holds.Decider{Desk: desk, Host: host, Last: last},
		count: widgets.NewParagraph("").Bold(),
	}
	p.printer = widgets.NewButton(locale.T("waiting.print"), p.Print).WithIcon("print")
	p.grid = p.newGrid()
	p.grid.SetEmpty(locale.T("waiting.none"), locale.T("waiting.back"), host.Back)
	head := container.NewBorder(nil, nil, nil, p.printer, p.count)
	hint := widgets.NewParagraph(locale.T("waiting.hint")).Small().Ink(look.Muted)
	p.content = container.NewBorder(head, hint, nil, nil, widgets.NewCard(p.grid))
	return p
}

// Content implements page.Page.
func (p *waitingPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *waitingPage) Title() string { return locale.T("waiting.title") }

// Fixed implements page.Fixed: the list scrolls by itself.
func (p *waitingPage) Fixed() {}

// Show implements page.Shower.
func (p *waitingPage) Show(page.Route) {
	p.Reload()
	p.grid.Focus()
}

// Reload implements page.Reloader.
func (p *waitingPage) Reload() {
	background.Load(p.host.Background(), &p.loads, p.desk.WaitingHolds, func(rows []deskholds.Waiting, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.grid.SetRows(rows)
		p.count.SetText("")
		p.printer.Hide()
		if len(rows) > 0 {
			p.count.SetText(locale.TN("waiting.count", len(rows)))
			p.printer.Show()
		}
		p.content.Refresh()
	})
}

// Print implements page.Printer.
func (p *waitingPage) Print() {
	if len(p.grid.Rows()) > 0 {
		p.print()
	}
}

func (p *waitingPage) newGrid() *widgets.List[deskholds.Waiting] {
	grid := widgets.NewList([]widgets.Column[deskholds.Waiting]{
		{
			ID: "when", Title: locale.T("waiting.column.when"), Width: 92,
			Text:   func(row deskholds.Waiting) string { return locale.ShortDay(row.File.Booking.Day()) },
			Second: func(row deskholds.Waiting) string { return locale.Time(row.File.Booking.Begin()) },
		},
		{
			ID: "patient", Title: locale.T("waiting.column.patient"), Share: 1,
			Text: func(row deskholds.Waiting) string { return row.File.Patient.Name() },
			Second: func(row deskholds.Waiting) string {
				patient := row.File.Patient
				return locale.Identity(patient.PersonalNumber, patient.Phone, patient.ProtectedIdentity)
			},
		},
		{
			ID: "medicine", Title: locale.T("waiting.column.medicine"), Share: 1.1, Bold: true,
			Text:   func(row deskholds.Waiting) string { return holds.Title(row.Hold) },
			Second: func(row deskholds.Waiting) string { return holds.MarkOf(row.Hold).Text },
		},
		{
			ID: "proposal", Title: locale.T("waiting.column.proposal"), Share: 2,
			Text: func(row deskholds.Waiting) string { return holds.ShortProposal(row.Hold.Hold) },
			Second: func(row deskholds.Waiting) string {
				return strings.Join(holds.ShortReasons(p.desk, row.Hold.Hold), " ")
			},
		},
	}, keyOf)
	grid.Detail = p.detail
	grid.OnOpen = p.decide
	grid.OnLetter = p.letter
	return grid
}

// keyOf tells rows apart over reloads.
func keyOf(row deskholds.Waiting) string {
	return strconv.FormatInt(row.File.Booking.ID, 10) + " " + row.Hold.OnBooking.Key()
}

// detail is what the selected row unfolds: the whole proposal with its reasons,
// a decision that no longer counts, and what can be done.
func (p *waitingPage) detail(row deskholds.Waiting) fyne.CanvasObject {
	unfolded := widgets.NewColumn(6, widgets.NewParagraph(whose(row)).Ink(look.Muted))
	if lines := holds.OutdatedLines(row.Hold); len(lines) > 0 {
		unfolded.Add(widgets.NewBanner(look.Overdue, lines...))
	}
	unfolded.Add(widgets.NewParagraph(holds.Proposal(row.Hold.Hold)).Bold())
	for _, reason := range holds.ShortReasons(p.desk, row.Hold.Hold) {
		unfolded.Add(widgets.NewParagraph(reason))
	}
	if rule := holds.RuleLine(p.desk, row.Hold.Hold); rule != "" {
		unfolded.Add(widgets.NewParagraph(rule).Small().Ink(look.Muted))
	}
	unfolded.Add(widgets.NewFlow(
		widgets.NewPrimary(locale.T("holds.decide"), func() { p.decide(row) }),
		widgets.NewQuiet(locale.T("waiting.rule"), func() { p.explain(row) }).WithIcon("info"),
		widgets.NewQuiet(locale.T("waiting.open"), func() { p.open(row) }),
	))
	return unfolded
}

// whose says in full what the columns may cut off.
func whose(row deskholds.Waiting) string {
	booking := locale.In(row.File.Protocol.Title) + " " + locale.Moment(row.File.Booking.Begin())
	return locale.Line(row.File.Patient.Name(), booking, holds.Title(row.Hold))
}

func (p *waitingPage) letter(row deskholds.Waiting, letter rune) {
	switch strings.ToLower(string(letter)) {
	case locale.T("waiting.key.decide"):
		p.decide(row)
	case locale.T("waiting.key.rule"):
		p.explain(row)
	case locale.T("waiting.key.open"):
		p.open(row)
	}
}

// decide asks for the decision; the row is then gone, and the next one selected.
func (p *waitingPage) decide(row deskholds.Waiting) {
	p.decider.Decide(row.File, row.Hold, func() {
		p.Reload()
		p.grid.Focus()
	})
}

func (p *waitingPage) explain(row deskholds.Waiting) { holds.Explain(p.desk, p.host, row.Hold) }

func (p *waitingPage) open(row deskholds.Waiting) {
	p.host.Open(page.Route{
		Page: page.Patient, ID: row.File.Patient.ID,
		Arg: tasks.ArgHolds + ":" + strconv.FormatInt(row.File.Booking.ID, 10),
	})
}
