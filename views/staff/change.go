package staff

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/app/access"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// fields are what is kept of somebody, in a form.
type fields struct {
	name, title, account, computer, identity, password, again *widgets.Line
	roles                                                     *widgets.Ticks
	left                                                      *widgets.Check
	form                                                      *widgets.Form
}

// change asks for somebody new, or what is different about somebody.
func (p *Page) change(member staff.Member) {
	who := p.params.SignedIn()
	if who.StaffID != 0 && !slices.Contains(who.Roles, models.Administrator) {
		return
	}
	f := p.fields(member)
	dialog := page.Dialog{
		Title: locale.T("staff.add.title"), Content: f.form, Form: f.form, Focus: f.name, Confirm: locale.T("command.save"), Width: 660,
	}
	if member.ID != 0 {
		dialog.Title = locale.T("staff.change.title", "name", member.Name)
	}
	var draft staff.Draft
	dialog.OnConfirm = func() error {
		draft = f.draft(member)
		return same(f.password, f.again)
	}
	dialog.Work = func(ctx context.Context) error {
		_, err := p.params.Desk.SaveStaff(ctx, draft)
		return err
	}
	dialog.OnDone = func() {
		p.host.Toast(locale.T("staff.saved", "name", draft.Name), nil)
		if p.params.SignedIn().StaffID == 0 {
			p.params.Began()
			return
		}
		p.Reload()
	}
	p.host.Ask(dialog)
}

// fields makes the form. What the clinic's provider calls somebody is asked for only where there is one.
func (p *Page) fields(member staff.Member) *fields {
	line := func(placeholder, text string) *widgets.Line {
		made := widgets.NewLine(placeholder)
		made.SetText(text)
		return made
	}
	f := &fields{
		name: line("", member.Name), title: line(locale.T("first.title.placeholder"), member.Title),
		account: line("", member.Account), computer: line("", member.OwnComputer), identity: line("", member.Identity),
		password: line("", ""), again: line("", ""),
		roles: widgets.NewTicks(widgets.RoleOptions(models.StaffRoles)...), left: widgets.NewCheck(locale.T("staff.left"), nil),
	}
	f.password.Password, f.again.Password = true, true
	for _, role := range member.Roles {
		f.roles.Tick(append(f.roles.Ticked(), string(role))...)
	}
	f.left.SetChecked(member.Left)
	half := []float32{0, 0}
	items := []fyne.CanvasObject{
		widgets.NewCells(half, widgets.NewFieldRow("name", locale.T("staff.field.name"), f.name), widgets.NewFieldRow("title", locale.T("staff.field.title"), f.title)),
		widgets.NewFieldRow("roles", locale.T("staff.field.roles"), f.roles),
		widgets.NewCells(half,
			widgets.NewFieldRow("account", locale.T("staff.field.account"), f.account).WithHelp(locale.T("staff.account.help", "account", p.params.Account)),
			widgets.NewFieldRow("own-computer", locale.T("staff.field.own-computer"), f.computer).WithHelp(locale.T("staff.own-computer.help", "computer", p.params.Computer))),
	}
	if p.openID.SetUp() {
		items = append(items, widgets.NewFieldRow("identity", locale.T("staff.field.identity", "provider", p.openID.Name), f.identity).
			WithHelp(locale.T("staff.identity.help", "claim", p.openID.Claim)))
	}
	items = append(items, widgets.NewCells(half,
		widgets.NewFieldRow("password", locale.T("staff.field.password"), f.password).WithHelp(passwordHelp(member)),
		widgets.NewFieldRow("again", locale.T("staff.field.again"), f.again)))
	if member.ID != 0 {
		items = append(items, f.left)
	}
	f.form = widgets.NewForm(items...)
	return f
}

// draft is what the form says of somebody.
func (f *fields) draft(member staff.Member) staff.Draft {
	draft := staff.Draft{
		ID: member.ID, Version: member.Version, Name: f.name.Text, Title: f.title.Text, Account: f.account.Text,
		OwnComputer: f.computer.Text, Identity: f.identity.Text, Password: f.password.Text, Left: f.left.Checked,
	}
	for _, role := range f.roles.Ticked() {
		draft.Roles = append(draft.Roles, models.Role(role))
	}
	return draft
}

func passwordHelp(member staff.Member) string {
	if member.HasPassword {
		return locale.T("staff.password.leave")
	}
	return locale.T("staff.password.help", "least", access.LeastPassword)
}
