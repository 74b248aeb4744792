// Package sbar is the page of a hand-over: a call as situation, background,
// assessment and recommendation, to read aloud, copy, print, and note to whom it
// was told.
package sbar

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/handover"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Tell notes in a call that goes on, and that a page has open, who took over, and
// calls then once that is kept. It is false where no page has that call open.
type Tell func(draftID int64, contact models.Contact, then func()) bool

// handoverPage is the page.
type handoverPage struct {
	desk  Desk
	host  page.Host
	tell  Tell
	route page.Route
	told  calls.SBAR
	ready bool // told is there
	loads background.Token
	notes background.Token // apart: what is noted makes the page read again

	who, about *widgets.Paragraph
	level      *widgets.Pill
	parts      *fyne.Container
	reading    *widgets.Reading
	receiver   *receiver
	content    fyne.CanvasObject
}

var (
	_ page.Shower    = (*handoverPage)(nil)
	_ page.Reloader  = (*handoverPage)(nil)
	_ page.Printer   = (*handoverPage)(nil)
	_ page.Completer = (*handoverPage)(nil)
	_ page.Leaver    = (*handoverPage)(nil)
	_ page.Fixed     = (*handoverPage)(nil)
)

// New makes the page.
func New(desk Desk, tell Tell, host page.Host) page.Page {
	p := &handoverPage{
		desk: desk, host: host, tell: tell,
		who: widgets.NewParagraph("").Heading(), about: widgets.NewParagraph("").Small().Ink(look.Muted),
		level: widgets.NewPill(look.Quiet, ""), parts: widgets.NewColumn(8),
	}
	p.receiver = newReceiver(p.note)
	p.reading = widgets.NewReading(p.parts)
	p.reading.OnCopy = p.copy
	buttons := container.NewHBox(
		widgets.NewButton(locale.T("sbar.copy"), p.copy),
		widgets.NewButton(locale.T("sbar.print"), p.Print).WithIcon("print"),
	)
	head := container.NewBorder(nil, nil, nil, container.NewVBox(buttons),
		widgets.NewColumn(3, p.who, container.NewHBox(p.level), p.about))
	p.content = container.NewBorder(head, p.receiver.content, nil, nil, p.reading)
	return p
}

// Content implements page.Page.
func (p *handoverPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *handoverPage) Title() string { return locale.T("sbar.title") }

// Fixed implements page.Fixed: the parts scroll by themselves.
func (p *handoverPage) Fixed() {}

// Show implements page.Shower.
func (p *handoverPage) Show(route page.Route) {
	if route != p.route {
		p.receiver.clear()
		p.ready = false
		p.reading.ToTop()
	}
	p.route = route
	p.Reload()
	if canvas := p.host.Window().Canvas(); canvas != nil {
		canvas.Focus(p.reading)
	}
}

// Reload implements page.Reloader.
func (p *handoverPage) Reload() {
	route := p.route
	background.Load(p.host.Background(), &p.loads, func(ctx context.Context) (calls.SBAR, error) {
		if route.Arg == page.Resume {
			return p.desk.SBAROfDraft(ctx, route.ID)
		}
		return p.desk.SBAROfCall(ctx, route.ID)
	}, func(told calls.SBAR, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.told, p.ready = told, true
		p.show()
	})
}

func (p *handoverPage) show() {
	p.who.SetText(handover.Whose(p.told))
	p.level.Set(levelLook(p.told.Level), handover.Level(p.told))
	lines := handover.About(p.told)
	p.about.SetText(lines[0] + " · " + lines[1])
	p.parts.Objects = blocks(p.told)
	p.parts.Refresh()
	p.receiver.suggest(p.told)
	p.content.Refresh()
}

// copy puts the whole hand-over on the clipboard, as plain text.
func (p *handoverPage) copy() {
	if !p.ready {
		return
	}
	told := p.told
	fyne.CurrentApp().Clipboard().SetContent(handover.Text(told))
	p.host.Toast(locale.T("sbar.copied"), nil)
	background.Load(p.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.desk.NoteHandover(ctx, told, models.TextCopied)
	}, func(_ struct{}, err error) { p.host.Fail(err) })
}

// Print implements page.Printer.
func (p *handoverPage) Print() {
	arg := page.Handover
	if p.route.Arg == page.Resume {
		arg = page.HandoverNow
	}
	p.host.Open(page.Route{Page: page.Print, ID: p.route.ID, Arg: arg})
}

// Complete implements page.Completer.
func (p *handoverPage) Complete() { p.receiver.send() }

// Leave implements page.Leaver: a receiver that is written but not noted would be lost.
func (p *handoverPage) Leave(then func()) {
	if !p.receiver.begun() {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("sbar.leave.title"), Text: locale.T("sbar.leave.text"),
		Confirm: locale.T("sbar.leave.confirm"), Cancel: locale.T("sbar.leave.stay"), Danger: true,
		OnDone: func() {
			p.receiver.clear()
			then()
		},
	})
}

// note keeps who took over with the call.
func (p *handoverPage) note(contact models.Contact) {
	contact.At = p.host.Now()
	if err := contact.Validate(); err != nil {
		p.host.Fail(p.receiver.form.ShowProblems(err))
		return
	}
	noted := func() {
		p.receiver.clear()
		key := "sbar.noted.unread"
		if contact.ReadBack {
			key = "sbar.noted"
		}
		p.host.Toast(locale.T(key, "with", contact.With), nil)
		p.Reload()
	}
	route := p.route
	if route.Arg == page.Resume && p.tell != nil && p.tell(route.ID, contact, noted) {
		return
	}
	background.Load(p.host.Background(), &p.notes, func(ctx context.Context) (struct{}, error) {
		if route.Arg == page.Resume {
			return struct{}{}, p.desk.TellOfDraft(ctx, route.ID, contact)
		}
		return struct{}{}, p.desk.AddToCall(ctx, route.ID, "", &contact)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.host.Fail(p.receiver.form.ShowProblems(err))
			return
		}
		noted()
	})
}
