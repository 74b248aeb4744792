package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/sheet"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/printing"
	"nursedesk/views/widgets"
)

// refusalSize is the size of the window that only says why there is no desk.
var refusalSize = fyne.NewSize(680, 360)

// Offer is something that may help where there is no desk.
type Offer struct {
	Text string
	Sure string // the button's text when it asks whether it is meant; "" for what changes nothing
	Who  string // why it has to be known who does it; "": it need not
	// Do is called away from the screen. It gives what to say afterwards, in place
	// of what was wrong, and what is offered then; "" leaves all as it is.
	Do func() (said string, next []Offer, err error)
	// DoAs is Do where it has to be known who does it.
	DoAs func(name, password string) (said string, next []Offer, err error)
}

// Refusal says what is wrong with the database, and offers what may help.
type Refusal struct {
	Problem error
	Facts   []string // what there is to know before choosing
	Offers  []Offer
	Paper   *Paper // what can be printed without a desk; nil: nothing
	Runner  background.Runner
}

// Paper is a paper to look at and print where there is no desk.
type Paper struct {
	Document sheet.Document
	AsOf     string // when it was true, in words
	Pictures printing.Pictures
	Print    func() error // is called away from the screen
}

// Refuse shows a small window that says why the desk can't be opened. Closing
// it, by button, Enter or Esc, ends the program. It gives the window, to show.
func Refuse(app fyne.App, refusal Refusal) fyne.Window {
	window := app.NewWindow(locale.T("app.name"))
	window.SetIcon(look.AppIcon())
	window.SetMaster()
	refuse(window, "refuse.title", refusal)
	window.Resize(refusalSize)
	return window
}

// Stop ends the work of an open desk: whatever stood in the window gives way to what
// is wrong with its database. Half-typed forms are kept as they were last written.
func (w *Window) Stop(refusal Refusal) {
	for overlays := w.window.Canvas().Overlays(); overlays.Top() != nil; {
		overlays.Remove(overlays.Top())
	}
	w.window.SetMainMenu(nil)
	w.window.SetCloseIntercept(w.window.Close)
	refuse(w.window, "refuse.stopped", refusal)
}

// refused is the content of a window without a desk.
type refused struct {
	Refusal

	window  fyne.Window
	said    *widgets.Paragraph
	facts   *fyne.Container
	who     *fyne.Container // asks who does it
	buttons *fyne.Container
}

// refuse fills a window with what is wrong, what may help, and a button that closes it.
func refuse(window fyne.Window, title string, refusal Refusal) {
	r := &refused{
		Refusal: refusal, window: window, said: widgets.NewParagraph(locale.Problem(refusal.Problem)), facts: widgets.NewColumn(4),
		who: widgets.NewColumn(8), buttons: widgets.NewFlow(),
	}
	for _, fact := range refusal.Facts {
		r.facts.Add(widgets.NewParagraph(fact).Small().Ink(look.Muted))
	}
	if refusal.Paper != nil {
		r.facts.Add(widgets.NewParagraph(locale.T("refuse.emergency-as-of", "asof", refusal.Paper.AsOf)).Small().Ink(look.Muted))
	}
	r.offer(refusal.Offers)
	window.SetContent(container.NewPadded(container.NewBorder(
		widgets.NewSection(locale.T(title)), r.buttons, nil, nil,
		container.NewVScroll(widgets.NewColumn(12, r.said, r.facts, r.who)),
	)))
}

// offer shows what may help.
func (r *refused) offer(offers []Offer) {
	r.who.RemoveAll()
	r.buttons.RemoveAll()
	for number, offer := range offers {
		style := widgets.NewButton
		if number == 0 {
			style = widgets.NewPrimary
		}
		if offer.DoAs != nil {
			r.buttons.Add(style(offer.Text, func() { r.askWho(offer, func() { r.offer(offers) }) }))
		} else {
			r.buttons.Add(offerButton(r.Runner, style, offer, r.done))
		}
	}
	if r.Paper != nil {
		r.buttons.Add(widgets.NewButton(locale.T("refuse.emergency"), func() { showPaper(r.window, *r.Paper, r.Runner) }).WithIcon("print"))
	}
	r.buttons.Add(widgets.NewButton(locale.T("refuse.close"), r.window.Close))
	r.window.Canvas().Unfocus() // of a field that is gone
	r.keys(r.window.Close, r.window.Close)
}

// keys says what Enter and Esc do where no field has them.
func (r *refused) keys(enter, escape func()) {
	r.window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		switch event.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			enter()
		case fyne.KeyEscape:
			escape()
		}
	})
}

// done says what came of it, and offers what helps then.
func (r *refused) done(said string, next []Offer, err error) {
	switch {
	case err != nil:
		r.said.SetText(locale.Problem(err))
	case said != "":
		r.said.SetText(said)
		r.facts.Hide()
		r.offer(next)
	}
}

// askWho asks who does what is offered, before it is done.
func (r *refused) askWho(offer Offer, back func()) {
	name, password, wrong := widgets.NewLine(""), widgets.NewLine(""), widgets.NewBanner(look.Overdue)
	password.Password = true
	var sure *widgets.Button
	act := func() {
		if sure.Disabled() {
			return
		}
		sure.Disable()
		who, secret := name.Text, password.Text
		r.Runner.Go(func() {
			said, next, err := offer.DoAs(who, secret)
			r.Runner.OnScreen(func() {
				sure.Enable()
				password.SetText("")
				if err == nil {
					r.done(said, next, nil)
					return
				}
				wrong.SetLines(locale.Problem(err))
				widgets.Focus(password)
			})
		})
	}
	sure = widgets.NewPrimary(offer.Sure, act)
	name.OnEnter, password.OnEnter = func() { widgets.Focus(password) }, act
	r.who.Objects = []fyne.CanvasObject{
		widgets.NewParagraph(offer.Who),
		widgets.NewForm(widgets.NewBeside(
			widgets.NewFieldRow("name", locale.T("sign-in.name"), name),
			widgets.NewFieldRow("password", locale.T("sign-in.password"), password),
		)),
		wrong,
	}
	r.buttons.Objects = []fyne.CanvasObject{sure, widgets.NewButton(locale.T("dialog.cancel"), back)}
	r.window.Content().Refresh()
	r.keys(act, back)
	widgets.Focus(name)
}

// offerButton does what is offered, at the second press where it asks first.
func offerButton(
	runner background.Runner, style func(string, func()) *widgets.Button, offer Offer, done func(string, []Offer, error),
) *widgets.Button {
	var button *widgets.Button
	asked := offer.Sure == ""
	button = style(offer.Text, func() {
		if !asked {
			asked = true
			button.SetText(offer.Sure)
			return
		}
		button.Disable()
		runner.Go(func() {
			said, next, err := offer.Do()
			runner.OnScreen(func() {
				button.Enable()
				done(said, next, err)
			})
		})
	})
	return button
}

// paperSize is the size of the window while it shows a paper.
var paperSize = fyne.NewSize(980, 900)

// showPaper shows a paper in the place of what the window says, until it is closed.
func showPaper(window fyne.Window, paper Paper, runner background.Runner) {
	content, key, size := window.Content(), window.Canvas().OnTypedKey(), window.Canvas().Size()
	pages := printing.NewViewer(runner, paper.Pictures, paper.Document)
	said := widgets.NewParagraph(paper.AsOf).Bold()
	back := func() {
		window.SetContent(content)
		window.Canvas().SetOnTypedKey(key)
		window.Resize(size)
	}
	var print *widgets.Button
	print = widgets.NewPrimary(locale.T("refuse.emergency-print"), func() {
		print.Disable()
		runner.Go(func() {
			err := paper.Print()
			runner.OnScreen(func() {
				print.Enable()
				said.SetText(locale.T("refuse.emergency-printed"))
				if err != nil {
					said.SetText(locale.Problem(err))
				}
				window.Content().Refresh()
			})
		})
	}).WithIcon("print")
	buttons := widgets.NewFlow(print, widgets.NewButton(locale.T("refuse.emergency-close"), back))
	window.SetContent(container.NewPadded(container.NewBorder(said, buttons, nil, nil, pages.Content())))
	window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeyEscape {
			back()
		}
	})
	window.Resize(size.Max(paperSize))
	pages.Focus(window.Canvas())
}
