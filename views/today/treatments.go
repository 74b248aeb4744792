package today

import (
	"strconv"
	"time"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// treatment is one procedure of today or the next working day.
type treatment struct {
	models.BookingRow
	day   models.Date
	title models.Text
}

func (p *Page) treatmentsOf(day models.Date, bookings []models.BookingRow) []treatment {
	titles := map[string]models.Text{}
	for _, protocol := range p.desk.Protocols() {
		titles[protocol.Code] = protocol.Title
	}
	var treatments []treatment
	for _, booking := range bookings {
		if booking.Status != models.StatusCancelled {
			treatments = append(treatments, treatment{booking, day, titles[booking.Procedure]})
		}
	}
	return treatments
}

func (p *Page) newTreatments() *widgets.List[treatment] {
	grid := widgets.NewList([]widgets.Column[treatment]{
		{
			ID: "time", Width: 50,
			Text:   func(row treatment) string { return locale.Time(row.begin()) },
			Second: func(row treatment) string { return row.Theatre },
		},
		{ID: "patient", Text: treatment.Name, Second: treatment.state},
	}, func(row treatment) string { return strconv.FormatInt(row.ID, 10) })
	grid.HideHeader, grid.SelectNone = true, true
	grid.Group = func(row treatment) string { return p.dayWord(row.day) }
	grid.OnOpen = func(row treatment) { p.host.Open(page.Route{Page: page.Patient, ID: row.PatientID}) }
	grid.SetEmpty(locale.T("today.treatments.none"), "", nil)
	return grid
}

func (p *Page) dayWord(day models.Date) string {
	switch {
	case day == p.read.today:
		return locale.T("today.day.today")
	case day == p.read.today.AddDays(1):
		return locale.T("today.day.tomorrow")
	}
	return locale.T("today.day.other", "day", locale.ShortDay(day))
}

// begin is when it began, else when it is to begin.
func (t treatment) begin() time.Time {
	if t.PerformedAt != nil {
		return *t.PerformedAt
	}
	return t.Start
}

// state says what it is, and how far it has come once it is more than booked:
// "utförd ✓ · Endoskopisk neurotomi".
func (t treatment) state() string {
	title := locale.In(t.title)
	switch t.Status {
	case models.StatusPerformed:
		return locale.Line(locale.T("booking.status.performed")+" ✓", title)
	case models.StatusNotCome:
		return locale.Line(locale.T("booking.status.not-come"), title)
	case models.StatusBooked, models.StatusCancelled:
	}
	return title
}

// turn opens or closes the procedures below the list.
func (p *Page) turn() {
	p.sides.unfolded = !p.sides.unfolded
	p.sayFold()
	p.content.Refresh()
}

// sayFold says what the button below the list does.
func (p *Page) sayFold() {
	key, icon := "today.treatments.show", "down"
	if p.sides.unfolded {
		key, icon = "today.treatments.hide", "up"
	}
	p.fold.Text = locale.T(key, "n", len(p.read.treatments))
	p.fold.WithIcon(icon)
}
