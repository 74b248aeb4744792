package patient

import (
	"time"

	"fyne.io/fyne/v2"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// moment is a day and a time of day, as two fields beside each other.
type moment struct {
	day *widgets.DateField
	at  *widgets.TimeField
}

func (p *Page) newMoment() moment {
	return moment{day: widgets.NewDateField(p.host.Today, locale.RedDay), at: widgets.NewTimeField()}
}

func (m moment) row() fyne.CanvasObject {
	return widgets.NewBeside(
		widgets.NewFieldRow("date", locale.T("patient.field.date"), m.day),
		widgets.NewFieldRow("time", locale.T("patient.field.time"), m.at),
	)
}

// set fills in when a draft begins.
func (m moment) set(draft bookings.Draft) {
	m.day.SetDate(draft.Date)
	if at, err := models.ParseTimeOfDay(draft.Time); err == nil {
		m.at.SetTime(at)
	}
}

func (m moment) onTyped(typed func()) {
	m.day.OnChanged = func(models.Date) { typed() }
	m.at.OnChanged = func(models.TimeOfDay, bool) { typed() }
}

// read gives the instant; the error is all that is wrong with the two.
func (m moment) read() (time.Time, error) {
	var problems models.Problems
	day, err := m.day.Date()
	problems.Add("date", err)
	if err == nil && day.IsZero() {
		problems.Add("date", models.ErrRequired)
	}
	at, err := m.at.Time()
	problems.Add("time", err)
	if err := problems.OrNil(); err != nil {
		return time.Time{}, err
	}
	return at.On(day), nil
}

// errSameStart says that a booking would be moved to where it is.
var errSameStart = &models.Problem{Code: "booking.same-start"}

// askMove moves the booking to another day or time.
func (p *Page) askMove(file care.BookingFile) {
	fields := p.newMoment()
	fields.day.CountFrom(file.Booking.Day(), locale.T("patient.move.since", "date", locale.ShortDay(file.Booking.Day())))
	fields.at.SetTime(models.TimeOfDayOf(file.Booking.Start))
	d := newProposal(p, file, fields, locale.T("patient.move.hint"))
	d.mayShare()
	d.read = func() (bookings.Change, error) {
		start, err := fields.read()
		if err == nil && start.Equal(d.file.Booking.Start) {
			err = models.Problems{errSameStart.On("date")}
		}
		return bookings.Change{BookingID: file.Booking.ID, Version: d.file.Booking.Version, Start: &start, TheatreReason: d.shares.Text}, err
	}
	fields.onTyped(d.typed)
	d.ask(locale.T("patient.move.title"), locale.T("patient.move.confirm"), func(done care.Difference) string {
		return locale.T("patient.move.told", "at", done.After.Start)
	})
}

// askPerformed marks the booking as performed at its real time, or corrects it.
func (p *Page) askPerformed(file care.BookingFile) {
	fields := p.newMoment()
	fields.set(bookingform.DraftOf(file.Booking))
	d := newProposal(p, file, fields, "")
	despite := widgets.NewLine("")
	if waiting := file.Unassessed(); file.Booking.Status == models.StatusBooked && len(waiting) > 0 {
		step, _ := file.Protocol.Step(waiting[0].Step)
		d.fields.Add(widgets.NewFieldRow("despite", locale.T("patient.field.despite"), despite).
			WithHelp(locale.T("patient.despite.help", "task", step.Title)))
	}
	d.read = func() (bookings.Change, error) {
		at, err := fields.read()
		return bookings.Change{BookingID: file.Booking.ID, Version: d.file.Booking.Version, PerformedAt: &at, Despite: despite.Text}, err
	}
	fields.onTyped(d.typed)
	despite.OnChanged = func(string) { d.typed() }
	d.typed()
	d.ask(locale.T("patient.performed.title"), locale.T("patient.performed.confirm"), func(done care.Difference) string {
		return locale.T("patient.performed.told", "at", done.After.Begin())
	})
}
