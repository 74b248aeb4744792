package today

import (
	"strings"

	"nursedesk/app/worklist"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// sound says above the list what has to be done now for patients whom the surgeon
// has not called yet, wherever the list is scrolled and whatever it is narrowed
// to. The selected row says it itself.
func (p *Page) sound() {
	selected, _ := p.grid.Selected()
	var lines []string
	for _, listed := range p.read.list.Sections[worklist.SectionUrgent] {
		row := tasks.Of(p.desk, listed)
		if row.Do.Empty() || row.ID == selected.ID {
			continue
		}
		who := strings.TrimSuffix(row.Name()+", "+locale.Reach(row.Phone, row.Protected), ", ")
		lines = append(lines, locale.Line(who, row.When(p.host.Now()), locale.In(row.Do)))
	}
	p.alarm.SetLines(lines...)
	p.list.Refresh()
}
