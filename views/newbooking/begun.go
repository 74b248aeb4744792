package newbooking

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/bookings"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// begunBar stands above the form. It says that a booking is begun and whose, and
// which others are kept.
type begunBar struct {
	page    *bookingPage
	content *fyne.Container

	said    *widgets.Banner
	resume  *widgets.Button
	discard *widgets.Button
	empty   *widgets.Button
	mine    *fyne.Container

	others   []bookings.OpenBooking
	othersIs *widgets.Paragraph
	theirs   *fyne.Container
}

func newBegunBar(p *bookingPage) *begunBar {
	b := &begunBar{page: p, said: widgets.NewBanner(look.Coming), othersIs: widgets.NewParagraph("").Ink(look.Muted)}
	b.resume = widgets.NewButton(locale.T("newbooking.resume"), func() {
		b.hide()
		p.who.focus()
	})
	b.discard = widgets.NewQuiet(locale.T("newbooking.discard"), func() {
		p.askEmpty("newbooking.discard", locale.T("newbooking.empty.text"), p.who.focus)
	})
	b.empty = widgets.NewQuiet(locale.T("newbooking.empty"), func() {
		p.askEmpty("newbooking.empty", locale.T("newbooking.empty.text"), p.who.focus)
	})
	b.mine = beside(b.said, b.discard, b.empty, b.resume)
	b.theirs = beside(container.New(layout.NewCustomPaddedLayout(0, 0, 12, 0),
		container.NewVBox(layout.NewSpacer(), b.othersIs, layout.NewSpacer())), widgets.NewQuiet(locale.T("newbooking.others.show"), b.choose))
	b.content = container.NewVBox(b.mine, b.theirs)
	b.hide()
	b.setOthers(nil, 0)
	return b
}

// beside puts buttons to the right of what is said, in the middle of its height.
func beside(said fyne.CanvasObject, buttons ...fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(buttons...)), said)
}

// stands says that the booking was begun a moment ago, in this window.
func (b *begunBar) stands() {
	text := locale.T("newbooking.started")
	if b.page.who.stage == settled {
		text = locale.T("newbooking.started-for", "name", b.page.who.chosen.Name())
	}
	b.say(text, false)
}

// returned says that a booking has come back which was begun earlier.
func (b *begunBar) returned(open bookings.OpenBooking) {
	at := locale.MomentOn(b.page.host.Today(), open.Started)
	text := locale.T("newbooking.restored", "at", at)
	if name := open.Name(); name != "" {
		text = locale.T("newbooking.restored-for", "name", name, "at", at)
	}
	b.say(text, true)
}

func (b *begunBar) say(text string, returned bool) {
	b.said.SetLines(text)
	b.resume.Hidden, b.discard.Hidden, b.empty.Hidden = !returned, !returned, returned
	b.mine.Show()
	b.laidOut()
}

// hide says nothing of a begun booking any more.
func (b *begunBar) hide() {
	b.mine.Hide()
	b.laidOut()
}

// setOthers says how many half-typed bookings there are beside the one in the form.
func (b *begunBar) setOthers(open []bookings.OpenBooking, here int64) {
	b.others = nil
	for _, each := range open {
		if each.ID != here {
			b.others = append(b.others, each)
		}
	}
	b.theirs.Hidden = len(b.others) == 0
	b.othersIs.SetText(locale.TN("newbooking.others", len(b.others)))
	b.laidOut()
}

func (b *begunBar) laidOut() {
	b.content.Hidden = b.mine.Hidden && b.theirs.Hidden
	b.content.Refresh()
	if b.page.content != nil {
		b.page.content.Refresh()
	}
}

// choose asks which of the others to go on with.
func (b *begunBar) choose() {
	var options []widgets.Option
	ids := map[string]int64{}
	unreadable := 0
	for _, each := range b.others {
		if each.Unreadable {
			unreadable++
			continue
		}
		text := b.describe(each)
		for ids[text] != 0 { // two that look alike
			text += " ·"
		}
		ids[text] = each.ID
		options = append(options, widgets.Option{ID: text, Text: text})
	}
	dialog := page.Dialog{Title: locale.T("newbooking.others.title"), Text: locale.T("newbooking.others.text")}
	if unreadable > 0 {
		dialog.Text = locale.TN("newbooking.unreadable", unreadable)
	}
	if len(options) == 0 {
		dialog.NoCancel = true
		b.page.host.Ask(dialog)
		return
	}
	chosen := widgets.NewChoice(options...)
	chosen.Choose(options[0].ID)
	dialog.Content = widgets.NewForm(row("others", chosen))
	dialog.Focus = chosen
	dialog.Confirm = locale.T("newbooking.take-over")
	dialog.OnDone = func() { b.page.takeOver(ids[chosen.ChosenID()]) }
	b.page.host.Ask(dialog)
}

// describe tells half-typed bookings apart: who typed, when, and for whom.
func (b *begunBar) describe(open bookings.OpenBooking) string {
	parts := []string{open.By, locale.MomentOn(b.page.host.Today(), open.Started)}
	if name := open.Name(); name != "" {
		parts = append(parts, name)
	}
	return strings.Join(parts, " · ")
}
