// Package call is the page of the call that goes on: the questions beside the
// assessment that they build up. Every key stroke is kept, so that a call comes
// back after the window, the program or the power went.
package call

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// The parts of the page's left side.
const (
	partWho    = "who"
	partAsk    = "ask"
	partNotes  = "notes"
	partFinish = "finish"
)

// Page is the call that goes on. It holds one call; others wait in the database.
type Page struct {
	desk      Desk
	guide     *triage.Guide
	host      page.Host
	present   *Present
	draft     deskcalls.Draft
	file      deskcalls.CallerFile
	judged    deskcalls.Judgement
	problems  map[string]string // what is wrong with an answer, by finding
	keeper    *keeper
	reading   background.Token
	rereading background.Token
	listing   background.Token
	dropping  background.Token
	awaiting  background.Token
	leaving   background.Token
	ending    bool      // it is being signed
	showsAll  bool      // also the questions that need not be asked
	turnedAt  time.Time // when the end was opened

	head   *head
	tabs   *widgets.Tabs
	who    *who
	topics *topics
	asks   *fyne.Container // the topics, or the questions
	about  *widgets.Paragraph
	line   *fyne.Container // what the call is about, above the questions
	list   *list
	notes  *notes
	finish *finish
	result *judged
	part   string
	left   *fyne.Container
	hint   *widgets.Paragraph
	toEnd  *widgets.Button
	whole  fyne.CanvasObject
}

var (
	_ page.Page      = (*Page)(nil)
	_ page.Shower    = (*Page)(nil)
	_ page.Leaver    = (*Page)(nil)
	_ page.Closer    = (*Page)(nil)
	_ page.Outliver  = (*Page)(nil)
	_ page.Saver     = (*Page)(nil)
	_ page.Completer = (*Page)(nil)
	_ page.Escaper   = (*Page)(nil)
	_ page.Reloader  = (*Page)(nil)
	_ page.Fixed     = (*Page)(nil)
)

// Present remembers which call is open while the window is built anew in another
// language, size or colour. The zero value is ready; it is used on the screen's
// goroutine only.
type Present struct {
	page *Page
	// Unsigned tells whether the nurse has not said her name yet, and Sign keeps it.
	// Both are nil where nobody is asked.
	Unsigned func() bool
	Sign     func(name string)
}

// New makes the page.
func New(desk Desk, present *Present, host page.Host) page.Page {
	p := &Page{desk: desk, guide: desk.Guide(), host: host, present: present}
	p.keeper = newKeeper(p)
	p.clear()
	p.head = newHead(p)
	p.list = newList(p.stands, p.heading, p.showHidden)
	p.list.answer, p.list.rest, p.list.parse = p.answer, p.noTo, p.guide.ParseAnswer
	p.list.keys['/'] = func() { p.open(partNotes) }
	p.list.keys['u'], p.list.keys['l'], p.list.keys['v'] = p.readOut, p.alarm, p.showHidden
	p.list.keys['s'], p.list.keys['p'] = p.handOver, p.pause
	p.topics = newTopics(p.guide.Reasons(), p.chooseTopic)
	p.who, p.notes, p.result = newWho(p), newNotes(p), newJudged(p)
	p.finish = newFinish(p)
	p.build()
	if present.page != nil {
		p.takeOver(present.page)
	}
	present.page = p
	return p
}

func (p *Page) build() {
	p.tabs = widgets.NewTabs(p.parts()...)
	p.tabs.OnChosen, p.tabs.OnInto = p.open, p.focus
	p.about = widgets.NewParagraph("").Bold()
	p.line = container.NewBorder(nil, nil, nil, newTouch(locale.T("call.topic.change"), p.changeTopic), middle(p.about))
	questions := container.NewBorder(p.line, nil, nil, nil, p.list)
	choose := widgets.NewColumn(6, widgets.NewSection(locale.T("call.topic")), p.topics)
	p.asks = container.NewStack(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(8, 8, 0, 14), choose)), questions)
	p.left = container.NewStack(p.who.content, p.asks, p.notes.content, p.finish.content)
	p.toEnd = widgets.NewButton(locale.T("call.end"), p.pressEnd)
	buttons := container.NewHBox(
		widgets.NewButton(locale.T("call.pause"), p.pause), widgets.NewButton(locale.T("call.sbar"), p.handOver), p.toEnd,
	)
	p.hint = widgets.NewParagraph(locale.T("call.keys")).Small().Ink(look.Muted)
	foot := &fyne.Container{Layout: footing{}, Objects: []fyne.CanvasObject{buttons, p.hint}}
	columns := &fyne.Container{Layout: split{}, Objects: []fyne.CanvasObject{
		container.NewBorder(p.tabs, nil, nil, nil, p.left), p.result.content,
	}}
	p.whole = container.New(gaps{}, p.head.content, columns, foot)
	p.turn(partWho)
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.whole }

// Title implements page.Page.
func (p *Page) Title() string {
	if p.draft.Outgoing {
		return locale.T("call.title.back")
	}
	return locale.T("call.title")
}

// ShownPatient implements page.PatientShower.
func (p *Page) ShownPatient() int64 { return p.draft.PatientID }

// Fixed implements page.Fixed: each column scrolls by itself.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(route page.Route) {
	p.listOpen()
	switch {
	case route.Arg == page.New:
		p.begin(route.ID)
	case route.Arg == page.Offer:
		p.begin(0)
		p.who.ask(route.ID)
	case route.Arg == page.Resume && route.ID != p.draft.ID:
		p.resume(route.ID)
	case route.Arg == page.CallBack && route.ID != p.draft.TaskID:
		p.callBack(route.ID)
	default:
		if p.draft.Started.IsZero() {
			p.draft.Started = p.host.Now()
		}
		p.reread()
		p.show()
		p.open(p.part)
	}
	p.head.run()
}

// Leave implements page.Leaver: everything is kept, so that nothing is asked. A call in
// which nothing is left is no call.
func (p *Page) Leave(then func()) {
	p.head.halt()
	if p.draft.Empty() {
		p.dropEmpty()
	}
	then()
}

// dropEmpty throws away what was kept of a call from which everything was taken back.
func (p *Page) dropEmpty() {
	p.keeper.WhenKept(func(err error) {
		if err != nil || p.draft.ID == 0 || !p.draft.Empty() {
			return // what could not be kept has been said
		}
		draft := copied(p.draft)
		p.draft.ID, p.draft.Version = 0, 0
		background.Load(p.host.Background(), &p.dropping,
			func(ctx context.Context) (struct{}, error) { return struct{}{}, p.desk.DiscardCall(ctx, draft) },
			func(_ struct{}, err error) {
				if err != nil {
					p.host.Fail(err)
				}
			})
	})
}

// Close implements page.Closer: it waits until the last letter is kept.
func (p *Page) Close(then func()) {
	p.keeper.WhenKept(func(err error) {
		if err == nil || errors.Is(err, models.ErrKeptHere) {
			p.head.halt()
			then()
			return
		}
		p.host.Ask(page.Dialog{
			Title: locale.T("call.close.title"), Text: locale.T("call.close.text"), Danger: true,
			Confirm: locale.T("call.close.anyway"), OnDone: then,
		})
	})
}

// Outlives implements page.Outliver: Present keeps the call.
func (p *Page) Outlives() {}

// Save implements page.Saver: everything is kept already, and said to be.
func (p *Page) Save() {
	p.keeper.whenKept(func() { p.host.Toast(locale.T("call.kept"), nil) })
}

// Complete implements page.Completer: to the end of the call, and then to sign it.
func (p *Page) Complete() {
	switch {
	case p.part != partFinish:
		p.turnedAt = p.host.Now()
		p.open(partFinish)
	case !p.toEnd.Disabled():
		p.finish.end(false)
	}
}

// pressEnd is Complete by its button; the second half of a double click signs nothing.
func (p *Page) pressEnd() {
	const doubleClick = 500 * time.Millisecond
	if p.part != partFinish || p.host.Now().Sub(p.turnedAt) > doubleClick {
		p.Complete()
	}
}

// Escape implements page.Escaper: back to the questions, from there to the other pages.
func (p *Page) Escape() bool {
	if p.part == partAsk || p.part == partWho {
		return false
	}
	p.ask()
	return true
}

// Reload implements page.Reloader: bookings, holds or earlier calls may have changed.
func (p *Page) Reload() {
	p.listOpen()
	p.reread()
}

// heading says what stands above a breath: the group where it begins, and the sentence
// in which all of it is asked.
func (p *Page) heading(before, finding triage.Finding) heading {
	head := heading{ask: locale.In(p.guide.Breaths()[finding.Breath-1].Ask)}
	if before.Group == finding.Group && before.RedFlag == finding.RedFlag {
		return head
	}
	head.group = locale.In(p.guide.Groups()[finding.Group-1].Title)
	if finding.RedFlag {
		head.group = locale.T("call.block.flags", "group", head.group)
	}
	return head
}

// listOpen reads the calls that have not ended.
func (p *Page) listOpen() {
	background.Load(p.host.Background(), &p.listing,
		func(ctx context.Context) ([]deskcalls.OpenCall, error) { return p.desk.OpenCalls(ctx) },
		func(calls []deskcalls.OpenCall, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.who.showOpen(calls)
		})
}

// clear makes the page ready for another call.
func (p *Page) clear() {
	p.reading.Cancel()
	p.draft = deskcalls.Draft{Answers: map[string]string{}}
	p.file = deskcalls.CallerFile{DayUnknown: true}
	p.judged, p.problems, p.showsAll = deskcalls.Judgement{}, map[string]string{}, false
}

// typed keeps a letter, and shows what follows from it: the caller's own words are a
// complaint that somebody has to judge.
func (p *Page) typed() {
	p.head.fill()
	if before := p.judged.Level; before != "" {
		if p.judge(); p.judged.Level != before {
			p.show()
		}
	}
	p.keeper.touch()
}

// ended leaves a call that is kept.
func (p *Page) ended(call models.Call) {
	name := p.file.Patient.Name()
	if p.file.Patient.ID == 0 {
		name = nameOf(deskcalls.OpenCall{Draft: p.draft, Name: strings.TrimSpace(p.draft.GivenName + " " + p.draft.FamilyName)})
	}
	text := locale.T("call.ended", "name", name)
	switch {
	case call.Unfinished:
		text = locale.T("call.ended.unfinished", "name", name)
	case call.CallbackAt != nil:
		text = locale.T("call.ended.callback", "name", name, "at", *call.CallbackAt)
	}
	p.forget()
	p.host.Toast(text, nil)
	p.host.Open(page.Route{Page: page.Calls, ID: call.ID})
}

// Tell notes in the call that is open who took over, and calls then once that is
// kept. It is false where another call, or none, is open.
func (p *Present) Tell(draftID int64, contact models.Contact, then func()) bool {
	if p.page == nil || draftID == 0 || p.page.draft.ID != draftID {
		return false
	}
	p.page.draft.Contacts = append(slices.Clone(p.page.draft.Contacts), contact)
	p.page.changed()
	p.page.keeper.whenKept(then)
	return true
}
