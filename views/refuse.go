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
	// Do is called away from the screen. It gives what to say afterwards, in place
	// of what was wrong, and what is offered then; "" leaves all as it is.
	Do func() (said string, next []Offer, err error)
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

// refuse fills a window with what is wrong, what may help, and a button that closes it.
func refuse(window fyne.Window, title string, refusal Refusal) {
	said := widgets.NewText(locale.Problem(refusal.Problem))
	facts := widgets.NewColumn(4)
	for _, fact := range refusal.Facts {
		facts.Add(widgets.NewParagraph(fact).Small().Ink(look.Muted))
	}
	if refusal.Paper != nil {
		facts.Add(widgets.NewParagraph(locale.T("refuse.emergency-as-of", "asof", refusal.Paper.AsOf)).Small().Ink(look.Muted))
	}
	buttons := widgets.NewFlow()
	var show func(offers []Offer)
	show = func(offers []Offer) {
		buttons.RemoveAll()
		for number, offer := range offers {
			buttons.Add(offerButton(refusal.Runner, offer, number == 0, func(text string, next []Offer, err error) {
				switch {
				case err != nil:
					said.SetText(locale.Problem(err))
				case text != "":
					said.SetText(text)
					facts.Hide()
					show(next)
				}
			}))
		}
		if refusal.Paper != nil {
			buttons.Add(widgets.NewButton(locale.T("refuse.emergency"), func() { showPaper(window, *refusal.Paper, refusal.Runner) }).WithIcon("print"))
		}
		buttons.Add(widgets.NewButton(locale.T("refuse.close"), window.Close))
		buttons.Refresh()
	}
	show(refusal.Offers)
	said.Wrapping = fyne.TextWrapWord
	window.SetContent(container.NewPadded(container.NewBorder(
		widgets.NewSection(locale.T(title)), buttons, nil, nil,
		container.NewVScroll(widgets.NewColumn(12, said, facts)),
	)))
	window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		switch event.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			window.Close()
		}
	})
}

// offerButton does what is offered, at the second press where it asks first.
func offerButton(runner background.Runner, offer Offer, first bool, done func(string, []Offer, error)) *widgets.Button {
	var button *widgets.Button
	asked := offer.Sure == ""
	act := func() {
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
	}
	if first {
		button = widgets.NewPrimary(offer.Text, act)
	} else {
		button = widgets.NewButton(offer.Text, act)
	}
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
