package patient

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// begunChanges says which changes of the booking that is shown are begun and not made,
// by whom, and what can become of them.
type begunChanges struct {
	page    *Page
	open    []bookings.OpenChange // of any booking
	content *fyne.Container
}

func newBegunChanges(p *Page) *begunChanges {
	b := &begunChanges{page: p, content: widgets.NewColumn(6)}
	b.content.Hide()
	return b
}

// own is the change of a booking that whoever asks has begun, nil for none.
func (b *begunChanges) own(bookingID int64) *bookings.OpenChange {
	for index, one := range b.open {
		if one.BookingID == bookingID && one.Own && !one.Unreadable {
			return &b.open[index]
		}
	}
	return nil
}

func (b *begunChanges) fill() {
	b.content.Objects = nil
	file, ok := b.page.booking()
	for _, one := range b.open {
		if ok && one.BookingID == file.Booking.ID {
			b.content.Add(b.row(file, one))
		}
	}
	b.content.Hidden = len(b.content.Objects) == 0
	b.content.Refresh()
}

func (b *begunChanges) row(file care.BookingFile, begun bookings.OpenChange) fyne.CanvasObject {
	status, buttons := look.Coming, container.NewHBox()
	if begun.Overtaken() {
		status = look.DueToday
	}
	if !begun.Unreadable {
		buttons.Add(widgets.NewQuiet(locale.T("newbooking.discard"), func() { b.askDiscard(begun) }))
	}
	if !begun.Unreadable && file.Booking.Open() {
		buttons.Add(widgets.NewButton(locale.T("newbooking.resume"), func() { b.page.goOnChanging(file, &begun) }))
	}
	return container.NewBorder(nil, nil, nil, container.NewCenter(buttons), widgets.NewBanner(status, b.said(file, begun)...))
}

// said tells who began it and what became of the booking meanwhile, then what is typed.
func (b *begunChanges) said(file care.BookingFile, begun bookings.OpenChange) []string {
	at := locale.MomentOn(b.page.host.Today(), begun.Started)
	lines := []string{locale.T("patient.begun.own", "at", at)}
	if !begun.Own {
		lines[0] = locale.T("patient.begun.other", "name", begun.By, "at", at)
	}
	_, became := statusMark(file.Booking.Status)
	switch {
	case begun.Unreadable:
		return append(lines, locale.T("patient.begun.unreadable"))
	case !file.Booking.Open():
		lines = append(lines, locale.T("patient.begun.closed", "status", became))
	case begun.Overtaken():
		lines = append(lines, locale.T("patient.begun.overtaken"))
	}
	return append(lines, bookingform.Said(b.page.desk.Medicines(), begun.Before.ChangeTo(begun.Now))...)
}

func (b *begunChanges) askDiscard(begun bookings.OpenChange) {
	b.page.host.Ask(page.Dialog{
		Title: locale.T("patient.begun.discard.title"), Text: locale.T("patient.begun.discard.text"),
		Confirm: locale.T("newbooking.discard"), Danger: true,
		OnDone: func() { b.page.discardChange(begun.Kept) },
	})
}

// goOnBegun goes on with the change of the booking that is shown, as a route asks.
func (p *Page) goOnBegun() {
	if file, ok := p.booking(); ok && file.Booking.Open() {
		if begun := p.begun.own(file.Booking.ID); begun != nil {
			p.goOnChanging(file, begun)
		}
	}
}
