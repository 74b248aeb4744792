package bookings

import (
	"nursedesk/models"
	"nursedesk/views/page"
)

var _ page.Printer = (*bookingsPage)(nil)

// Print implements page.Printer: it goes to the instruction sheets of the
// selected booking's day, or of the next one on which somebody comes.
func (p *bookingsPage) Print() {
	route := page.Route{Page: page.DaySheets}
	if row, ok := p.selected(); ok {
		if day := models.DateOf(begin(row)); !day.Before(p.host.Today()) {
			route.Arg = day.String()
		}
	}
	p.host.Open(route)
}

// selected is the selected booking of the view that is shown.
func (p *bookingsPage) selected() (row models.BookingRow, ok bool) {
	if p.tabs.ChosenID() == listView {
		return p.list.grid.Selected()
	}
	board := p.week.board
	if day, place := board.at(); day >= 0 {
		return board.columns[day][place].row, true
	}
	return row, false
}
