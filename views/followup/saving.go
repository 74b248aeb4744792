package followup

import (
	"context"

	desktable "nursedesk/app/table"
	"nursedesk/models"
	"nursedesk/views/lists"
)

// SaveList implements page.ListSaver: the complications that are counted.
func (p *followUpPage) SaveList() {
	query, wrong := p.filters.query()
	if wrong != nil {
		p.refuse(wrong)
		return
	}
	lists.Save(p.desk, p.host, lists.Complications, func(ctx context.Context) desktable.Table {
		return lists.OfCases(p.desk, func() ([]models.ComplicationRow, error) {
			found, err := p.desk.FollowUp(ctx, query)
			return found.Cases, err
		})
	})
}
