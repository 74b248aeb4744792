package today

import (
	"nursedesk/app/worklist"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// sayEmpty says what it means that the list is empty and what to do then, and,
// above a list in which nothing presses, what tomorrow brings.
func (p *Page) sayEmpty(rows int) {
	p.calm.SetText(p.calmText())
	chosen, narrowed := p.filters.section(), p.filters.query() != worklist.Query{}
	if rows > 0 && chosen == "" && !narrowed && p.read.pressing == 0 {
		p.calm.Show()
	} else {
		p.calm.Hide()
	}
	if p.read.unused && !narrowed && chosen == "" { // there is nothing to narrow yet
		p.filters.content.Hide()
	} else {
		p.filters.content.Show()
	}
	p.content.Refresh()
	p.list.Refresh()
	if rows == 0 {
		p.setEmpty(chosen, narrowed)
	}
}

func (p *Page) setEmpty(chosen worklist.Section, narrowed bool) {
	switch {
	case p.read.unused && !narrowed:
		p.grid.SetEmpty(locale.T("today.empty.unused"), locale.T("today.empty.book"), func() {
			p.host.Open(page.Route{Page: page.NewBooking})
		})
	case p.filters.query() == worklist.Query{Mine: true}:
		p.grid.SetEmpty(locale.T("today.empty.mine"), locale.T("today.empty.everybody"), p.OnlyMine)
	case narrowed:
		p.grid.SetEmpty(locale.T("today.empty.filter"), locale.T("today.empty.clear"), func() {
			p.filters.clear()
			p.keepMine(false)
		})
	case chosen == worklist.SectionOverdue && p.read.list.Count(worklist.SectionToday) > 0:
		p.grid.SetEmpty(locale.T("today.empty.overdue"), "", nil)
	case chosen == worklist.SectionOverdue || chosen == worklist.SectionToday:
		p.grid.SetEmpty(p.calmText(), "", nil)
	case chosen != "":
		p.grid.SetEmpty(locale.T("today.empty.section"), "", nil)
	default:
		p.grid.SetEmpty(locale.T("today.empty.week"), "", nil)
	}
}

// calmText is "Inget mer idag. 4 uppgifter i morgon."
func (p *Page) calmText() string {
	day := locale.T("date.tomorrow")
	if p.read.next != p.read.today.AddDays(1) {
		day = locale.T("today.on-weekday", "day", locale.LongWeekday(p.read.next.Weekday()))
	}
	return locale.TN("today.calm", p.read.due, "day", day)
}
