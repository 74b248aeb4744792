package calls

import (
	"context"

	"nursedesk/app/table"
	"nursedesk/views/lists"
)

// SaveList implements page.ListSaver: every call that the register's filters let through.
func (c *calls) SaveList() {
	filter := c.list.filters.filter(c.list.search.Text)
	lists.Save(c.list.desk, c.host, lists.Calls, func(ctx context.Context) table.Table {
		return lists.OfCalls(ctx, c.list.desk, filter)
	})
}
