package rules

import (
	"context"

	"fyne.io/fyne/v2"

	"nursedesk/app/approvals"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// namedRules is how many rules the question names before it counts the rest.
const namedRules = 6

// waitingShown are the rows that are shown and wait for the doctor.
func (p *rulesPage) waitingShown() []approvals.RuleRow {
	var rows []approvals.RuleRow
	for _, row := range p.grid.Rows() {
		if row.Waits() {
			rows = append(rows, row)
		}
	}
	return rows
}

// offer says how many rules one press would approve.
func (p *rulesPage) offer() {
	count := len(p.waitingShown())
	if count == 0 {
		p.shown.Hide()
	} else {
		p.shown.SetText(locale.TN("approvals.approve.shown", count))
		p.shown.Show()
	}
	p.content.Refresh()
}

// approveOne approves a rule, unless there is nothing to approve about it.
func (p *rulesPage) approveOne(row approvals.RuleRow) {
	if row.Waits() {
		p.approve([]approvals.RuleRow{row})
	}
}

func (p *rulesPage) approveShown() {
	if rows := p.waitingShown(); len(rows) > 0 {
		p.approve(rows)
	}
}

// approve asks which doctor has approved the rules, and when.
func (p *rulesPage) approve(rows []approvals.RuleRow) {
	doctor := widgets.NewSuggest(locale.T("approvals.field.doctor.placeholder"))
	doctor.SetOptions(p.doctors)
	doctor.SetText(p.doctor)
	on := widgets.NewDateField(p.host.Today, locale.RedDay)
	on.SetDate(p.host.Today())
	form := widgets.NewForm(
		widgets.NewFieldRow("doctor", locale.T("approvals.field.doctor"), doctor),
		widgets.NewFieldRow("approved-on", locale.T("approvals.field.on"), on))
	draft := approvals.Draft{}
	for _, row := range rows {
		draft.Rows = append(draft.Rows, row.Key)
	}
	p.host.Ask(page.Dialog{
		Title: locale.TN("approvals.approve.title", len(rows)), Text: locale.TN("approvals.approve.meaning", len(rows)),
		Content: widgets.NewColumn(10, named(rows), form), Focus: form.First(), Form: form,
		Confirm: locale.TN("approvals.approve.confirm", len(rows)), Width: 520,
		OnConfirm: func() error {
			day, err := on.Date()
			var problems models.Problems
			problems.Add("approved-on", err)
			draft.Doctor, draft.On = doctor.Text(), day
			return problems.OrNil()
		},
		Work: func(ctx context.Context) error { return p.desk.ApproveRules(ctx, draft) },
		OnDone: func() {
			p.doctor = draft.Doctor
			p.host.Toast(locale.TN("approvals.told.approved", len(rows), "doctor", draft.Doctor, "rule", title(rows[0])), nil)
			p.load()
		},
		OnCancel: p.load, // whoever was refused as stale sees what holds now
	})
}

// named lists what is to be approved.
func named(rows []approvals.RuleRow) fyne.CanvasObject {
	list := widgets.NewColumn(2)
	for index, row := range rows {
		if index == namedRules && len(rows) > namedRules+1 {
			list.Add(widgets.NewParagraph(locale.T("approvals.approve.more", "n", len(rows)-namedRules)))
			break
		}
		name := widgets.NewParagraph(part(row) + ": " + title(row) + " (" + kind(row) + ")")
		list.Add(name)
		if len(rows) == 1 {
			name.Bold()
			list.Add(widgets.NewParagraph(words(row)))
		}
	}
	return list
}

// withdraw asks why the doctor's approval no longer holds.
func (p *rulesPage) withdraw(row approvals.RuleRow) {
	reason := widgets.NewLine("")
	form := widgets.NewForm(widgets.NewFieldRow("reason", locale.T("approvals.field.reason"), reason))
	why := ""
	p.host.Ask(page.Dialog{
		Title: locale.T("approvals.withdraw.title"),
		Text: locale.T("approvals.withdraw.text", "rule", title(row), "doctor", row.Approval.Doctor,
			"date", row.Approval.ApprovedOn),
		Content: form, Focus: reason, Form: form, Confirm: locale.T("approvals.withdraw.confirm"), Danger: true,
		OnConfirm: func() error {
			why = reason.Text
			return nil
		},
		Work: func(ctx context.Context) error { return p.desk.WithdrawApproval(ctx, row.Approval.ID, why) },
		OnDone: func() {
			p.host.Toast(locale.T("approvals.told.withdrawn", "rule", title(row)), nil)
			p.load()
		},
		OnCancel: p.load,
	})
}
