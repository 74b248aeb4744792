// Package staff is the page of who works here, and what each role may do.
package staff

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/access"
	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	AccessTable() *access.Table
	ChangePassword(ctx context.Context, old, password string) error
	Clinic(ctx context.Context) (models.Clinic, error)
	OpenID(ctx context.Context) (models.OpenID, error)
	SaveStaff(ctx context.Context, draft staff.Draft) (staff.Member, error)
	Staff(ctx context.Context) ([]staff.Member, error)
	StaffChanged(ctx context.Context, name string) (models.AuditEntry, error)
}

// Params is what the page works with.
type Params struct {
	Desk     Desk
	SignedIn func() office.Person // the zero value where nobody signs in
	// Account is that of the operating system under which the window runs, on a computer of this name.
	Account, Computer string
	Began             func() // somebody was added where nobody was: from now on people sign in
}

// Page is the page.
type Page struct {
	params  Params
	host    page.Host
	tokens  struct{ staff, provider, clinic background.Token }
	clinic  models.Clinic // with its care units
	openID  models.OpenID // the clinic's provider; the zero value where there is none
	open    *widgets.Banner
	list    *widgets.List[staff.Member]
	buttons *fyne.Container
	content fyne.CanvasObject
}

var (
	_ page.Page     = (*Page)(nil)
	_ page.Shower   = (*Page)(nil)
	_ page.Reloader = (*Page)(nil)
	_ page.Fixed    = (*Page)(nil)
)

// New makes the page.
func New(params Params, host page.Host) page.Page {
	p := &Page{params: params, host: host, open: widgets.NewBanner(look.DueToday)}
	p.list = widgets.NewList(p.columns(), func(m staff.Member) string { return strconv.FormatInt(m.ID, 10) })
	p.list.OnOpen = p.change
	p.buttons = widgets.NewFlow()
	who := params.SignedIn()
	if who.StaffID == 0 || slices.Contains(who.Roles, models.Administrator) {
		p.buttons.Add(widgets.NewButton(locale.T("staff.add"), func() { p.change(staff.Member{}) }).WithIcon("add"))
		p.list.SetEmpty(locale.T("staff.empty"), locale.T("staff.add"), func() { p.change(staff.Member{}) })
	}
	if who.StaffID != 0 {
		p.buttons.Add(widgets.NewButton(locale.T("staff.own-password"), p.ownPassword))
	}
	top := widgets.NewColumn(8, p.open, p.buttons)
	may := widgets.NewColumn(6, widgets.NewSection(locale.T("staff.may")), p.table())
	p.content = container.NewBorder(top, container.New(layout.NewCustomPaddedLayout(12, 0, 0, 0), may), nil, nil, widgets.NewCard(p.list))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *Page) Title() string { return locale.T("page.staff") }

// Fixed implements page.Fixed.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(page.Route) {
	p.Reload()
	p.list.Focus()
}

// Reload implements page.Reloader.
func (p *Page) Reload() {
	background.Load(p.host.Background(), &p.tokens.provider, p.params.Desk.OpenID, func(settings models.OpenID, err error) {
		if err == nil { // without it the field for it is missing, and the list says what is wrong
			p.openID = settings
		}
	})
	background.Load(p.host.Background(), &p.tokens.clinic, p.params.Desk.Clinic, func(clinic models.Clinic, err error) {
		if err == nil { // as above
			p.clinic = clinic
		}
	})
	background.Load(p.host.Background(), &p.tokens.staff, p.params.Desk.Staff, func(members []staff.Member, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.open.SetLines()
		if len(members) == 0 {
			p.open.SetLines(locale.T("staff.open-to-all"))
		}
		p.list.SetRows(members)
		p.content.Refresh()
	})
}

func (p *Page) columns() []widgets.Column[staff.Member] {
	text := func(id string, width float32, text func(staff.Member) string) widgets.Column[staff.Member] {
		return widgets.Column[staff.Member]{ID: id, Title: locale.T("staff.column." + id), Width: width, Text: text}
	}
	name := text("name", 0, func(m staff.Member) string { return m.Name })
	name.Bold = true
	account := text("account", 100, func(m staff.Member) string { return m.Account })
	account.Optional = true
	return []widgets.Column[staff.Member]{
		name,
		text("title", 140, func(m staff.Member) string { return m.Title }),
		text("roles", 180, func(m staff.Member) string { return strings.Join(locale.RoleNames(m.Roles), ", ") }),
		account,
		text("state", 190, state),
	}
}

// state is what there is to know of somebody's way in.
func state(m staff.Member) string {
	switch {
	case m.Left:
		return locale.T("cli.staff.left")
	case m.OwnComputer != "":
		return locale.T("staff.own-computer", "computer", m.OwnComputer)
	case m.Has(models.Service):
		return locale.T("staff.command-line")
	case !m.HasPassword && m.Identity == "":
		return locale.T("cli.staff.no-password")
	}
	return ""
}

// table shows who may do what.
func (p *Page) table() fyne.CanvasObject {
	widths := []float32{0, 110, 70, 120, 120, 110}
	cells := func(bold bool, texts ...string) fyne.CanvasObject {
		objects := make([]fyne.CanvasObject, len(texts))
		for i, text := range texts {
			word := widgets.NewParagraph(text).Small()
			if bold {
				word = word.Bold()
			}
			objects[i] = word
		}
		return widgets.NewCells(widths, objects...)
	}
	rows := widgets.NewColumn(2, cells(true, append([]string{""}, locale.RoleNames(models.StaffRoles)...)...))
	for _, area := range p.params.Desk.AccessTable().Areas {
		line := []string{locale.T("access." + area.ID)}
		for _, role := range models.StaffRoles {
			word := "–"
			if slices.Contains(area.Roles, role) {
				word = locale.T("staff.may.yes")
			}
			line = append(line, word)
		}
		rows.Add(cells(false, line...))
	}
	return rows
}

// ownPassword lets who works here choose a new password.
func (p *Page) ownPassword() {
	old, password, again := widgets.NewLine(""), widgets.NewLine(""), widgets.NewLine("")
	old.Password, password.Password, again.Password = true, true, true
	form := widgets.NewForm(
		widgets.NewFieldRow("old-password", locale.T("staff.field.old"), old),
		widgets.NewFieldRow("password", locale.T("staff.field.password"), password).WithHelp(locale.T("staff.password.help", "least", access.LeastPassword)),
		widgets.NewFieldRow("again", locale.T("staff.field.again"), again),
	)
	var typed struct{ old, password string }
	p.host.Ask(page.Dialog{
		Title: locale.T("staff.own-password"), Content: form, Form: form, Focus: old, Confirm: locale.T("command.save"),
		OnConfirm: func() error {
			typed.old, typed.password = old.Text, password.Text
			if typed.password == "" {
				return models.ErrRequired.On("password")
			}
			return same(password, again)
		},
		Work:   func(ctx context.Context) error { return p.params.Desk.ChangePassword(ctx, typed.old, typed.password) },
		OnDone: func() { p.host.Toast(locale.T("staff.password.changed"), nil) },
	})
}
