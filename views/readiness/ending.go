package readiness

import (
	"context"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// askPerformed notes that a procedure was performed, at its real time: as planned
// with Enter alone.
func (b *board) askPerformed(r row) {
	if r.closed() {
		return
	}
	booking := r.File.Booking
	clock, despite := widgets.NewTimeField(), widgets.NewLine("")
	clock.SetTime(models.TimeOfDayOf(booking.Start))
	form := widgets.NewForm(widgets.NewFieldRow("time", locale.T("readiness.field.time"), clock))
	if waiting := r.File.Unassessed(); len(waiting) > 0 {
		step, _ := r.File.Protocol.Step(waiting[0].Step)
		form.Add(widgets.NewFieldRow("despite", locale.T("patient.field.despite"), despite).
			WithHelp(locale.T("patient.despite.help", "task", step.Title)))
	}
	change := bookings.Change{BookingID: booking.ID, Version: booking.Version}
	b.ask(r, page.Dialog{
		Title: locale.T("patient.performed.title"), Confirm: locale.T("readiness.performed"), Form: form, Content: form, Focus: form.First(),
		OnConfirm: func() error {
			at, err := clock.Time()
			if err != nil {
				return models.Problems{models.ErrRequired.On("time")}
			}
			begun := at.On(models.DateOf(booking.Start)).UTC()
			change.PerformedAt, change.Despite = &begun, despite.Text
			return nil
		},
		Work: func(ctx context.Context) error {
			_, err := b.desk.Change(ctx, change)
			return err
		},
	}, "readiness.told.performed")
}

// askNotCome notes that the patient did not come, and why.
func (b *board) askNotCome(r row) {
	if r.closed() || r.File.Booking.Start.After(b.host.Now()) {
		return
	}
	reason := widgets.NewLine("")
	form := widgets.NewForm(widgets.NewFieldRow("reason", locale.T("patient.field.reason"), reason))
	text := ""
	b.ask(r, page.Dialog{
		Title: locale.T("patient.not-come.title"), Confirm: locale.T("readiness.not-come"), Form: form, Content: form, Focus: form.First(),
		OnConfirm: func() error {
			text = strings.TrimSpace(reason.Text)
			return nil
		},
		Work: func(ctx context.Context) error {
			return b.desk.MarkNotCome(ctx, r.File.Booking.ID, r.File.Booking.Version, text)
		},
	}, "readiness.told.not-come")
}

// ask opens a dialog about a procedure; once it is confirmed it is said, with the
// way back, and the list goes on.
func (b *board) ask(r row, dialog page.Dialog, told string) {
	dialog.Text = locale.Line(r.File.Patient.Name(), locale.In(r.File.Protocol.Title), locale.Moment(r.File.Booking.Start))
	dialog.OnDone = func() {
		b.host.Toast(locale.T(told, "name", r.File.Patient.Name()), func() { b.undo(r.File.Booking.ID) })
		b.Reload()
		b.grid.Back()
	}
	dialog.OnCancel = func() {
		b.Reload() // whoever was refused as stale sees what holds now
		b.grid.Back()
	}
	b.host.Ask(dialog)
}

func (b *board) undo(bookingID int64) {
	background.Load(b.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, b.desk.UndoEnding(ctx, bookingID)
	}, func(_ struct{}, err error) {
		if err != nil {
			b.host.Fail(err)
		}
		b.Reload()
	})
}
