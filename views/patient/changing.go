package patient

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/healthform"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/patientform"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// askChange changes everything of a booking but its time. The clinic's theatres
// and surgeons are read first.
func (p *Page) askChange(file care.BookingFile) {
	background.Load(p.host.Background(), new(background.Token), p.desk.Clinic,
		func(clinic models.Clinic, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.openChange(file, clinic)
		})
}

// changing is the form that changes a booking. Where that changes dates, a second
// dialog shows which before it is confirmed.
type changing struct {
	*widgets.Form
	page       *Page
	before     models.Booking // as the form was filled in
	version    int            // of the booking that is changed
	theatre    *widgets.Suggest
	shares     *widgets.Line // why the theatre is shared
	surgeon    *widgets.Suggest
	tier       *widgets.Choice
	medicines  *medicines.Editor
	took       medicines.Values // as the form was filled in
	conditions *widgets.Ticks
	health     *healthform.Fields
	note       *widgets.Note
	token      background.Token

	change bookings.Change // what is confirmed
	kept   bool
	shown  care.Difference
	area   *fyne.Container // of the second dialog
}

func (p *Page) openChange(file care.BookingFile, clinic models.Clinic) {
	booking := file.Booking
	c := &changing{
		page: p, before: booking, version: booking.Version,
		theatre:    suggest(clinic.Theatres, booking.Theatre),
		surgeon:    suggest(clinic.Surgeons, booking.Surgeon),
		tier:       newTier(file.Protocol.Tier, booking.Tier),
		medicines:  medicines.New(p.desk.Medicines(), p.host.Background()),
		conditions: newConditions(booking.Conditions),
		health:     healthform.New(),
		note:       widgets.NewNote(""),
		shares:     widgets.NewLine(""),
	}
	c.note.SetText(booking.Note)
	c.health.Set(booking.Health)
	c.medicines.Set(medicines.Values{
		Medicines: booking.Medicines, Factors: booking.Factors, Clearance: medicines.ClearanceText(booking.Clearance),
	})
	c.took = c.medicines.Values()
	row := func(name string, field fyne.CanvasObject) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("patient.field."+name), field)
	}
	c.Form = widgets.NewForm(widgets.NewBeside(row("theatre", c.theatre), row("surgeon", c.surgeon)), sharesRow(c.shares))
	if len(c.tier.Options) > 1 {
		c.Add(row("tier", c.tier))
	}
	for _, item := range slices.Concat(
		c.medicines.Items(), []fyne.CanvasObject{row("conditions", c.conditions)}, c.health.Items(),
		[]fyne.CanvasObject{row("note", c.note)},
	) {
		c.Add(item)
	}
	c.medicines.OnChanged = c.Form.Refresh
	c.medicines.Tier = func() rulebook.Tier { return cmp.Or(rulebook.Tier(chosenTier(c.tier)), file.Protocol.Tier) }
	c.tier.OnChosen = func(string) {
		c.medicines.AskAgain()
		c.Form.Refresh()
	}
	c.medicines.AskAgain()
	c.ask()
}

// Follow brings the field that gets the focus into the dialog's view.
func (c *changing) Follow(scroll *container.Scroll) {
	c.Form.Follow(scroll)
	c.medicines.Follow(scroll)
}

// besideBar keeps the fields off the dialog's scroll bar: they are many.
var besideBar = layout.NewCustomPaddedLayout(0, 0, 0, 12)

// ask shows the fields. What moves no date is kept at once.
func (c *changing) ask() {
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.title"), Text: c.page.whose(c.before), Width: proposalWidth,
		Content: container.New(besideBar, c.Form), Form: c, Focus: c.First(), Confirm: locale.T("patient.change.confirm"),
		OnConfirm: func() error {
			c.change = c.read()
			var problems models.Problems
			problems.Add("", c.medicines.Check())
			problems.Add("note", models.CheckNote(c.note.Text))
			return problems.OrNil()
		},
		Work: func(ctx context.Context) error {
			var err error
			c.shown, err = c.page.desk.Propose(ctx, c.change)
			if err == nil && c.shown.Taken != nil && strings.TrimSpace(c.change.TheatreReason) == "" {
				err = c.shown.Taken
			}
			if err != nil || planview.Tells(c.shown) {
				return err
			}
			_, err = c.page.desk.Change(ctx, c.change)
			c.kept = err == nil
			return err
		},
		OnDone: func() {
			if c.kept {
				c.told()
			} else {
				c.confirm()
			}
		},
	})
}

// confirm shows what the change does to every date. The way back leads to the
// fields as they were typed.
func (c *changing) confirm() {
	c.area = container.NewStack(planview.Difference(c.shown))
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.dates"), Text: c.page.whose(c.before), Width: proposalWidth,
		Content: c.area, Form: c, Confirm: locale.T("patient.change.confirm"), Cancel: locale.T("patient.back"),
		Work: func(ctx context.Context) error {
			_, err := c.page.desk.Change(ctx, c.change)
			return err
		},
		OnDone: c.told, OnCancel: c.ask,
	})
}

func (c *changing) told() {
	c.page.host.Toast(locale.T("patient.change.told"), nil)
	c.page.Reload()
}

// read gives what was changed against the form as it was filled in, so that
// what somebody else changed meanwhile stays.
func (c *changing) read() bookings.Change {
	change := bookings.Change{BookingID: c.before.ID, Version: c.version, TheatreReason: c.shares.Text}
	set(&change.Theatre, c.theatre.Text(), c.before.Theatre)
	set(&change.Surgeon, c.surgeon.Text(), c.before.Surgeon)
	set(&change.Note, c.note.Text, c.before.Note)
	takes := c.medicines.Values()
	if !slices.Equal(takes.Medicines, c.took.Medicines) {
		change.Medicines = &takes.Medicines
	}
	if !maps.Equal(takes.Factors, c.took.Factors) {
		change.Factors = &takes.Factors
	}
	set(&change.Clearance, takes.Clearance, c.took.Clearance)
	set(&change.Tier, chosenTier(c.tier), c.before.Tier)
	if ticked := tickedConditions(c.conditions); !sameConditions(ticked, c.before.Conditions) {
		change.Conditions = &ticked
	}
	if said := c.health.Declaration(); !healthform.Same(said, c.before.Health) {
		change.Health = &said
	}
	return change
}

// ShowProblems implements page.Form. A booking that somebody else changed
// meanwhile is read again, and what the change then does is shown anew.
func (c *changing) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		if errors.Is(err, errTheatreTaken) {
			c.Row("theatre-reason").Show()
			c.Refresh()
		}
		return c.Form.ShowProblems(err)
	}
	background.Load(c.page.host.Background(), &c.token, c.again, func(shown care.Difference, err error) {
		if err != nil {
			c.page.host.Fail(err)
			return
		}
		c.shown, c.version = shown, shown.Before.Version
		c.change.Version = c.version
		if c.area != nil {
			c.area.Objects = []fyne.CanvasObject{planview.Difference(shown)}
			c.area.Refresh()
		}
	})
	c.page.Reload()
	return &models.Problem{Code: "booking.changed-meanwhile"}
}

// again proposes the same change to the booking as it stands now.
func (c *changing) again(ctx context.Context) (care.Difference, error) {
	file, err := c.page.desk.Booking(ctx, c.before.ID)
	if err != nil {
		return care.Difference{}, err
	}
	change := c.change
	change.Version = file.Booking.Version
	return c.page.desk.Propose(ctx, change)
}

// set puts a text into a change where it differs from what holds now.
func set(into **string, typed, now string) {
	if strings.TrimSpace(typed) != strings.TrimSpace(now) {
		*into = &typed
	}
}

// suggest is a line that offers the clinic's own and holds what holds now.
func suggest(offered []string, now string) *widgets.Suggest {
	line := widgets.NewSuggest("")
	line.SetOptions(offered)
	line.SetText(now)
	return line
}

func newConditions(now []models.Condition) *widgets.Ticks {
	var options []widgets.Option
	var ticked []string
	for _, condition := range models.Conditions {
		options = append(options, widgets.Option{ID: string(condition), Text: patientform.ConditionWord(condition)})
	}
	for _, condition := range now {
		ticked = append(ticked, string(condition))
	}
	ticks := widgets.NewTicks(options...)
	ticks.Tick(ticked...)
	return ticks
}

func tickedConditions(ticks *widgets.Ticks) []models.Condition {
	conditions := []models.Condition{}
	for _, id := range ticks.Ticked() {
		conditions = append(conditions, models.Condition(id))
	}
	return conditions
}

func sameConditions(a, b []models.Condition) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(c models.Condition) bool { return !slices.Contains(b, c) })
}
