package staff

import (
	"context"
	"errors"
	"slices"
	"strings"

	"nursedesk/app/access"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// changing is the form of somebody new, or of what is different about somebody.
type changing struct {
	*widgets.Form
	page  *Page
	token background.Token
	clash *conflict.Part[staff.Draft] // what somebody else has kept meanwhile
	draft staff.Draft                 // as it was filled in, then as it is kept

	name, title, account, password, again *widgets.Line
	roles                                 *widgets.Ticks
	left                                  *widgets.Check
}

// change asks for somebody new, or what is different about somebody.
func (p *Page) change(member staff.Member) {
	who := p.params.SignedIn()
	if who.StaffID != 0 && !slices.Contains(who.Roles, models.Administrator) {
		return
	}
	c := newChanging(p, member)
	dialog := page.Dialog{
		Title: locale.T("staff.add.title"), Content: c.Form, Form: c, Focus: c.name, Confirm: locale.T("command.save"), Width: 620,
	}
	if member.ID != 0 {
		dialog.Title = locale.T("staff.change.title", "name", member.Name)
	}
	var typed staff.Draft
	dialog.OnConfirm = func() error {
		typed = c.typed()
		var problems models.Problems
		problems.Add("", same(c.password, c.again))
		problems.Add("", c.clash.Check())
		return problems.OrNil()
	}
	dialog.Work = func(ctx context.Context) error {
		_, err := p.params.Desk.SaveStaff(ctx, typed)
		return err
	}
	dialog.OnDone = func() {
		p.host.Toast(locale.T("staff.saved", "name", typed.Name), nil)
		if p.params.SignedIn().StaffID == 0 {
			p.params.Began()
			return
		}
		p.Reload()
	}
	p.host.Ask(dialog)
}

func newChanging(p *Page, member staff.Member) *changing {
	c := &changing{
		Form: widgets.NewForm(), page: p, draft: staff.DraftOf(member),
		name: widgets.NewLine(""), title: widgets.NewLine(locale.T("first.title.placeholder")), account: widgets.NewLine(""),
		password: widgets.NewLine(""), again: widgets.NewLine(""),
		roles: widgets.NewTicks(widgets.RoleOptions(models.StaffRoles)...), left: widgets.NewCheck(locale.T("staff.left"), nil),
	}
	c.password.Password, c.again.Password = true, true
	compared := c.compared()
	for _, name := range compared.Names() {
		c.take(c.draft, name)
	}
	c.clash = conflict.New(compared)
	c.AddPart(c.clash)
	half := []float32{0, 0}
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("staff.field."+name), field)
	}
	c.Add(
		widgets.NewCells(half, row(fieldName, c.name), row(fieldTitle, c.title)),
		row(fieldRoles, c.roles),
		row(fieldAccount, c.account).WithHelp(locale.T("staff.account.help")),
		widgets.NewCells(half, row("password", c.password).WithHelp(passwordHelp(member)), row("again", c.again)),
	)
	if member.ID != 0 {
		c.Add(c.left)
	}
	return c
}

// typed is the draft as the fields stand.
func (c *changing) typed() staff.Draft {
	draft := c.draft
	draft.Name, draft.Title, draft.Account, draft.Password, draft.Left = c.name.Text, c.title.Text, c.account.Text, c.password.Text, c.left.Checked
	draft.Roles = nil
	for _, role := range c.roles.Ticked() {
		draft.Roles = append(draft.Roles, models.Role(role))
	}
	return draft
}

// The fields that are compared. A password is not: nobody can read what another chose.
const (
	fieldName    = "name"
	fieldTitle   = "title"
	fieldRoles   = "roles"
	fieldAccount = "account"
	fieldLeft    = "left"
)

func (c *changing) compared() conflict.Form[staff.Draft] {
	return conflict.Form[staff.Draft]{
		Names: func(...staff.Draft) []string {
			return []string{fieldName, fieldTitle, fieldRoles, fieldAccount, fieldLeft}
		},
		Label: func(name string) string {
			if name == fieldLeft {
				return locale.T("staff.left")
			}
			return locale.T("staff.field." + name)
		},
		Say: say, Typed: c.typed, Take: c.take,
	}
}

func say(draft staff.Draft, name string) string {
	switch name {
	case fieldName:
		return models.TidyName(draft.Name)
	case fieldTitle:
		return strings.TrimSpace(draft.Title)
	case fieldRoles:
		var roles []models.Role
		for _, role := range models.StaffRoles {
			if slices.Contains(draft.Roles, role) {
				roles = append(roles, role)
			}
		}
		return strings.Join(locale.RoleNames(roles), ", ")
	case fieldLeft:
		return conflict.Answer(&draft.Left)
	}
	return strings.TrimSpace(draft.Account)
}

// take gives a field what a draft says of it.
func (c *changing) take(from staff.Draft, name string) {
	switch name {
	case fieldName:
		c.name.SetText(from.Name)
	case fieldTitle:
		c.title.SetText(from.Title)
	case fieldRoles:
		ticked := make([]string, 0, len(from.Roles))
		for _, role := range from.Roles {
			ticked = append(ticked, string(role))
		}
		c.roles.Tick(ticked...)
	case fieldLeft:
		c.left.SetChecked(from.Left)
	case fieldAccount:
		c.account.SetText(from.Account)
	}
}

// ShowProblems implements page.Form. Where somebody else changed the same person
// meanwhile, the two are shown field by field; what was typed stays.
func (c *changing) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		return c.Form.ShowProblems(err)
	}
	_ = c.Mark(nil)
	type now struct {
		member staff.Member
		last   models.AuditEntry
	}
	background.Load(c.page.host.Background(), &c.token, func(ctx context.Context) (read now, err error) {
		members, err := c.page.params.Desk.Staff(ctx)
		if err != nil {
			return read, err
		}
		index := slices.IndexFunc(members, func(one staff.Member) bool { return one.ID == c.draft.ID })
		if index < 0 {
			return read, models.ErrNotFound
		}
		read.member = members[index]
		read.last, err = c.page.params.Desk.StaffChanged(ctx, read.member.Name)
		return read, err
	}, func(read now, err error) {
		if err != nil {
			c.page.host.Fail(err)
			return
		}
		theirs := staff.DraftOf(read.member)
		c.clash.Meet(read.last.By, read.last.At, c.draft, theirs)
		c.draft = theirs
	})
	return &models.Problem{Code: "staff.changed-meanwhile"}
}

func passwordHelp(member staff.Member) string {
	if member.HasPassword {
		return locale.T("staff.password.leave")
	}
	return locale.T("staff.password.help", "least", access.LeastPassword)
}

func same(password, again *widgets.Line) error {
	if password.Text != again.Text {
		return (&models.Problem{Code: "password.differs"}).On("again")
	}
	return nil
}
