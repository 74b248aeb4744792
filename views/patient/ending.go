package patient

import (
	"context"
	"errors"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// end is a use case that ends a booking for a reason.
type end func(ctx context.Context, bookingID int64, version int, reason string) error

func (p *Page) askCancel(file care.BookingFile) { p.askEnd(file, "cancel", p.desk.Cancel) }

func (p *Page) askNotCome(file care.BookingFile) { p.askEnd(file, "not-come", p.desk.MarkNotCome) }

// askEnd asks why a booking ends, and says how many tasks close with it.
func (p *Page) askEnd(file care.BookingFile, word string, do end) {
	reason := widgets.NewNote("")
	e := &ending{page: p, booking: file.Booking, Form: widgets.NewForm()}
	e.clash = conflict.New(bookingform.Compared(p.desk.Medicines(),
		func() bookings.Draft { return bookingform.DraftOf(e.booking) }, func(bookings.Draft, string) {}))
	e.AddPart(e.clash)
	e.Add(widgets.NewFieldRow("reason", locale.T("patient.field.reason"), reason))
	text := ""
	p.host.Ask(page.Dialog{
		Title:   locale.T("patient." + word + ".title"),
		Text:    p.whose(file.Booking) + ".\n" + locale.TN("patient.closes", closingTasks(file)),
		Content: e.Form, Form: e, Focus: reason, Confirm: locale.T("patient." + word + ".confirm"),
		Cancel: locale.T("patient.keep"), Danger: true,
		OnConfirm: func() error {
			text = reason.Text
			return nil
		},
		Work: func(ctx context.Context) error { return do(ctx, e.booking.ID, e.booking.Version, text) },
		OnDone: func() {
			p.host.Toast(locale.T("patient."+word+".told"), func() { p.undoEnding(e.booking.ID) })
			p.Reload()
		},
	})
}

// undoEnding makes a booking stand again that was cancelled, missed or performed.
func (p *Page) undoEnding(bookingID int64) {
	background.Load(p.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.desk.UndoEnding(ctx, bookingID)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.host.Fail(err)
		} else {
			p.host.Toast(locale.T("patient.undo.told"), nil)
		}
		p.Reload()
	})
}

// closingTasks counts the open tasks that fall away with a booking; promised
// callbacks stay.
func closingTasks(file care.BookingFile) int {
	count := 0
	for _, task := range file.Tasks {
		if !task.Closed() && task.Kind != models.Callback {
			count++
		}
	}
	return count
}

// ending is the form of a reason. What somebody else has changed of the booking meanwhile
// is told before it ends.
type ending struct {
	*widgets.Form
	page    *Page
	booking models.Booking // as it was told of
	clash   *conflict.Part[bookings.Draft]
	token   background.Token
}

// ShowProblems implements page.Form.
func (e *ending) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		return e.Form.ShowProblems(err)
	}
	e.page.readAgain(&e.token, e.booking, func(met bookingform.Met) {
		e.clash.Meet(met.By, met.At, bookingform.DraftOf(e.booking), bookingform.DraftOf(met.File.Booking))
		e.booking = met.File.Booking
	})
	return errMeanwhile
}
