// Package daysheets is the page on which all instruction sheets of a day are
// printed in one go, in the order in which the patients come.
package daysheets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/printjob"
	"nursedesk/views/widgets"
)

// dayPage is the page.
type dayPage struct {
	desk    Desk
	printer *printer.Printer
	host    page.Host

	day      models.Date // that is shown; zero while what is typed is no day
	openedOn models.Date // the day on which it was chosen
	visible  bool
	job      *printjob.Job // nil where nothing is being printed
	queue    string        // of its printer
	printing []papers.DaySheet
	outcome  tally
	loads    background.Token
	looks    background.Token // for printers

	wish     *wish
	list     *list
	count    *widgets.Paragraph
	none     *widgets.Paragraph // instead of the list
	all      *widgets.Button
	clear    *widgets.Button
	banner   *widgets.Banner // how it went
	hint     *widgets.Banner // what the printer waits for
	progress *widgets.Paragraph
	start    *widgets.Button
	stopper  *widgets.Button
	content  *fyne.Container
}

var (
	_ page.Shower    = (*dayPage)(nil)
	_ page.Reloader  = (*dayPage)(nil)
	_ page.Leaver    = (*dayPage)(nil)
	_ page.Closer    = (*dayPage)(nil)
	_ page.Printer   = (*dayPage)(nil)
	_ page.Completer = (*dayPage)(nil)
	_ page.Fixed     = (*dayPage)(nil)
)

// New makes the page.
func New(desk Desk, out *printer.Printer, kept *preferences.Preferences, host page.Host) page.Page {
	p := &dayPage{
		desk: desk, printer: out, host: host, wish: newWish(kept, host.Today),
		count: widgets.NewParagraph("").Bold(), none: widgets.NewParagraph("").Ink(look.Muted),
		banner: widgets.NewBanner(look.Overdue), hint: widgets.NewBanner(look.DueToday),
		progress: widgets.NewParagraph("").Bold(),
	}
	p.list = newList(p.show)
	p.all = widgets.NewQuiet(locale.T("daysheets.all"), func() { p.list.tick(true) })
	p.clear = widgets.NewQuiet(locale.T("daysheets.clear"), func() { p.list.tick(false) })
	p.start = widgets.NewPrimary("", p.Print).WithIcon("print")
	p.stopper = widgets.NewButton(locale.T("daysheets.stop"), p.stop)
	p.wish.day.OnChanged = p.choose

	head := widgets.NewColumn(8, p.wish.form, container.NewBorder(nil, nil, nil, container.NewHBox(p.all, p.clear), centred(p.count)))
	foot := widgets.NewColumn(8, p.banner, p.hint,
		container.NewBorder(nil, nil, nil, container.NewHBox(p.stopper, p.start), centred(p.progress)))
	p.content = container.NewBorder(head, foot, nil, nil, widgets.NewCard(container.NewStack(p.list.scroll, p.none)))
	p.show()
	return p
}

// centred puts a line of text at the height of the buttons beside it.
func centred(text fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), text, layout.NewSpacer())
}

// Content implements page.Page.
func (p *dayPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *dayPage) Title() string { return locale.T("daysheets.title") }

// Fixed implements page.Fixed: the list scrolls by itself.
func (p *dayPage) Fixed() {}

// Show implements page.Shower. The route's argument may name a day; without one
// the next day on which somebody comes is shown, and one that was chosen today stays.
func (p *dayPage) Show(route page.Route) {
	p.visible = true
	p.find()
	if canvas := p.host.Window().Canvas(); canvas != nil {
		canvas.Focus(p.wish.day.Target())
	}
	day, err := models.ParseDate(route.Arg)
	switch {
	case p.job != nil:
	case err == nil && route.Arg != "":
		p.turn(day)
	case p.openedOn == p.host.Today():
		p.Reload()
	default:
		background.Load(p.host.Background(), &p.loads, p.desk.NextSheetDay, func(day models.Date, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.turn(day)
		})
	}
}

// turn shows another day.
func (p *dayPage) turn(day models.Date) {
	p.wish.day.SetDate(day)
	p.forget(day)
	p.Reload()
}

// choose follows what is typed as the day.
func (p *dayPage) choose(day models.Date) {
	p.forget(day)
	p.list.set(nil)
	p.load(background.LoadSoon[[]papers.DaySheet])
}

func (p *dayPage) forget(day models.Date) {
	if day != p.day {
		p.list.forget()
		p.banner.SetLines()
	}
	p.day, p.openedOn = day, p.host.Today()
}

// Reload implements page.Reloader. While sheets are printed the list stays as it is.
func (p *dayPage) Reload() { p.load(background.Load[[]papers.DaySheet]) }

func (p *dayPage) load(load func(
	background.Runner, *background.Token, func(context.Context) ([]papers.DaySheet, error), func([]papers.DaySheet, error),
),
) {
	day := p.day
	if p.job != nil || day.IsZero() {
		return
	}
	load(p.host.Background(), &p.loads, func(ctx context.Context) ([]papers.DaySheet, error) {
		return p.desk.SheetsOf(ctx, day)
	}, func(sheets []papers.DaySheet, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		if p.job == nil {
			p.list.set(sheets)
		}
	})
}

// find asks the system for its printers, which may take its time.
func (p *dayPage) find() {
	background.Load(p.host.Background(), &p.looks, p.printer.Printers, func(queues []printer.Queue, err error) {
		gone := p.wish.how.Offer(queues)
		switch {
		case err != nil:
			p.hint.SetLines(locale.Problem(err))
		case len(queues) == 0:
			p.hint.SetLines(locale.T("daysheets.no-printer"))
		case p.job != nil:
		case gone != "":
			p.hint.SetLines(locale.T("printing.printer-gone", "printer", gone))
		default:
			p.hint.SetLines()
		}
		p.show()
	})
}

// show brings buttons and texts in line with what is ticked and going on.
func (p *dayPage) show() {
	if p.content == nil {
		return // is being built
	}
	wanted, idle := len(p.list.wanted()), p.job == nil
	p.count.SetText("")
	p.none.SetText("")
	if len(p.list.sheets) > 0 {
		p.count.SetText(locale.TN("daysheets.count", len(p.list.sheets), "ticked", wanted))
	} else if !p.day.IsZero() {
		p.none.SetText(locale.T("daysheets.none"))
	}
	key := "daysheets.print"
	if p.list.begun() && wanted > 0 {
		key = "daysheets.go-on"
	}
	p.start.SetText(locale.TN(key, wanted))
	p.wish.enable(idle)
	p.list.enable(idle)
	setEnabled(p.start, idle && wanted > 0 && p.wish.how.Where.ChosenID() != "")
	for _, button := range []*widgets.Button{p.all, p.clear} {
		button.Hidden = len(p.list.sheets) == 0
		setEnabled(button, idle)
	}
	p.start.Hidden, p.stopper.Hidden = !idle, idle
	p.content.Refresh()
}
