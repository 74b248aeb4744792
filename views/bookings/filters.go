package bookings

import (
	"slices"
	"time"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// all is the choice that does not narrow.
const all = "all"

func allOr(id string) string {
	if id == "" {
		return all
	}
	return id
}

// theatres are the choices of a theatre.
func (p *bookingsPage) theatres(names []string) []widgets.Option {
	options := []widgets.Option{{ID: all, Text: locale.T("bookings.all-theatres")}}
	if p.theatre != nil {
		if chosen := p.theatre.ChosenID(); !slices.Contains(names, chosen) && chosen != all {
			names = append(slices.Clone(names), chosen)
		}
	}
	for _, name := range names {
		if name != "" {
			options = append(options, widgets.Option{ID: name, Text: name})
		}
	}
	return options
}

var allStatuses = []models.BookingStatus{
	models.StatusBooked, models.StatusPerformed, models.StatusCancelled, models.StatusNotCome,
}

func statuses() []widgets.Option {
	options := []widgets.Option{{ID: all, Text: locale.T("bookings.all-statuses")}}
	for _, status := range allStatuses {
		options = append(options, widgets.Option{ID: string(status), Text: statusWord(status)})
	}
	return options
}

func statusWord(status models.BookingStatus) string {
	return locale.T("booking.status." + string(status))
}

// statusPill says how far a booking has come.
func statusPill(status models.BookingStatus) (look.Status, string) {
	shown := look.Coming
	switch status {
	case models.StatusPerformed:
		shown = look.Done
	case models.StatusCancelled, models.StatusNotCome:
		shown = look.Quiet
	case models.StatusBooked:
	}
	return shown, statusWord(status)
}

// The periods of the list.
const (
	coming  = "coming"
	past    = "past"
	always  = "always"
	between = "between"
)

var periods = []string{coming, past, always, between}

func periodOr(id string) string {
	if !slices.Contains(periods, id) {
		return coming
	}
	return id
}

func periodOptions() []widgets.Option {
	var options []widgets.Option
	for _, id := range periods {
		options = append(options, widgets.Option{ID: id, Text: locale.T("bookings.period." + id)})
	}
	return options
}

// begin is when a booking began, or is to begin.
func begin(row models.BookingRow) time.Time {
	if row.PerformedAt != nil {
		return *row.PerformedAt
	}
	return row.Start
}
