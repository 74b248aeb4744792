// Package signin is what a locked window shows: the clinic, the clock and a field for
// the next person, and nothing of any patient.
package signin

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	Clinic(ctx context.Context) (models.Clinic, error)
	SignIn(ctx context.Context, name, password string) (office.Person, error)
	SignInMadeUp(ctx context.Context, id int64) (office.Person, error)
	OpenID(ctx context.Context) (models.OpenID, error)
	Staff(ctx context.Context) ([]staff.Member, error)
}

// Params is what the form works with.
type Params struct {
	Desk     Desk
	Runner   background.Runner
	Now      func() time.Time
	LockedBy string    // who left it; "" where nobody was in
	Since    time.Time // when
	Name     string    // who was in last, to be offered
	MadeUp   bool      // a test database, whose staff may have no password
	// Provider asks the clinic's OpenID Connect provider who comes, through the browser; nil: it can't.
	Provider func(ctx context.Context) (office.Person, error)
	In       func(office.Person)
}

// Form asks who comes.
type Form struct {
	params   Params
	tokens   struct{ clinic, staff, provider, enter background.Token }
	clinic   *widgets.Paragraph
	clock    *widgets.Paragraph
	promise  *widgets.Banner
	problem  *widgets.Banner
	name     *widgets.Line
	password *widgets.Line
	enter    *widgets.Button
	others   *fyne.Container
	waiting  *widgets.Banner // for the browser
	giveUp   *widgets.Button
	column   *fyne.Container
	content  fyne.CanvasObject
	working  bool
}

// width is that of the form, at 100 % text.
const width = 420

// New makes the form.
func New(params Params) *Form {
	f := &Form{
		params: params, clinic: widgets.NewSection(""), clock: widgets.NewParagraph("").Ink(look.Muted),
		promise: widgets.NewBanner(look.DueToday), problem: widgets.NewBanner(look.Overdue),
		name: widgets.NewLine(""), password: widgets.NewLine(""), others: widgets.NewFlow(),
	}
	f.name.SetText(params.Name)
	f.password.Password = true
	f.name.OnEnter, f.password.OnEnter = func() { widgets.Focus(f.password) }, f.Submit
	f.enter = widgets.NewPrimary(locale.T("sign-in.enter"), f.Submit)
	left := widgets.NewParagraph("").Ink(look.Muted)
	if params.LockedBy == "" {
		left.Hide()
	} else {
		left.SetText(locale.T("sign-in.locked", "name", params.LockedBy, "at", locale.Time(params.Since)))
	}
	form := widgets.NewForm(
		widgets.NewFieldRow("name", locale.T("sign-in.name"), f.name),
		widgets.NewFieldRow("password", locale.T("sign-in.password"), f.password),
	)
	f.waiting = widgets.NewBanner(look.DueToday)
	f.giveUp = widgets.NewButton(locale.T("sign-in.give-up"), f.cancel)
	f.giveUp.Hide()
	f.column = widgets.NewColumn(12, f.clinic, f.clock, left, f.promise, form, f.problem, widgets.NewFlow(f.enter, f.giveUp), f.waiting, f.others)
	f.content = container.NewCenter(widgets.NewCard(container.New(narrow{}, container.NewPadded(f.column))))
	f.Tick()
	background.Load(params.Runner, &f.tokens.clinic, params.Desk.Clinic, func(clinic models.Clinic, err error) {
		if err == nil {
			f.clinic.SetText(clinic.Name)
		}
	})
	if params.MadeUp {
		f.offerMadeUp()
	}
	if params.Provider != nil {
		f.offerProvider()
	}
	return f
}

// offerMadeUp offers the made-up staff, who need no password.
func (f *Form) offerMadeUp() {
	background.Load(f.params.Runner, &f.tokens.staff, f.params.Desk.Staff, func(members []staff.Member, err error) {
		if err != nil {
			return // the fields are there
		}
		for _, member := range members {
			if member.HasPassword || member.Left {
				continue
			}
			words := strings.TrimSuffix(member.Name+", "+member.Title, ", ")
			f.others.Add(widgets.NewButton(words, func() {
				f.let(func(ctx context.Context) (office.Person, error) { return f.params.Desk.SignInMadeUp(ctx, member.ID) })
			}))
		}
		f.column.Refresh()
	})
}

// offerProvider offers the clinic's OpenID Connect provider where it is set up.
func (f *Form) offerProvider() {
	background.Load(f.params.Runner, &f.tokens.provider, f.params.Desk.OpenID, func(settings models.OpenID, err error) {
		if err != nil || !settings.SetUp() {
			return // the fields are there
		}
		f.others.Add(widgets.NewButton(locale.T("sign-in.provider", "provider", settings.Name), func() {
			f.waiting.SetLines(locale.T("sign-in.in-browser", "provider", settings.Name))
			f.giveUp.Show()
			f.let(f.params.Provider)
			if f.working {
				widgets.Focus(f.giveUp)
			}
		}))
		f.column.Refresh()
	})
}

// cancel waits no longer for the browser.
func (f *Form) cancel() {
	f.tokens.enter.Cancel()
	f.rest()
	f.Focus()
}

// rest is the form when nothing is looked at.
func (f *Form) rest() {
	f.working = false
	f.enter.Enable()
	f.waiting.SetLines()
	f.giveUp.Hide()
	f.column.Refresh()
}

// Content is what the window shows.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Focus goes to what is left to type.
func (f *Form) Focus() {
	if f.name.Text == "" {
		widgets.Focus(f.name)
		return
	}
	widgets.Focus(f.password)
}

// Tick shows what time it is.
func (f *Form) Tick() {
	now := f.params.Now()
	f.clock.SetText(locale.LongDate(models.DateOf(now)) + " " + locale.Time(now))
}

// SetPromise says that a call was promised, by when, and nothing else; zero: none was.
func (f *Form) SetPromise(at time.Time) {
	if at.IsZero() {
		f.promise.SetLines()
	} else {
		f.promise.SetLines(locale.T("sign-in.promise", "at", locale.Time(at)))
	}
	f.column.Refresh()
}

// Submit looks at what was typed.
func (f *Form) Submit() {
	name, password := f.name.Text, f.password.Text
	if strings.TrimSpace(name) == "" {
		widgets.Focus(f.name)
		return
	}
	f.let(func(ctx context.Context) (office.Person, error) { return f.params.Desk.SignIn(ctx, name, password) })
}

func (f *Form) let(in func(context.Context) (office.Person, error)) {
	if f.working {
		return
	}
	f.working = true
	f.enter.Disable()
	f.problem.SetLines()
	background.Load(f.params.Runner, &f.tokens.enter, in, func(who office.Person, err error) {
		f.rest()
		f.password.SetText("")
		if err != nil {
			f.problem.SetLines(locale.Problem(err))
			f.column.Refresh()
			f.Focus()
			return
		}
		f.params.In(who)
	})
}

// narrow keeps the form as wide as it is read.
type narrow struct{}

// Layout implements fyne.Layout.
func (narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.NewSize(look.Scaled(width), 0)
	for _, object := range objects {
		object.Resize(fyne.NewSize(least.Width, object.Size().Height)) // its height follows its width
		least.Height = max(least.Height, object.MinSize().Height)
	}
	return least
}
