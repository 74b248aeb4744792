package bookings

import (
	"context"

	"nursedesk/app/table"
	"nursedesk/views/lists"
)

// SaveList implements page.ListSaver: the bookings of the list, as its period and filters
// let them through, whichever view is open.
func (p *bookingsPage) SaveList() {
	filter := p.list.filter()
	lists.Save(p.desk, p.host, lists.Bookings, func(ctx context.Context) table.Table {
		return lists.OfBookings(ctx, p.desk, filter)
	})
}
