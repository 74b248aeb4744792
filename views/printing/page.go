// Package printing is the page on which a paper is looked at before it is
// printed: its pages, drawn from the very bytes that the printer gets, and beside
// them what can be chosen.
package printing

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/printjob"
	"nursedesk/views/widgets"
)

// Params is what the page works with.
type Params struct {
	Desk        Desk
	Printer     *printer.Printer
	Pictures    Pictures
	Preferences *preferences.Preferences
	Emergency   Emergency // nil: none is kept
}

// printPage is the page.
type printPage struct {
	Params
	host page.Host

	route    page.Route
	original original
	document sheet.Document // that is shown; nothing else is printed
	ready    bool           // document is there
	after    func()         // waits for it and the printers
	loading  background.Token
	leaving  background.Token // for the viewer or a file

	leaves   *leaves
	blind    *widgets.Banner // that the pages can't be shown
	tools    *leafTools
	choices  *choices
	whose    *widgets.Paragraph
	about    *widgets.Paragraph
	warnings *widgets.Banner
	buttons  *buttons
	job      *printjob.Job // at the printer; nil while nothing is printed
	said     string        // how far it has come
	content  *fyne.Container
}

var (
	_ page.Shower    = (*printPage)(nil)
	_ page.Reloader  = (*printPage)(nil)
	_ page.Leaver    = (*printPage)(nil)
	_ page.Closer    = (*printPage)(nil)
	_ page.Printer   = (*printPage)(nil)
	_ page.Completer = (*printPage)(nil)
	_ page.Saver     = (*printPage)(nil)
	_ page.Fixed     = (*printPage)(nil)
)

// New makes the page.
func New(params Params, host page.Host) page.Page {
	p := &printPage{
		Params: params, host: host,
		leaves: newLeaves(host.Background(), params.Pictures), blind: widgets.NewBanner(look.DueToday),
		whose: widgets.NewParagraph("").Bold(), about: widgets.NewParagraph("").Ink(look.Muted), warnings: widgets.NewBanner(look.DueToday),
	}
	p.tools = newLeafTools(p.leaves)
	p.leaves.moved = p.tools.tell
	p.leaves.went = p.drawn
	p.choices = newChoices(params.Preferences, p.choose)
	p.buttons = newButtons(p)
	left := container.NewBorder(container.NewVBox(p.tools.content, p.blind), nil, nil, nil, p.leaves)
	form := container.NewVScroll(container.New(fieldMargin, widgets.NewColumn(12,
		widgets.NewColumn(2, p.whose, p.about), p.warnings, p.choices.form, p.buttons.others)))
	p.choices.form.Follow(form)
	right := container.NewBorder(nil, container.New(buttonMargin, p.buttons.content), nil, nil, form)
	p.content = container.New(sideBySide{}, left, right)
	return p
}

// Content implements page.Page.
func (p *printPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *printPage) Title() string { return locale.T(p.kind().title) }

// Fixed implements page.Fixed: the pages scroll by themselves.
func (p *printPage) Fixed() {}

func (p *printPage) kind() kind { return kinds[p.route.Arg] }

// Show implements page.Shower. Each paper begins with the usual choices, so that
// nobody gets the language or the copies of the one before.
func (p *printPage) Show(route page.Route) {
	if kind, known := kinds[route.Arg]; !known || kind.here != nil && p.Emergency == nil {
		route.Arg = ""
	}
	p.route, p.ready, p.after = route, false, nil
	p.original, p.document = original{}, sheet.Document{}
	p.choices.reset()
	p.head(written{})
	p.leaves.set(nil, 0)
	p.leaves.fit()
	p.show()
	p.Reload()
	p.findPrinters()
	if canvas := p.host.Window().Canvas(); canvas != nil {
		canvas.Focus(p.leaves)
	}
}

// written is an original with what it says now.
type written struct {
	original
	document sheet.Document
}

// Reload implements page.Reloader: what is shown is what holds now.
func (p *printPage) Reload() {
	route, kind, wanted := p.route, p.kind(), p.choices.wanted()
	background.Load(p.host.Background(), &p.loading, func(ctx context.Context) (written, error) {
		read, err := kind.original(ctx, p.Params, route.ID)
		if err != nil {
			return written{}, err
		}
		document, err := read.write(ctx, wanted)
		return written{original: read, document: document}, err
	}, func(found written, err error) {
		if err != nil {
			p.ready, p.after = false, nil
			p.leaves.set(nil, 0)
			p.show()
			p.host.Fail(err)
			return
		}
		p.take(found)
		p.goOn()
	})
}

// goOn does what has waited for the paper and the printers.
func (p *printPage) goOn() {
	if after := p.after; after != nil && p.ready && p.choices.known {
		p.after = nil
		after()
	}
}

// take shows what was written. The same bytes are left as they are.
func (p *printPage) take(found written) {
	again := p.ready && found.document.Hash == p.document.Hash
	p.original, p.document, p.ready = found.original, found.document, true
	p.choices.show(found)
	p.head(found)
	if !again {
		p.leaves.set(found.document.PDF, found.document.Pages)
	} else {
		p.leaves.draw()
	}
	p.show()
}

// head says whose paper it is, and what must be known of it.
func (p *printPage) head(of written) {
	p.whose.SetText(of.whose)
	p.about.SetText(of.about)
	visible(p.whose, of.whose != "")
	visible(p.about, of.about != "")
	warnings := of.warnings
	if of.document.NameByHand {
		warnings = append(slices.Clone(warnings), locale.T("printing.name-by-hand"))
	}
	p.warnings.SetLines(warnings...)
}

// choose follows another choice of form or language.
func (p *printPage) choose() {
	p.ready = false
	p.show()
	p.Reload()
}

// show brings buttons and fields in line with what is going on.
func (p *printPage) show() {
	p.buttons.show()
	p.content.Refresh()
}

// drawn says when the pages can't be shown; everything else works without them.
func (p *printPage) drawn(err error) {
	before := p.blind.Visible()
	if err != nil {
		p.blind.SetLines(locale.Problem(err))
	} else {
		p.blind.SetLines()
	}
	if before != p.blind.Visible() {
		p.content.Refresh()
	}
}

// findPrinters asks the system, which may take its time.
func (p *printPage) findPrinters() {
	background.Load(p.host.Background(), &p.choices.looking, func(ctx context.Context) ([]printer.Queue, error) {
		return p.Printer.Printers(ctx)
	}, func(queues []printer.Queue, err error) {
		p.choices.offer(queues, err)
		p.show()
		p.goOn()
	})
}

// Leave implements page.Leaver: nothing is lost, and the pictures' memory is wanted back.
func (p *printPage) Leave(then func()) {
	p.leaves.rest()
	p.after = nil // what has not begun is not printed behind the nurse's back
	then()
}

// Close implements page.Closer: what is in the queue would be printed, but nobody
// would note that the patient got it.
func (p *printPage) Close(then func()) {
	if p.job == nil {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("printing.close.title"), Text: locale.T("printing.close.text"),
		Confirm: locale.T("printing.close.confirm"), Cancel: locale.T("printing.close.stay"), Danger: true,
		OnDone: func() {
			p.cancel()
			then()
		},
	})
}

// sideBySide gives the choices their width and the pages the rest.
type sideBySide struct{}

const sideGap = 16

// sideWidth grows less than the text, so that the pages keep the greater part.
func sideWidth() float32 { return 132 + look.Scaled(130) }

// fieldMargin keeps the edges of fields, which Fyne draws half outside, and the
// scroll bar off each other.
var fieldMargin = layout.NewCustomPaddedLayout(0, 8, 2, 8)

// buttonMargin sets the button in line with the fields and the pages.
var buttonMargin = layout.NewCustomPaddedLayout(0, 0, 2, 8)

// Layout implements fyne.Layout.
func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(sideWidth(), size.Width/2)
	objects[0].Resize(fyne.NewSize(size.Width-wide-sideGap, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-wide, 0))
	objects[1].Resize(fyne.NewSize(wide, size.Height))
}

// MinSize implements fyne.Layout.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sideWidth()+sideGap+objects[0].MinSize().Width, 320)
}
