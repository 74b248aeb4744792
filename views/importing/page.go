// Package importing is the page on which a file of bookings is chosen, looked through line
// by line and imported, and the words for what an import finds.
package importing

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	Import(
		ctx context.Context, file bookings.ImportFile, options bookings.ImportOptions, progress func(bookings.ImportProgress),
	) (bookings.ImportReport, error)
	MayImport(ctx context.Context) error
}

// Params is what the page works with.
type Params struct {
	Desk Desk
	// Before takes a backup before anything is imported; nil takes none.
	Before func(ctx context.Context) error
}

// Page is the page. It shows the files to choose among until one is examined, then what
// was found in it.
type Page struct {
	params Params
	host   page.Host
	asks   background.Token // whether it may be done at all

	file   string // the path of what is examined; "" for none
	report bookings.ImportReport
	stage  stage

	chooser *chooser
	finds   *finds
	decides *decides
	run     *run

	named   *widgets.Paragraph
	told    *widgets.Banner // how it went
	refused *widgets.Banner // what is wrong
	looking *fyne.Container
	content *fyne.Container
}

// stage is how far the page has come with a file.
type stage int

const (
	choosing stage = iota
	shown          // examined, and nothing of it kept
	done           // imported
)

var (
	_ page.Page      = (*Page)(nil)
	_ page.Shower    = (*Page)(nil)
	_ page.Fixed     = (*Page)(nil)
	_ page.Escaper   = (*Page)(nil)
	_ page.Closer    = (*Page)(nil)
	_ page.Completer = (*Page)(nil)
)

// New makes the page.
func New(params Params, host page.Host) page.Page {
	p := &Page{
		params: params, host: host, named: widgets.NewParagraph("").Bold(),
		told: widgets.NewBanner(look.Coming), refused: widgets.NewBanner(look.Overdue),
	}
	p.chooser = newChooser(host, p.Examine, p.wrong)
	p.finds = newFinds(p)
	p.decides = newDecides(p)
	p.run = newRun(p)
	p.looking = container.NewBorder(
		widgets.NewColumn(8, p.named, p.finds.tabs), p.decides.content, nil, nil, widgets.NewCard(p.finds.list),
	)
	p.content = container.NewBorder(
		widgets.NewColumn(8, p.refused, p.told, p.run.content), nil, nil, nil, container.NewStack(p.chooser.content, p.looking),
	)
	p.turn(choosing)
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *Page) Title() string { return locale.T("page.import") }

// Fixed implements page.Fixed.
func (p *Page) Fixed() {}

// Show implements page.Shower. The route's argument may be the path of a file, as of one
// that was dropped on the window.
func (p *Page) Show(route page.Route) {
	background.Load(p.host.Background(), &p.asks, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.params.Desk.MayImport(ctx)
	}, func(_ struct{}, err error) {
		switch {
		case err != nil:
			p.turn(choosing)
			p.chooser.content.Hide()
			p.wrong(err)
		case p.run.going() || route.Arg == p.file && p.file != "":
			p.focus()
		case route.Arg != "":
			p.Examine(route.Arg)
		case p.stage == choosing:
			p.refused.SetLines()
			p.turn(choosing)
			p.chooser.look()
		}
	})
}

// Escape implements page.Escaper: it breaks off what goes on, or leads back to the files.
func (p *Page) Escape() bool {
	switch {
	case p.run.going():
		p.run.cancel()
	case p.stage != choosing:
		p.other()
	default:
		return false
	}
	return true
}

// Complete implements page.Completer.
func (p *Page) Complete() { p.decides.press() }

// Close implements page.Closer: with the window what goes on would be cut off.
func (p *Page) Close(then func()) {
	if !p.run.going() {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("import.close.title"), Text: locale.T("import.close.text"), Confirm: locale.T("import.close.confirm"), Danger: true,
		OnDone: func() {
			p.run.cancel()
			then()
		},
	})
}

// other leads back to the files.
func (p *Page) other() {
	p.file, p.report = "", bookings.ImportReport{}
	p.finds.show(&p.report)
	p.told.SetLines()
	p.refused.SetLines()
	p.turn(choosing)
	p.chooser.look()
}

// turn shows what belongs to a stage.
func (p *Page) turn(to stage) {
	p.stage = to
	if to == choosing {
		p.looking.Hide()
		p.chooser.content.Show()
	} else {
		p.named.SetText(locale.Line(filepath.Base(p.file), filepath.Base(filepath.Dir(p.file))))
		p.chooser.content.Hide()
		p.looking.Show()
	}
	p.decides.show()
	p.content.Refresh()
}

func (p *Page) focus() {
	if p.stage == choosing {
		p.chooser.list.Focus()
		return
	}
	p.finds.list.Focus()
}

// wrong says what is wrong.
func (p *Page) wrong(err error) {
	p.told.SetLines()
	if locale.IsFault(err) {
		p.host.Fail(err)
	} else {
		p.refused.SetLines(locale.Problem(err))
	}
	p.content.Refresh()
}

// tell says how it went.
func (p *Page) tell(text string) {
	p.refused.SetLines()
	p.told.SetLines(text)
	p.content.Refresh()
}

// Examine looks a file through and keeps nothing.
func (p *Page) Examine(path string) {
	if p.run.going() {
		return
	}
	if err := readable(path); err != nil {
		p.wrong(err)
		return
	}
	p.file = path
	p.examine(bookings.ImportOptions{}, "")
}

// examine looks the file through, and then tells why, where there is something to tell.
func (p *Page) examine(options bookings.ImportOptions, why string) {
	options.DryRun, options.Shown = true, bookings.Digest{}
	p.refused.SetLines()
	p.told.SetLines()
	p.run.start(p.file, options, func(report bookings.ImportReport, err error) {
		if err != nil {
			p.decides.show() // what was asked for was not examined
			if p.stage == choosing {
				p.file = ""
			}
			p.wrong(err)
			p.focus()
			return
		}
		p.found(report)
		if why != "" {
			p.tell(why)
		}
	})
}

// found shows what was found.
func (p *Page) found(report bookings.ImportReport) {
	p.report = report
	p.finds.show(&p.report)
	p.turn(shown)
	p.focus()
}

// write imports what is shown.
func (p *Page) write(options bookings.ImportOptions) {
	options.DryRun, options.Shown = false, p.report.Found
	before := p.report.File
	p.run.start(p.file, options, func(report bookings.ImportReport, err error) {
		switch {
		case errors.Is(err, bookings.ErrNotAsShown):
			why := "import.register-changed"
			if report.File != before {
				why = "import.file-changed"
			}
			report.AcceptWarnings = false
			p.found(report)
			p.tell(locale.T(why))
		case errors.Is(err, errFileChanged):
			p.examine(options, locale.T("import.file-changed"))
		case err != nil:
			p.decides.show()
			p.wrong(err)
			p.focus()
		default:
			p.report = report
			p.finds.show(&p.report)
			p.turn(done)
			p.tell(Done(report))
			p.host.Toast(locale.TN("import.toast", report.Writes()), nil)
			p.focus()
		}
	})
}

// errFileChanged is a file that was written while it was read.
var errFileChanged = &models.Problem{Code: "import.file-changed"}
