package call

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// finish ends the call: the advice that was given, whether it was understood,
// and what follows, with its time.
type finish struct {
	page       *Page
	unasked    *widgets.Banner
	toUnasked  *fyne.Container
	toFirst    *widgets.Button
	alarm      *widgets.Button
	advice     *widgets.Note
	understood *widgets.Choice
	identity   *widgets.Choice // asked for here too, where nobody has said it under Vem
	date       *widgets.DateField
	time       *widgets.TimeField
	follows    *fyne.Container
	contacts   *fyne.Container
	form       *widgets.Form
	hinders    *widgets.Banner
	content    fyne.CanvasObject
	scroll     *container.Scroll
	token      background.Token
	quiet      bool
	asked      bool            // it was asked whether 112 or the emergency department was called
	stale      *widgets.Banner // said where the nurse's own advice belongs to another level
}

func newFinish(p *Page) *finish {
	f := &finish{
		page: p, unasked: widgets.NewBanner(look.Overdue), stale: widgets.NewBanner(look.DueToday), advice: widgets.NewNote(""),
		understood: widgets.NewChoice(options([]string{"yes", "no"}, func(id string) string { return locale.T("call.understood." + id) })...),
		identity:   newIdentity(),
		date:       widgets.NewDateField(p.host.Today, locale.RedDay), time: widgets.NewTimeField(),
		follows: widgets.NewColumn(4), contacts: widgets.NewColumn(4), hinders: widgets.NewBanner(look.Overdue),
	}
	f.advice.SetMinRowsVisible(5)
	f.toFirst = widgets.NewPrimary(locale.T("call.unasked.back"), p.toUnasked)
	f.alarm = widgets.NewPrimary("", func() {
		p.alarm()
		f.fillRest()
		p.focus()
	})
	f.toUnasked = widgets.NewFlow(
		f.alarm, f.toFirst,
		widgets.NewDanger(locale.T("call.unasked.end"), func() { f.end(true) }),
	)
	f.form = widgets.NewForm(
		widgets.NewColumn(6, f.unasked, f.toUnasked),
		f.stale,
		widgets.NewFieldRow("advice", locale.T("call.field.advice"), f.advice),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("understood", locale.T("call.field.understood"), f.understood),
			widgets.NewFieldRow("identity", locale.T("call.field.identity"), f.identity)),
		f.follows,
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("callback-date", locale.T("call.field.callback-date"), f.date),
			widgets.NewFieldRow("callback-time", locale.T("call.field.callback-time"), f.time)),
		f.contacts,
		widgets.NewFlow(widgets.NewQuiet(locale.T("call.discard"), p.askDiscard)),
	)
	f.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 8, 2, 14), f.form))
	f.form.Follow(f.scroll)
	f.content = container.NewBorder(nil, f.hinders, nil, nil, f.scroll)
	f.listen()
	return f
}

func (f *finish) listen() {
	draft := &f.page.draft
	f.advice.OnText = func(text string) {
		if !f.quiet {
			draft.Advice, draft.Proposed = text, f.page.advice() // hers, for what the answers are now
			f.fillStale()
			f.page.keeper.touch()
		}
	}
	f.understood.OnChosen = func(id string) {
		if !f.quiet && draft.Understood != id {
			draft.Understood = id
			f.page.keeper.touch()
		}
	}
	f.identity.OnChosen = func(id string) {
		if !f.quiet {
			f.page.who.identity.Choose(id)
		}
	}
	f.date.OnChanged = func(day models.Date) {
		if !f.quiet {
			draft.CallbackDate = day
			f.page.keeper.touch()
		}
	}
	f.time.OnChanged = func(at models.TimeOfDay, ok bool) {
		if f.quiet {
			return
		}
		draft.CallbackTime = ""
		if ok {
			draft.CallbackTime = at.String()
		}
		f.page.keeper.touch()
	}
}

// open shows the end of the call with what is proposed.
func (f *finish) open() {
	f.asked = false
	f.propose()
	f.fill()
	f.hinders.SetLines()
	_ = f.form.Mark(nil) // nothing is wrong before anything was tried
}

// follow shows what a change elsewhere means for the end: another level brings
// other advice and times, where the nurse has not written her own. A field in
// which she is typing stays as it is.
func (f *finish) follow() {
	if f.propose() {
		f.fill()
		return
	}
	f.fillRest()
}

// propose fills in what the nurse has not: the advice as it was read, and the time
// at which the rules want the patient called again. It tells whether it changed any.
func (f *finish) propose() (changed bool) {
	p := f.page
	before, day, clock := p.draft.Advice, p.draft.CallbackDate, p.draft.CallbackTime
	if now := p.advice(); before == "" || before == p.draft.Proposed {
		p.draft.Proposed, p.draft.Advice = now, now
		if before != "" && before != now {
			p.draft.Understood = "" // what the patient said back was something else
		}
	}
	if untouched := day.IsZero() && clock == ""; untouched && p.draft.Suggested.IsZero() || !untouched && models.DateOf(p.draft.Suggested) == day &&
		models.TimeOfDayOf(p.draft.Suggested).String() == clock {
		p.draft.Suggested = time.Time{}
		p.draft.CallbackDate, p.draft.CallbackTime = models.Date{}, ""
		if again := p.judged.Next.Callback; again != nil {
			p.draft.Suggested = again.Suggested
			p.draft.CallbackDate, p.draft.CallbackTime = models.DateOf(again.Suggested), models.TimeOfDayOf(again.Suggested).String()
		}
	}
	if changed = p.draft.Advice != before || p.draft.CallbackDate != day || p.draft.CallbackTime != clock; changed {
		p.keeper.touch()
	}
	return changed
}

// advice is what the program wants said.
func (p *Page) advice() string {
	var lines []string
	for _, text := range p.judged.Said {
		lines = append(lines, locale.In(text))
	}
	return strings.Join(lines, "\n")
}

func (f *finish) fill() {
	f.quiet = true
	p := f.page
	if f.advice.Text != p.draft.Advice {
		f.advice.SetText(p.draft.Advice)
	}
	f.understood.Choose(p.draft.Understood)
	f.identity.Choose(p.draft.Identity)
	f.date.SetDate(p.draft.CallbackDate)
	if at, err := models.ParseTimeOfDay(p.draft.CallbackTime); err == nil {
		f.time.SetTime(at)
	} else {
		f.time.Clear()
	}
	f.quiet = false
	f.fillRest()
}

// fillRest shows what is no field of the nurse's.
func (f *finish) fillRest() {
	f.fillStale()
	f.fillUnasked()
	f.fillFollows()
	f.fillContacts()
	f.form.Refresh()
	f.content.Refresh()
}

// fillStale warns where the nurse has written advice of her own, and what the
// program wants said is no longer what it was then.
func (f *finish) fillStale() {
	draft := f.page.draft
	f.stale.SetLines()
	if draft.Advice != draft.Proposed && draft.Proposed != f.page.advice() {
		f.stale.SetLines(locale.T("call.advice.stale"))
	}
}

func (f *finish) fillUnasked() {
	p := f.page
	left := len(p.judged.UnaskedRedFlags)
	f.unasked.SetLines()
	switch {
	case p.judged.AtOnce():
		f.unasked.SetLines(p.alarmWords(), locale.TN("call.unasked.at-once", left))
	case left > 0 && !p.judged.Alarm.Empty():
		f.unasked.SetLines(locale.TN("call.unasked.alarm", left))
	case left > 0:
		f.unasked.SetLines(locale.TN("call.unasked", left))
	}
	f.alarm.Text = locale.In(p.judged.Alarm)
	f.alarm.Hidden = p.judged.Alarm.Empty() || p.judged.AtOnce()
	f.toFirst.Importance = widget.HighImportance
	if !f.alarm.Hidden {
		f.toFirst.Importance = widget.MediumImportance // one next thing to do at a time
	}
	f.alarm.Refresh()
	f.toFirst.Refresh()
	f.toUnasked.Hidden = left == 0 && f.alarm.Hidden || p.judged.AtOnce()
	p.button()
}

// fillFollows says what becomes of the call: tasks with their times.
func (f *finish) fillFollows() {
	next := f.page.judged.Next
	var lines []string
	if next.Surgeon != nil {
		lines = append(lines, locale.T("call.next.surgeon", "time", locale.Time(*next.Surgeon)))
	}
	if visit := next.Visit; visit != nil {
		lines = append(lines, visitWords(visit.From, visit.To))
		if visit.Closed {
			lines = append(lines, locale.T("call.next.visit.closed"))
		}
	}
	if again := next.Callback; again != nil {
		lines = append(lines, locale.T("call.next.callback", "from", locale.ShortMoment(again.From), "to", locale.ShortMoment(again.To)))
		if again.Closed {
			lines = append(lines, locale.T("call.next.callback.closed"))
		}
	}
	f.follows.Objects = nil
	for _, line := range lines {
		f.follows.Add(widgets.NewParagraph(line))
	}
	f.follows.Hidden = len(lines) == 0
}

func (f *finish) fillContacts() {
	f.contacts.Objects = nil
	for _, contact := range f.page.draft.Contacts {
		words := locale.Time(contact.At) + " " + contact.With
		if contact.Note != "" {
			words += ": " + contact.Note
		}
		f.contacts.Add(widgets.NewParagraph(words))
	}
	f.contacts.Add(widgets.NewFlow(widgets.NewButton(locale.T("call.contact"), f.page.askContact)))
}

// first is the field to fill in next.
func (f *finish) first() fyne.Focusable {
	switch {
	case f.page.judged.AtOnce():
		return f.page.toEnd
	case !f.alarm.Hidden:
		return f.alarm
	case len(f.page.judged.UnaskedRedFlags) > 0:
		return f.toFirst
	case f.page.draft.Understood == "":
		return f.understood
	}
	return f.page.toEnd
}

// end keeps the call; what hinders it is said beside the fields and above the buttons.
func (f *finish) end(unfinished bool) {
	p := f.page
	if p.ending {
		return
	}
	if id := p.list.impossible(); id != "" {
		p.jump(id) // what is wrong stands beside it
		return
	}
	if _, err := f.time.Time(); err != nil && !errors.Is(err, models.ErrRequired) {
		f.refuse(models.Problems{(&models.Problem{Code: "time.form"}).On("callback-time")})
		return
	}
	if err := p.desk.CheckCall(p.draft, p.file, unfinished); err != nil {
		f.refuse(err)
		return
	}
	if !p.judged.Notify.Empty() && !p.judged.Notified && !f.asked {
		f.askNotify(unfinished)
		return
	}
	if p.present.Unsigned != nil && p.present.Unsigned() {
		p.askName(func() { f.end(unfinished) })
		return
	}
	p.ending = true
	p.button()
	p.keeper.WhenKept(func(err error) {
		if err != nil { // it has been said
			p.ending = false
			p.button()
			if errors.Is(err, models.ErrKeptHere) {
				p.host.Fail(err)
			}
			return
		}
		draft := copied(p.draft)
		background.Load(p.host.Background(), &f.token,
			func(ctx context.Context) (models.Call, error) { return p.desk.EndCall(ctx, draft, unfinished) },
			func(call models.Call, err error) {
				p.ending = false
				p.button()
				if err != nil {
					f.refuse(err)
					return
				}
				p.ended(call)
			})
	})
}

// refuse shows what is wrong and leaves everything as it was typed. What stands
// on another part of the page is shown there.
func (f *finish) refuse(err error) {
	p := f.page
	rest := f.form.ShowProblems(err)
	f.hinders.SetLines(locale.T("call.hinders"))
	f.content.Refresh()
	if rest == nil || p.showQuestion(rest) {
		return
	}
	if left := p.who.form.ShowProblems(rest); left == nil || locale.Problem(left) != locale.Problem(rest) {
		p.open(partWho)
		rest = p.who.form.ShowProblems(rest)
	} else if left = p.notes.form.Mark(rest); left == nil {
		p.open(partNotes)
		rest = nil
	}
	p.host.Fail(rest)
}

// showQuestion leads to what hinders the end among the questions: what the call is
// about, or an answer that contradicts another. It tells whether anything did.
func (p *Page) showQuestion(err error) bool {
	var problems models.Problems
	problems.Add("", err)
	for _, problem := range problems {
		if _, asked := p.guide.Finding(problem.Field); asked {
			p.problems[problem.Field] = locale.Problem(problem)
			p.list.refresh()
			p.jump(problem.Field) // what is wrong stands beside it
			return true
		}
		if problem.Field == "topic" {
			p.ask()
			return true
		}
	}
	return false
}

// askDiscard throws the call away after a question.
func (p *Page) askDiscard() { p.keeper.whenKept(p.discard) }

func (p *Page) discard() {
	p.host.Ask(page.Dialog{
		Title: locale.T("call.discard.title"), Text: locale.T("call.discard.text"), Confirm: locale.T("call.discard"), Danger: true,
		Work: func(ctx context.Context) error {
			if p.draft.ID == 0 {
				return nil
			}
			return p.desk.DiscardCall(ctx, copied(p.draft))
		},
		OnDone: func() {
			p.forget()
			p.host.Open(page.Route{Page: page.Calls})
		},
	})
}

func visitWords(from, to models.Date) string {
	if from == to {
		return locale.T("call.next.visit.on", "date", from)
	}
	return locale.T("call.next.visit", "from", from, "to", to)
}
