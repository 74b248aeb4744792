package today

import (
	"context"

	"nursedesk/app/table"
	"nursedesk/app/worklist"
	"nursedesk/views/lists"
)

// SaveList implements page.ListSaver: what is to be done, as the filters let it through.
func (p *Page) SaveList() {
	query := p.filters.query()
	lists.Save(p.desk, p.host, lists.Tasks, func(ctx context.Context) table.Table {
		return lists.OfWorklist(p.desk, func() (worklist.List, error) {
			read, err := p.readAll(ctx, query)
			return read.list, err
		})
	})
}
