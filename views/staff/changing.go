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

	lines           map[string]*widgets.Line // by the field
	password, again *widgets.Line
	roles           *widgets.Ticks
	left            *widgets.Check
}

// change asks for somebody new, or what is different about somebody.
func (p *Page) change(member staff.Member) {
	who := p.params.SignedIn()
	if who.StaffID != 0 && !slices.Contains(who.Roles, models.Administrator) {
		return
	}
	c := newChanging(p, member)
	dialog := page.Dialog{
		Title: locale.T("staff.add.title"), Content: c.Form, Form: c, Focus: c.lines[fieldName], Confirm: locale.T("command.save"), Width: 660,
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

// newChanging makes the form. What the clinic's provider calls somebody is asked for only
// where there is one.
func newChanging(p *Page, member staff.Member) *changing {
	c := &changing{
		Form: widgets.NewForm(), page: p, draft: staff.DraftOf(member), lines: map[string]*widgets.Line{},
		password: widgets.NewLine(""), again: widgets.NewLine(""),
		roles: widgets.NewTicks(widgets.RoleOptions(models.StaffRoles)...), left: widgets.NewCheck(locale.T("staff.left"), nil),
	}
	c.password.Password, c.again.Password = true, true
	for _, name := range []string{fieldName, fieldTitle, fieldAccount, fieldComputer, fieldIdentity, fieldUnit} {
		c.lines[name] = widgets.NewLine("")
	}
	c.lines[fieldTitle].SetPlaceHolder(locale.T("first.title.placeholder"))
	compared := c.compared()
	for _, name := range compared.Names() {
		c.take(c.draft, name)
	}
	c.clash = conflict.New(compared)
	c.AddPart(c.clash)
	c.addRows(member)
	return c
}

func (c *changing) addRows(member staff.Member) {
	params, openID := c.page.params, c.page.openID
	half := []float32{0, 0}
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, c.label(name), field)
	}
	line := func(name string) *widgets.FieldRow { return row(name, c.lines[name]) }
	c.Add(
		widgets.NewCells(half, line(fieldName), line(fieldTitle)),
		row(fieldRoles, c.roles),
		widgets.NewCells(half,
			line(fieldAccount).WithHelp(locale.T("staff.account.help", "account", params.Account)),
			line(fieldComputer).WithHelp(locale.T("staff.own-computer.help", "computer", params.Computer))),
	)
	if openID.SetUp() {
		c.Add(line(fieldIdentity).WithHelp(locale.T("staff.identity.help", "claim", openID.Claim)))
	}
	if units := c.page.clinic.Units; c.page.clinic.SeveralUnits() {
		c.Add(line(fieldUnit).WithHelp(locale.T("staff.unit.help", "first", units[0], "units", strings.Join(units, ", "))))
	}
	c.Add(widgets.NewCells(half, row("password", c.password).WithHelp(passwordHelp(member)), row("again", c.again)))
	if member.ID != 0 {
		c.Add(c.left)
	}
}

// typed is the draft as the fields stand.
func (c *changing) typed() staff.Draft {
	draft := c.draft
	for name, into := range texts(&draft) {
		*into = c.lines[name].Text
	}
	draft.Password, draft.Left, draft.Roles = c.password.Text, c.left.Checked, nil
	for _, role := range c.roles.Ticked() {
		draft.Roles = append(draft.Roles, models.Role(role))
	}
	return draft
}

// The fields that are compared. A password is not: nobody can read what another chose.
const (
	fieldName     = "name"
	fieldTitle    = "title"
	fieldRoles    = "roles"
	fieldAccount  = "account"
	fieldComputer = "own-computer"
	fieldIdentity = "identity"
	fieldUnit     = "unit"
	fieldLeft     = "left"
)

// texts are the fields of text, and where they stand in a draft.
func texts(draft *staff.Draft) map[string]*string {
	return map[string]*string{
		fieldName: &draft.Name, fieldTitle: &draft.Title, fieldAccount: &draft.Account,
		fieldComputer: &draft.OwnComputer, fieldIdentity: &draft.Identity, fieldUnit: &draft.Unit,
	}
}

func (c *changing) compared() conflict.Form[staff.Draft] {
	return conflict.Form[staff.Draft]{
		Names: func(...staff.Draft) []string {
			return []string{fieldName, fieldTitle, fieldRoles, fieldAccount, fieldComputer, fieldIdentity, fieldUnit, fieldLeft}
		},
		Label: c.label, Say: say, Typed: c.typed, Take: c.take,
	}
}

// label is what a field is called.
func (c *changing) label(name string) string {
	switch name {
	case fieldLeft:
		return locale.T("staff.left")
	case fieldIdentity:
		return locale.T("staff.field.identity", "provider", c.page.openID.Name)
	}
	return locale.T("staff.field." + name)
}

func say(draft staff.Draft, name string) string {
	switch name {
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
	return models.TidyName(*texts(&draft)[name])
}

// take gives a field what a draft says of it.
func (c *changing) take(from staff.Draft, name string) {
	switch name {
	case fieldRoles:
		ticked := make([]string, 0, len(from.Roles))
		for _, role := range from.Roles {
			ticked = append(ticked, string(role))
		}
		c.roles.Tick(ticked...)
	case fieldLeft:
		c.left.SetChecked(from.Left)
	default:
		c.lines[name].SetText(*texts(&from)[name])
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
