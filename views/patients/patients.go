// Package patients is the page that finds a patient by anything the nurse knows,
// and registers a new one.
package patients

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/office"
	"nursedesk/app/table"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/merging"
	"nursedesk/views/page"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// limit is how many patients a search shows: more than anyone reads.
const limit = 200

// Page is the page of patients.
type Page struct {
	desk Desk
	host page.Host

	text  *widgets.Line
	hint  *widget.Label
	grid  *widgets.List[models.PatientRow]
	whole fyne.CanvasObject
	token background.Token
}

var (
	_ page.Page      = (*Page)(nil)
	_ page.Shower    = (*Page)(nil)
	_ page.Reloader  = (*Page)(nil)
	_ page.Escaper   = (*Page)(nil)
	_ page.Fixed     = (*Page)(nil)
	_ page.ListSaver = (*Page)(nil)
	_ page.Merger    = (*Page)(nil)
)

// New builds the page.
func New(desk Desk, host page.Host) page.Page {
	p := &Page{desk: desk, host: host, hint: widgets.NewMuted("")}
	p.text = widgets.NewLine(locale.T("patients.search")).SetLetters(34)
	p.text.Icon = look.TintedIcon("search", look.Muted)
	p.text.OnChanged = func(string) { p.find(background.LoadSoon) }
	p.text.OnEnter = p.openSelected
	p.text.OnKey = p.walk
	p.grid = widgets.NewList(p.columns(), func(row models.PatientRow) string { return strconv.FormatInt(row.ID, 10) })
	p.grid.OnOpen = p.open
	add := widgets.NewButton(locale.T("patients.new"), p.register).WithIcon("add")
	twice := widgets.NewButton(locale.T("merge.list"), p.Merge)
	buttons := container.NewHBox(twice, add)
	line := container.New(layout.NewBorderLayout(nil, nil, nil, buttons), buttons, p.text)
	p.whole = container.NewBorder(container.NewVBox(line, p.hint), nil, nil, nil, widgets.NewCard(p.grid))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.whole }

// Title implements page.Page.
func (p *Page) Title() string { return locale.T("patients.title") }

// Fixed implements page.Fixed: the list scrolls, the search stays.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(route page.Route) {
	p.find(background.Load)
	p.host.Window().Canvas().Focus(p.text)
	if route.Arg == page.New {
		p.register()
	}
}

// Reload implements page.Reloader.
func (p *Page) Reload() { p.find(background.Load) }

// Escape implements page.Escaper: the first Esc empties the search.
func (p *Page) Escape() bool {
	if p.text.Text == "" {
		return false
	}
	p.text.SetText("")
	return true
}

// loader is how the search is read: at once, or after a pause in typing.
type loader func(
	background.Runner, *background.Token, func(context.Context) ([]models.PatientRow, error), func([]models.PatientRow, error),
)

func (p *Page) find(load loader) {
	text := p.text.Text
	load(p.host.Background(), &p.token,
		func(ctx context.Context) ([]models.PatientRow, error) { return p.desk.FindPatients(ctx, text, limit) },
		func(rows []models.PatientRow, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.found(text, rows)
		})
}

func (p *Page) found(text string, rows []models.PatientRow) {
	if strings.TrimSpace(text) == "" {
		p.grid.SetEmpty(locale.T("patients.none"), locale.T("patients.new"), p.register)
	} else {
		p.grid.SetEmpty(locale.T("patients.nothing", "text", text), locale.T("patients.new"), p.register)
	}
	p.grid.SetRows(rows)
	switch {
	case len(rows) == limit:
		p.hint.SetText(locale.T("patients.hint.more", "n", limit))
	case strings.TrimSpace(text) == "":
		p.hint.SetText(locale.T("patients.hint.type"))
	default:
		p.hint.SetText(locale.TN("patients.hint.found", len(rows)))
	}
}

// Merge implements page.Merger: it shows who may be here twice.
func (p *Page) Merge() { merging.List(p.desk, p.host) }

// walk moves in the list while the search keeps the focus.
func (p *Page) walk(event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		p.grid.Target().TypedKey(event)
		return true
	}
	return false
}

func (p *Page) openSelected() {
	if row, ok := p.grid.Selected(); ok {
		p.open(row)
	}
}

func (p *Page) open(row models.PatientRow) {
	p.host.Open(page.Route{Page: page.Patient, ID: row.ID})
}

// register asks for a new patient; a number that was typed to find somebody is kept.
func (p *Page) register() {
	draft := office.PatientDraft{}
	if text := strings.TrimSpace(p.text.Text); strings.ContainsAny(text, "0123456789") {
		if p.desk.CheckPatient(office.PatientDraft{PersonalNumber: text, GivenName: "-", FamilyName: "-"}) == nil {
			draft.PersonalNumber = text
		}
	} else if given, family, ok := strings.Cut(text, " "); ok {
		draft.GivenName, draft.FamilyName = given, strings.TrimSpace(family)
	} else {
		draft.FamilyName = text
	}
	patientform.Ask(p.desk, p.host, draft, func(kept models.Patient) {
		p.host.Toast(locale.T("patients.registered", "name", kept.Name()), nil)
		p.host.Open(page.Route{Page: page.Patient, ID: kept.ID})
	})
}

func (p *Page) columns() []widgets.Column[models.PatientRow] {
	text := func(id string, width float32, text func(models.PatientRow) string) widgets.Column[models.PatientRow] {
		return widgets.Column[models.PatientRow]{ID: id, Title: locale.T("patients.column." + id), Width: width, Text: text}
	}
	name := text("name", 0, models.PatientRow.Name)
	name.Bold = true
	phone := text("phone", 128, func(row models.PatientRow) string { return locale.Reach(row.Phone, row.Protected) })
	age := text("age", 56, func(row models.PatientRow) string {
		if years, ok := row.PersonalNumber.Age(p.host.Today()); ok {
			return locale.T("patients.age", "n", years)
		}
		return ""
	})
	phone.Optional, age.Optional = true, true
	next := text("next", 176, func(row models.PatientRow) string {
		if row.NextStart == nil {
			return ""
		}
		return locale.Moment(*row.NextStart)
	})
	next.Second = func(row models.PatientRow) string { return locale.In(p.desk.ProcedureTitle(row.NextProcedure)) }
	next.Sort = compareTimes
	number := text("personal-number", 124, func(row models.PatientRow) string {
		if row.PersonalNumber == "" {
			return locale.T("patients.no-number")
		}
		return row.PersonalNumber.String()
	})
	return []widgets.Column[models.PatientRow]{name, number, phone, age, next}
}

// compareTimes puts the patients without a procedure last.
func compareTimes(a, b models.PatientRow) int {
	switch {
	case a.NextStart == nil || b.NextStart == nil:
		return cmp.Compare(boolRank(a.NextStart == nil), boolRank(b.NextStart == nil))
	default:
		return a.NextStart.Compare(*b.NextStart)
	}
}

func boolRank(last bool) int {
	if last {
		return 1
	}
	return 0
}

// SaveList implements page.ListSaver: everyone whom the search finds, also those that the
// list has no room for.
func (p *Page) SaveList() {
	text := p.text.Text
	lists.Save(p.desk, p.host, lists.Patients, func(ctx context.Context) table.Table {
		return lists.OfPatients(ctx, p.desk, text)
	})
}
