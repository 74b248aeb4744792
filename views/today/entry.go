package today

import (
	"strconv"

	"nursedesk/app/worklist"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
)

// entry is one row of the list: a task, or the one line into which what somebody
// else does is folded.
type entry struct {
	tasks.Row
	section worklist.Section
	fold    *fold
}

// fold is what the line says of the rows below it.
type fold struct {
	count, late int
	open        bool
}

func keyOf(row entry) string {
	if row.fold != nil {
		return string(row.section)
	}
	return strconv.FormatInt(row.ID, 10)
}

// title is "Läkaren 8 ▸" of a fold, else what the task is called.
func (e entry) title() string {
	switch {
	case e.fold == nil:
		return e.Title()
	case e.fold.open:
		return locale.T("today.fold.open", "who", sectionWord(e.section), "n", e.fold.count)
	}
	return locale.T("today.fold.closed", "who", sectionWord(e.section), "n", e.fold.count)
}

// lateMark says how many of the folded rows are late.
func (e entry) lateMark() (look.Status, string) {
	if e.fold.late == 0 {
		return look.Quiet, ""
	}
	return look.Overdue, locale.TN("today.fold.late", e.fold.late)
}

// entries are the rows of the list: those of the chosen section, else the nurse's,
// and below them what others do, folded unless the nurse looks for something.
func (p *Page) entries() []entry {
	chosen, narrowed := p.filters.section(), p.filters.query() != worklist.Query{}
	var rows []entry
	for _, section := range worklist.Sections {
		if chosen != "" && chosen != section {
			continue
		}
		listed := p.read.list.Sections[section]
		if section.OfOthers() && chosen == "" && !narrowed && len(listed) > 0 {
			open := p.unfolded[section]
			rows = append(rows, entry{section: section, fold: &fold{len(listed), p.read.list.Late[section], open}})
			if !open {
				continue
			}
		}
		for _, one := range listed {
			rows = append(rows, entry{Row: tasks.Of(p.desk, one).WithCalling(p.read.list.Calling), section: section})
		}
	}
	return rows
}

// turnFold shows or hides the rows of a fold.
func (p *Page) turnFold(row entry) {
	p.unfolded[row.section] = !p.unfolded[row.section]
	p.show()
}
