package today

import (
	"cmp"
	"strconv"

	"nursedesk/app/care"
	"nursedesk/app/readiness"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/marks"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// newTreatments lists the procedures of today and the next working day, with what
// is missing for each.
func (p *Page) newTreatments() *widgets.List[readiness.Row] {
	grid := widgets.NewList([]widgets.Column[readiness.Row]{
		{
			ID: "time", Width: 40,
			Text:   func(row readiness.Row) string { return locale.Time(row.File.Booking.Begin()) },
			Second: func(row readiness.Row) string { return row.File.Booking.Theatre },
		},
		{ID: "patient", Text: func(row readiness.Row) string { return row.File.Patient.Name() }, Second: state},
	}, func(row readiness.Row) string { return strconv.FormatInt(row.File.Booking.ID, 10) })
	grid.HideHeader, grid.SelectNone = true, true
	grid.Group = func(row readiness.Row) string { return p.dayWord(row.File.Booking.Day()) }
	grid.OnOpen = func(row readiness.Row) { p.host.Open(page.Route{Page: page.Patient, ID: row.File.Patient.ID}) }
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

// state says that it is performed, else what stands against it, what is missing, or
// what it is.
func state(row readiness.Row) string {
	title := locale.In(row.File.Protocol.Title)
	if row.File.Booking.Status == models.StatusPerformed {
		return locale.Line(locale.T("booking.status.performed")+" ✓", title)
	}
	return cmp.Or(marks.Listed(row, care.ReadyHindering), marks.Listed(row, care.ReadyMissing), title)
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
