package rules

import (
	"unicode"

	"fyne.io/fyne/v2"

	"nursedesk/app/approvals"
	"nursedesk/app/rulebook"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

func (p *rulesPage) makeGrid() {
	p.grid = widgets.NewList([]widgets.Column[approvals.RuleRow]{
		{ID: "rule", Title: locale.T("approvals.column.rule"), Share: 4, Bold: true, Text: title, Second: kind},
		{
			ID: "words", Title: locale.T("approvals.column.words"), Share: 5, Text: words,
			Second: func(row approvals.RuleRow) string { return locale.Line(sources(row)...) },
		},
		{ID: "status", Title: locale.T("approvals.column.status"), Width: 132, Pill: status},
		{ID: "uses", Title: locale.T("approvals.column.uses"), Width: 92, Muted: true, Text: uses},
	}, func(row approvals.RuleRow) string { return row.ID + " " + row.Hash })
	p.grid.Group = part
	p.grid.Detail = p.detail
	p.grid.OnOpen = p.approveOne
	p.grid.OnLetter = func(row approvals.RuleRow, letter rune) {
		switch unicode.ToLower(letter) {
		case letterOf("approvals.key.approve"):
			p.approveOne(row)
		case letterOf("approvals.key.shown"):
			p.approveShown()
		case letterOf("approvals.key.withdraw"):
			if row.Approval != nil {
				p.withdraw(row)
			}
		}
	}
}

func letterOf(key string) rune { return []rune(locale.T(key))[0] }

// detail is what the selected rule unfolds: all that it says, where it comes
// from, and what can be done.
func (p *rulesPage) detail(row approvals.RuleRow) fyne.CanvasObject {
	const margins, gap = 20, 6
	column := widgets.NewColumn(gap)
	add := func(key string, lines ...string) {
		if len(lines) == 0 {
			return
		}
		said := widgets.NewColumn(2)
		for _, line := range lines {
			said.Add(widgets.NewParagraph(line))
		}
		label := widgets.NewParagraph(locale.T(key)).Small().Ink(look.Muted)
		column.Add(widgets.NewCells([]float32{96, 0}, label, said))
	}
	column.Add(widgets.NewParagraph(locale.Line(title(row), locale.T("approvals.kind."+row.Kind))).Bold())
	add("approvals.detail.only", sentences(row.Only)...)
	if !row.Words.Empty() {
		add("approvals.detail.rule", locale.In(row.Words))
	}
	add("approvals.detail.figures", sentences(row.Says)...)
	add("approvals.detail.source", sources(row)...)
	add("approvals.detail.status", agreed(row)...)
	switch {
	case row.Part == rulebook.Triage:
		add("approvals.detail.uses", locale.T("approvals.detail.calls"))
	case row.Uses == 0:
		add("approvals.detail.uses", locale.T("approvals.detail.unused"))
	default:
		add("approvals.detail.uses", uses(row))
	}
	add("approvals.detail.id", row.ID)
	if buttons := p.buttons(row); buttons != nil {
		column.Add(buttons)
	}
	column.Resize(fyne.NewSize(max(p.grid.Size().Width-margins, 0), 0)) // its height follows from its width
	return column
}

// agreed says in whole sentences how far the rule is agreed.
func agreed(row approvals.RuleRow) []string {
	var lines []string
	switch {
	case row.Approval != nil:
		lines = append(lines, locale.T("approvals.detail.approved", "doctor", row.Approval.Doctor,
			"date", row.Approval.ApprovedOn, "by", row.Approval.EnteredBy, "at", row.Approval.CreatedAt))
	case row.Proposed:
		lines = append(lines, locale.T("approvals.detail.proposed"))
	default:
		lines = append(lines, locale.T("approvals.detail.leaflet"))
	}
	if row.Version != "" {
		lines = append(lines, locale.T("approvals.detail.version", "version", row.Version))
	}
	return lines
}

func (p *rulesPage) buttons(row approvals.RuleRow) fyne.CanvasObject {
	switch {
	case row.Waits():
		return widgets.NewFlow(widgets.NewPrimary(locale.T("approvals.approve"), func() { p.approveOne(row) }))
	case row.Approval != nil:
		return widgets.NewFlow(widgets.NewButton(locale.T("approvals.withdraw"), func() { p.withdraw(row) }))
	}
	return nil
}
