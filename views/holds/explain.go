package holds

import (
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// explainWidth is the width of the rule's dialog, at 100 % text.
const explainWidth = 560

// Explain shows where a proposal comes from: the table's figure, what the
// sources span, the guideline's first dose again beside the clinic's own rule,
// and why the doctor has to weigh it.
func Explain(desk Rules, host page.Host, hold care.HoldFile) {
	content := widgets.NewForm()
	add := func(key string, lines ...string) {
		column := widgets.NewColumn(2)
		for _, line := range lines {
			if line != "" {
				column.Add(widgets.NewParagraph(line))
			}
		}
		if len(column.Objects) > 0 {
			content.Add(widgets.NewFieldRow("", locale.T(key), column))
		}
	}
	add("holds.rule.proposal", Proposal(hold.Hold))
	add("holds.rule.why", Reasons(desk, hold.Hold)...)
	add("holds.rule.figure", Figure(hold.Table))
	add("holds.rule.span", locale.In(hold.Range))
	add("holds.rule.again", again(desk, hold.Hold)...)
	var advice []string
	for _, text := range hold.Advice {
		advice = append(advice, locale.In(text))
	}
	add("holds.rule.advice", advice...)
	add("holds.rule.inr", inr(hold.INR))
	add("holds.rule.source", strings.Split(Sources(hold.Source), "\n")...)
	if desk.Agreed(hold.Source).Status == rulebook.Proposed {
		content.Add(widgets.NewFlow(widgets.NewPill(look.Proposed, locale.T("holds.rule.proposed"))))
	}
	host.Ask(page.Dialog{
		Title: locale.T("holds.rule.title", "name", Title(hold)), Content: content,
		Confirm: locale.T("holds.close"), NoCancel: true, Width: explainWidth,
	})
}

func again(desk Rules, hold medication.Hold) []string {
	guideline := locale.In(hold.GuidelineResume)
	if guideline == "" {
		return nil
	}
	return []string{
		locale.T("holds.rule.again.text", "n", desk.Medicines().Resume().Days),
		locale.T("holds.rule.again.guideline", "text", guideline),
	}
}

func inr(check *medication.INRCheck) string {
	switch {
	case check == nil:
		return ""
	case check.Limit == 0:
		return locale.T("holds.rule.inr.text", "date", check.Due)
	}
	return locale.T("holds.rule.inr.limit", "date", check.Due, "limit", locale.Decimal(check.Limit, locale.AsGiven))
}
