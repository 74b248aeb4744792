package patients

import (
	"context"

	"nursedesk/app/table"
	"nursedesk/views/lists"
)

// SaveList implements page.ListSaver: everyone whom the search finds, also those that the
// list has no room for.
func (p *Page) SaveList() {
	text := p.text.Text
	lists.Save(p.desk, p.host, lists.Patients, func(ctx context.Context) table.Table {
		return lists.OfPatients(ctx, p.desk, text)
	})
}
