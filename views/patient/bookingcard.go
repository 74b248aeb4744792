package patient

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// bookingCard says which booking is shown and offers what can be done with it.
type bookingCard struct {
	page    *Page
	choice  *widgets.Choice   // where there are several bookings
	chooser *widgets.FieldRow // the choice with what it is
	title   *widgets.Paragraph
	status  *widgets.Pill
	given   *widgets.Pill // whether the patient has the instruction sheet
	details *widgets.Paragraph
	note    *widgets.Paragraph
	none    *widgets.Paragraph
	buttons *fyne.Container
	heading *fyne.Container
	whole   *fyne.Container

	complications *fyne.Container // those registered of the booking

	move, change, performed, notCome, cancel, sheet, complication *widgets.Button
	filling                                                       bool
}

func newBookingCard(p *Page) *bookingCard {
	c := &bookingCard{
		page: p, choice: widgets.NewChoice(), status: widgets.NewPill(look.Coming, ""), given: widgets.NewPill(look.Quiet, ""),
		title: widgets.NewParagraph("").Heading(), details: muted(""), note: muted(""), none: widgets.NewParagraph(""),
		move:      widgets.NewButton(locale.T("patient.move"), func() { p.withBooking(p.askMove) }),
		change:    widgets.NewButton(locale.T("patient.change"), func() { p.withBooking(p.askChange) }),
		performed: widgets.NewButton(locale.T("patient.performed"), func() { p.withBooking(p.askPerformed) }),
		notCome:   widgets.NewButton(locale.T("patient.not-come"), func() { p.withBooking(p.askNotCome) }),
		cancel:    widgets.NewButton(locale.T("patient.cancel"), func() { p.withBooking(p.askCancel) }),
		sheet:     widgets.NewButton(locale.T("patient.print"), p.Print).WithIcon("print"),
		complication: widgets.NewButton(locale.T("complication.register"), func() {
			p.withBooking(func(file care.BookingFile) { p.askComplication(file.Booking) })
		}),
		complications: widgets.NewColumn(6),
	}
	c.choice.OnChosen = c.chosen
	c.none.SetText(locale.T("patient.no-booking"))
	book := widgets.NewQuiet(locale.T("patient.book"), func() {
		p.host.Open(page.Route{Page: page.NewBooking, ID: p.id, Arg: page.New})
	}).WithIcon("add")
	call := widgets.NewQuiet(locale.T("patient.call"), p.newCall).WithIcon("calls")
	c.buttons = widgets.NewFlow(c.move, c.change, c.performed, c.notCome, c.cancel, c.sheet, c.complication, book, call)
	c.heading = container.NewBorder(nil, nil, nil, container.NewHBox(c.given, c.status), c.title)
	c.chooser = widgets.NewFieldRow("booking", locale.T("patient.field.booking"), c.choice)
	c.whole = widgets.NewColumn(6, c.chooser, c.heading, c.details, c.note, c.complications, c.none, c.buttons)
	return c
}

func (c *bookingCard) fill() {
	file, ok := c.page.booking()
	c.none.Hidden = ok
	c.heading.Hidden, c.details.Hidden = !ok, !ok
	c.page.line.Hidden = !ok
	c.complications.Objects = c.page.complicationRows()
	c.complications.Hidden = len(c.complications.Objects) == 0
	c.fillChoice()
	c.show(file, ok)
	c.nameIt(file, ok)
	if !ok {
		c.note.Hide()
		c.whole.Refresh()
		return
	}
	booking := file.Booking
	c.title.SetText(locale.Line(locale.In(file.Protocol.Title), locale.Moment(booking.Begin())))
	c.status.Set(statusMark(booking.Status))
	if booking.Status == models.StatusBooked && len(file.Unassessed()) > 0 {
		c.status.Set(look.Overdue, locale.T("patient.status.assess"))
	}
	c.showGiven(file)
	c.details.SetText(locale.Line(details(booking)...))
	c.note.SetText(strings.Join(notes(booking), "\n"))
	c.note.Hidden = c.note.Text() == ""
	c.whole.Refresh()
}

// showGiven says whether the patient has the instruction sheet of a procedure to come.
func (c *bookingCard) showGiven(file care.BookingFile) {
	c.given.Hidden = file.Booking.Status != models.StatusBooked
	switch {
	case len(file.Sheets) == 0:
		c.given.Set(look.DueToday, locale.T("patient.sheet.not-given"))
	case file.Misled():
		c.given.Set(look.Overdue, locale.T("patient.sheet.given-outdated"))
	case file.SheetStatus(file.Sheets[0]) == care.SheetTold: // told in words, but the paper says otherwise
		c.given.Set(look.DueToday, locale.T("patient.sheet.told"))
	default:
		c.given.Set(look.Done, locale.T("patient.sheet.given", "date", locale.Short(models.DateOf(file.Sheets[0].CreatedAt))))
	}
}

// fillChoice offers the patient's bookings where there are several.
func (c *bookingCard) fillChoice() {
	c.filling = true
	var options []widgets.Option
	for _, one := range c.page.file.Bookings {
		_, status := statusMark(one.Booking.Status)
		options = append(options, widgets.Option{
			ID:   strconv.FormatInt(one.Booking.ID, 10),
			Text: locale.Line(locale.Moment(one.Booking.Begin()), locale.In(one.Protocol.Title), status),
		})
	}
	c.choice.SetOptions(options...)
	c.choice.Choose(strconv.FormatInt(c.page.shown, 10))
	c.chooser.Hidden = len(options) < 2
	c.filling = false
}

// nameIt writes on the buttons which of several bookings they are about.
func (c *bookingCard) nameIt(file care.BookingFile, ok bool) {
	for button, word := range map[*widgets.Button]string{c.move: "patient.move", c.cancel: "patient.cancel", c.sheet: "patient.print"} {
		text := locale.T(word)
		if ok && len(c.page.file.Bookings) > 1 {
			text += " " + locale.Short(file.Booking.Day())
		}
		button.SetText(text)
	}
}

func (c *bookingCard) chosen(id string) {
	if c.filling {
		return
	}
	c.page.shown, _ = strconv.ParseInt(id, 10, 64) // written by fillChoice
	c.page.redraw()
}

// show leaves only the buttons that the booking's status allows.
func (c *bookingCard) show(file care.BookingFile, ok bool) {
	booking := file.Booking
	booked := ok && booking.Status == models.StatusBooked
	done := ok && booking.Status == models.StatusPerformed
	begun := !booking.Start.After(c.page.host.Now())
	c.move.Hidden, c.cancel.Hidden = !booked, !booked
	c.change.Hidden, c.sheet.Hidden = !booked && !done, !booked && !done
	c.performed.Hidden = !done && (!booked || booking.Day().After(c.page.host.Today()))
	c.notCome.Hidden = !booked || !begun
	c.complication.Hidden = !done
	c.performed.SetText(locale.T("patient.performed"))
	if done {
		c.performed.SetText(locale.T("patient.performed.correct"))
	}
}

func statusMark(status models.BookingStatus) (look.Status, string) {
	word := locale.T("patient.status." + string(status))
	switch status {
	case models.StatusPerformed:
		return look.Done, word
	case models.StatusCancelled, models.StatusNotCome:
		return look.Quiet, word
	case models.StatusBooked:
	}
	return look.Coming, word
}

func details(booking models.Booking) []string {
	var parts []string
	for _, part := range []string{booking.Theatre, booking.Surgeon} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	parts = append(parts, locale.T("patient.booked-on", "date", booking.BookedOn))
	if booking.PerformedAt != nil && !booking.PerformedAt.Equal(booking.Start) {
		parts = append(parts, locale.T("patient.planned", "at", booking.Start))
	}
	return parts
}

func notes(booking models.Booking) []string {
	var lines []string
	if booking.StatusReason != "" {
		lines = append(lines, locale.T("patient.reason", "text", brief(booking.StatusReason)))
	}
	if note := brief(booking.Note); note != "" {
		lines = append(lines, locale.T("patient.note", "text", note))
	}
	if said := bookingform.HealthSaid(booking.Health); said != "" {
		lines = append(lines, said)
	}
	return lines
}

// withBooking does something with the booking that is shown.
func (p *Page) withBooking(do func(care.BookingFile)) {
	if file, ok := p.booking(); ok {
		do(file)
	}
}
