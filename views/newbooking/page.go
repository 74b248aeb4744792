// Package newbooking is the page that registers a booking: the form in the order
// of a phone call, and beside it the plan as it grows.
package newbooking

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// bookingPage is the one form; what is typed stays until it is saved or emptied.
type bookingPage struct {
	desk  Desk
	host  page.Host
	print func(bookingID int64)

	who       *who
	procedure *widgets.Choice
	date      *widgets.DateField
	time      *widgets.TimeField
	details   *bookingform.Fields

	form    *widgets.Form
	scroll  *container.Scroll
	plan    *planSide
	begun   *begunBar
	hinders *widgets.Paragraph
	buttons []*widgets.Button
	content fyne.CanvasObject

	keeper    *keeper
	filling   bool // the page itself writes into its fields
	attempted bool // saving was tried: every problem is shown from then on
	saving    bool
	leaving   func() // the window waits to close until the booking is saved
	checking  background.Token
	keeping   background.Token
	reopening background.Token
	clinic    background.Token
}

var (
	_ page.Shower   = (*bookingPage)(nil)
	_ page.Reloader = (*bookingPage)(nil)
	_ page.Closer   = (*bookingPage)(nil)
	_ page.Saver    = (*bookingPage)(nil)
	_ page.Printer  = (*bookingPage)(nil)
	_ page.Fixed    = (*bookingPage)(nil)
)

// New makes the page. print prints the sheet of a booking that was just saved.
func New(desk Desk, host page.Host, print func(bookingID int64)) page.Page {
	p := &bookingPage{desk: desk, host: host, print: print}
	p.keeper = newKeeper(p)
	p.build()
	p.empty()
	return p
}

// Content implements page.Page.
func (p *bookingPage) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *bookingPage) Title() string { return locale.T("newbooking.title") }

// Fixed implements page.Fixed: form and plan scroll by themselves.
func (p *bookingPage) Fixed() {}

// Show implements page.Shower. What was begun before the program ended comes
// back. A route with a patient's ID opens the form for her, or only asks about her.
func (p *bookingPage) Show(route page.Route) {
	p.who.ask(0)
	offered := int64(0)
	if route.Arg == page.Offer {
		offered, route.ID = route.ID, 0
	}
	if p.dirty() {
		p.begun.stands()
	} else {
		p.empty()
	}
	p.Reload()
	p.who.focus() // typing may begin at once
	was := p.keeper.As.ID
	p.reopen(func() {
		there := p.who.stage == settled && route.ID == p.who.chosen.ID
		switch {
		case route.ID != 0 && !there && p.dirty():
			p.askEmpty("newbooking.empty", locale.T("newbooking.other-patient"), func() { p.who.choose(route.ID) })
		case route.ID != 0 && !there:
			p.who.choose(route.ID)
		case p.keeper.As.ID != was:
			p.who.focus()
		}
		p.who.ask(offered)
	})
}

// Reload implements page.Reloader.
func (p *bookingPage) Reload() {
	background.Load(p.host.Background(), &p.clinic,
		func(ctx context.Context) (models.Clinic, error) { return p.desk.Clinic(ctx) },
		func(clinic models.Clinic, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.details.OfferClinic(clinic)
		})
	p.changed()
}

// Close implements page.Closer. What is begun is kept and comes back, so that
// there is nothing to ask, unless it can't be kept. While a booking is being saved
// it waits for how that goes.
func (p *bookingPage) Close(then func()) {
	if p.saving {
		p.leaving = then
		return
	}
	p.keeper.WhenKept(func(err error) {
		if err == nil || errors.Is(err, models.ErrKeptHere) || !p.dirty() {
			then()
			return
		}
		p.host.Ask(page.Dialog{
			Title: locale.T("newbooking.close.title"), Text: locale.T("newbooking.close.text"),
			Confirm: locale.T("newbooking.close.confirm"), Cancel: locale.T("newbooking.close.cancel"),
			Danger: true, OnDone: then,
		})
	})
}

// askEmpty empties the form once the nurse agrees, in the words of what was pressed.
func (p *bookingPage) askEmpty(pressed, text string, then func()) {
	p.host.Ask(page.Dialog{
		Title: locale.T(pressed + ".title"), Text: text, Confirm: locale.T(pressed), Danger: true,
		OnDone: func() {
			p.empty()
			then()
		},
	})
}

func (p *bookingPage) build() {
	p.who = newWho(p)
	p.fields()
	p.form = widgets.NewForm(p.who.items()...)
	p.form.Add(
		section("what"),
		row("procedure", p.procedure),
		widgets.NewBeside(row("date", p.date), row("time", p.time)),
	)
	p.details.AddTo(p.form, row("allergies", p.who.record.allergies))
	p.who.show()
	p.plan = newPlanSide(p.desk)
	p.begun = newBegunBar(p)
	p.hinders = widgets.NewParagraph("").Ink(look.Muted)
	printing := widgets.NewButton(locale.T("newbooking.save-print"), p.Print).WithIcon("print")
	saving := widgets.NewPrimary(locale.T("newbooking.save"), p.Save)
	p.buttons = []*widgets.Button{printing, saving}
	p.scroll = container.NewVScroll(container.New(besideBar, p.form))
	p.form.Follow(p.scroll)
	p.content = container.NewBorder(p.begun.content,
		container.NewPadded(&fyne.Container{
			Layout:  bottom{},
			Objects: []fyne.CanvasObject{p.hinders, container.NewHBox(printing, saving)},
		}),
		nil, nil,
		&fyne.Container{Layout: &columns{}, Objects: []fyne.CanvasObject{p.scroll, widgets.NewCard(p.plan.scroll)}})
}

// fields makes what stands below the patient.
func (p *bookingPage) fields() {
	var options []widgets.Option
	for _, protocol := range p.desk.Protocols() {
		options = append(options, widgets.Option{ID: protocol.Code, Text: locale.In(protocol.Title)})
	}
	p.procedure = widgets.NewChoice(options...)
	p.date = widgets.NewDateField(p.host.Today, locale.RedDay)
	p.time = widgets.NewTimeField()
	p.details = bookingform.New(p.desk.Medicines(), p.host.Background(), p.tier)
	p.details.OnChanged, p.details.OnResized = p.changed, p.relaid
	p.procedure.OnChosen = func(string) {
		p.details.Medicines.AskAgain()
		p.changed()
	}
	p.date.OnChanged = func(models.Date) { p.changed() }
	p.time.OnChanged = func(models.TimeOfDay, bool) { p.changed() }
}

func section(name string) fyne.CanvasObject {
	return bookingform.Section(locale.T("newbooking." + name))
}

// besideBar keeps what is scrolled off the scroll bar, and its edges in view.
var besideBar = layout.NewCustomPaddedLayout(2, 8, 2, 14)

// row is a field with its label.
func row(name string, field fyne.CanvasObject) *widgets.FieldRow {
	return widgets.NewFieldRow(name, locale.T("newbooking.field."+name), field)
}

// setShown shows or hides an object and all in it, so that a hidden field takes
// no problem and no room.
func (p *bookingPage) setShown(object fyne.CanvasObject, shown bool) {
	if inner, ok := object.(*fyne.Container); ok {
		for _, one := range inner.Objects {
			p.setShown(one, shown)
		}
	}
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}

// relaid lays the form out again after something in it grew or shrank.
func (p *bookingPage) relaid() {
	if p.scroll == nil { // still being built
		return
	}
	p.form.Refresh()
	p.scroll.Refresh()
	p.changed()
}

// tier is the bleeding risk of the procedure that is chosen, "" for none.
func (p *bookingPage) tier() rulebook.Tier {
	for _, protocol := range p.desk.Protocols() {
		if protocol.Code == p.procedure.ChosenID() {
			return protocol.Tier
		}
	}
	return ""
}
