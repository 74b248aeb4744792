package patient

import (
	"context"
	"errors"

	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
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
	e := &ending{
		page: p, id: file.Booking.ID, version: file.Booking.Version,
		Form: widgets.NewForm(widgets.NewFieldRow("reason", locale.T("patient.field.reason"), reason)),
	}
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
		Work: func(ctx context.Context) error { return do(ctx, e.id, e.version, text) },
		OnDone: func() {
			p.host.Toast(locale.T("patient."+word+".told"), func() { p.undoEnding(e.id) })
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

// ending is the form of a reason; it follows the booking when somebody else
// changes it meanwhile.
type ending struct {
	*widgets.Form
	page    *Page
	id      int64
	version int
	token   background.Token
}

// ShowProblems implements page.Form.
func (e *ending) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		return e.Form.ShowProblems(err)
	}
	background.Load(e.page.host.Background(), &e.token,
		func(ctx context.Context) (care.BookingFile, error) { return e.page.desk.Booking(ctx, e.id) },
		func(file care.BookingFile, err error) {
			if err != nil {
				e.page.host.Fail(err)
				return
			}
			e.version = file.Booking.Version
		})
	e.page.Reload()
	return &models.Problem{Code: "booking.changed-meanwhile"}
}
