// Package firstrun is what the very first start asks, on one page.
package firstrun

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/access"
	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	Begin(ctx context.Context, first staff.First) (staff.Member, error)
	Clinic(ctx context.Context) (models.Clinic, error)
	SignIn(ctx context.Context, name, password string) (office.Person, error)
}

// Params is what the page works with.
type Params struct {
	Desk   Desk
	Runner background.Runner
	TryOut func(ctx context.Context) error // nil where there is nothing to try out
	Done   func(who office.Person)         // who began
}

// Form is the page.
type Form struct {
	params          Params
	loads, saves    background.Token
	kept            models.Clinic
	name, title     *widgets.Line
	roles           *widgets.Ticks
	password, again *widgets.Line
	clinic, phone   *widgets.Line
	opens, closes   *widgets.TimeField
	surgeons, rooms *widgets.Note
	fields          *widgets.Form
	problem         *widgets.Banner
	begin           *widgets.Button
	column          *fyne.Container
	content         fyne.CanvasObject
}

// New makes the page.
func New(params Params) *Form {
	f := &Form{
		params: params, name: widgets.NewLine(""), title: widgets.NewLine(locale.T("first.title.placeholder")),
		password: widgets.NewLine(""), again: widgets.NewLine(""), clinic: widgets.NewLine(""), phone: widgets.NewLine("031-81 80 83"),
		opens: widgets.NewTimeField(), closes: widgets.NewTimeField(), surgeons: widgets.NewNote(""), rooms: widgets.NewNote(""),
		problem: widgets.NewBanner(look.Overdue), roles: widgets.NewTicks(widgets.RoleOptions(models.Roles)...),
	}
	f.password.Password, f.again.Password = true, true
	f.roles.Tick(string(models.Nurse))
	f.build()
	for _, line := range []*widgets.Line{f.name, f.title, f.password, f.again, f.clinic, f.phone} {
		line.OnEnter = f.save
	}
	background.Load(params.Runner, &f.loads, params.Desk.Clinic, f.fill)
	return f
}

func (f *Form) build() {
	half := []float32{0, 0}
	f.fields = widgets.NewForm(
		widgets.NewSection(locale.T("first.you")),
		widgets.NewCells(half, widgets.NewFieldRow("name", locale.T("staff.field.name"), f.name),
			widgets.NewFieldRow("title", locale.T("staff.field.title"), f.title)),
		widgets.NewFieldRow("roles", locale.T("staff.field.roles"), f.roles),
		widgets.NewCells(half,
			widgets.NewFieldRow("password", locale.T("sign-in.password"), f.password).
				WithHelp(locale.T("staff.password.help", "least", access.LeastPassword)),
			widgets.NewFieldRow("again", locale.T("staff.field.again"), f.again)),
		widgets.NewSection(locale.T("first.clinic")),
		widgets.NewCells(half, widgets.NewFieldRow("clinic-name", locale.T("settings.clinic-name"), f.clinic),
			widgets.NewFieldRow("clinic-phone", locale.T("settings.clinic-phone"), f.phone)),
		widgets.NewCells(half, widgets.NewFieldRow("opens", locale.T("settings.opens"), f.opens),
			widgets.NewFieldRow("closes", locale.T("settings.closes"), f.closes)),
		widgets.NewCells(half,
			widgets.NewFieldRow("surgeons", locale.T("settings.surgeons"), f.surgeons).WithHelp(locale.T("settings.one-per-line")),
			widgets.NewFieldRow("theatres", locale.T("settings.theatres"), f.rooms).WithHelp(locale.T("settings.one-per-line"))),
	)
	f.begin = widgets.NewPrimary(locale.T("first.begin"), f.save)
	buttons := widgets.NewFlow(f.begin)
	if f.params.TryOut != nil {
		try := widgets.NewProgressButton(f.params.Runner, locale.T("first.try"), locale.T("first.trying"), f.params.TryOut, f.fail)
		try.Importance = widget.MediumImportance // the page's main button is the other one
		buttons.Add(try.Button)
	}
	f.column = widgets.NewColumn(12,
		widgets.NewSection(locale.T("first.welcome")),
		widgets.NewParagraph(locale.T("first.text")).Ink(look.Muted),
		f.fields, f.problem, buttons)
	f.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(20, 20, 24, 24), widgets.NewReadable(f.column)))
}

func (f *Form) fill(clinic models.Clinic, err error) {
	if err != nil {
		f.fail(err)
		return
	}
	f.kept = clinic
	f.clinic.SetText(clinic.Name)
	f.phone.SetText(clinic.Phone)
	for field, text := range map[*widgets.TimeField]string{f.opens: clinic.Opens, f.closes: clinic.Closes} {
		if at, err := models.ParseTimeOfDay(text); err == nil {
			field.SetTime(at)
		}
	}
	f.surgeons.SetText(strings.Join(clinic.Surgeons, "\n"))
	f.rooms.SetText(strings.Join(clinic.Theatres, "\n"))
}

// Content is what the window shows.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Focus goes to the first field.
func (f *Form) Focus() { widgets.Focus(f.name) }

func (f *Form) entered() (staff.First, error) {
	first := staff.First{Staff: staff.Draft{Name: f.name.Text, Title: f.title.Text, Password: f.password.Text}, Clinic: f.kept}
	for _, role := range f.roles.Ticked() {
		first.Staff.Roles = append(first.Staff.Roles, models.Role(role))
	}
	first.Clinic.Name, first.Clinic.Phone = strings.TrimSpace(f.clinic.Text), strings.TrimSpace(f.phone.Text)
	first.Clinic.Opens, first.Clinic.Closes = f.opens.Text(), f.closes.Text()
	first.Clinic.Surgeons, first.Clinic.Theatres = widgets.Names(f.surgeons.Text), widgets.Names(f.rooms.Text)
	if f.password.Text != f.again.Text {
		return first, (&models.Problem{Code: "password.differs"}).On("again")
	}
	return first, nil
}

func (f *Form) save() {
	if f.begin.Disabled() {
		return
	}
	first, err := f.entered()
	if err != nil {
		f.fail(err)
		return
	}
	f.begin.Disable()
	background.Load(f.params.Runner, &f.saves, func(ctx context.Context) (office.Person, error) {
		if _, err := f.params.Desk.Begin(ctx, first); err != nil {
			return office.Person{}, err
		}
		return f.params.Desk.SignIn(ctx, first.Staff.Name, first.Staff.Password)
	}, func(who office.Person, err error) {
		f.begin.Enable()
		if err != nil {
			f.fail(err)
			return
		}
		f.params.Done(who)
	})
}

// fail says what is wrong beside its field, the rest above the buttons.
func (f *Form) fail(err error) {
	f.problem.SetLines()
	if rest := f.fields.ShowProblems(err); rest != nil {
		f.problem.SetLines(locale.Problem(rest))
	}
	f.column.Refresh()
}
