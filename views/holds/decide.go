package holds

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// What a doctor can have decided.
const (
	asProposed = "proposed"
	goesOn     = "continues"
	otherHold  = "other"
)

// Decider asks for doctors' decisions on one page.
type Decider struct {
	Desk Desk
	Host page.Host
	Last *Last
}

// CanDecide tells whether a doctor's decision can be entered for a hold.
func CanDecide(file care.BookingFile, hold care.HoldFile) bool {
	return hold.Asked && file.Booking.Open()
}

// Decide opens the dialog for one hold; done follows once a decision is kept.
func (d Decider) Decide(file care.BookingFile, hold care.HoldFile, done func()) {
	if !CanDecide(file, hold) {
		return
	}
	background.Load(d.Host.Background(), new(background.Token), d.Desk.Clinic, func(clinic models.Clinic, err error) {
		if err != nil {
			d.Host.Fail(err)
			return
		}
		newDecision(d, file, hold, clinic.Surgeons).ask(done)
	})
}

// decision is the dialog of one decision. Its fields carry the names of
// holds.DecisionDraft's problems.
type decision struct {
	Decider
	file care.BookingFile
	hold care.HoldFile

	fields   *widgets.Form
	clash    *conflict.Part[weighed] // what somebody else has kept meanwhile
	seen     bookings.Draft          // the booking as it is compared
	met      string                  // by whom
	stands   bool                    // theirs is what holds: nothing is to be kept
	choice   *widgets.Choice
	preview  *widgets.Paragraph
	passed   *widgets.Banner // the last dose's day has been already
	lastDose *widgets.DateField
	clock    *widgets.TimeField
	again    *widgets.DateField
	reason   *widgets.Line
	by       *widgets.Suggest
	on       *widgets.DateField
	given    *widgets.Choice

	dates     *fyne.Container // the fields of a hold's dates
	dateRows  []*widgets.FieldRow
	reasonRow *widgets.FieldRow
	draft     holds.DecisionDraft
}

func newDecision(decider Decider, file care.BookingFile, hold care.HoldFile, surgeons []string) *decision {
	d := &decision{
		Decider: decider, file: file, hold: hold, seen: bookingform.DraftOf(file.Booking),
		choice: widgets.NewChoice(choices(hold.Hold)...), preview: widgets.NewParagraph("").Bold(),
		passed:   widgets.NewBanner(look.DueToday),
		lastDose: widgets.NewDateField(decider.Host.Today, locale.RedDay), clock: widgets.NewTimeField(),
		again: widgets.NewDateField(decider.Host.Today, locale.RedDay), reason: widgets.NewLine(""),
		by: widgets.NewSuggest(""), on: widgets.NewDateField(decider.Host.Today, locale.RedDay), given: widgets.NewChoice(ways()...),
	}
	row := func(name string, field fyne.CanvasObject) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("holds.field."+name), field)
	}
	d.dateRows = []*widgets.FieldRow{
		row("last-dose", d.lastDose),
		row("last-dose-time", d.clock).WithHelp(locale.T("holds.field.last-dose-time.help")), row("first-dose-again", d.again),
	}
	d.dates = widgets.NewBeside(d.dateRows[0], d.dateRows[1], d.dateRows[2])
	d.reasonRow = row("reason", d.reason)
	d.clash = conflict.New(d.compared())
	d.fields = widgets.NewForm()
	d.fields.AddPart(d.clash)
	d.fields.Add(
		row("choice", d.choice), d.dates, d.reasonRow,
		widgets.NewBeside(row("decided-by", d.by), row("given", d.given), row("decided-on", d.on)),
	)
	d.by.SetOptions(surgeons)
	d.by.OnText = func(string) { d.fields.Row("decided-by").SetHelp("") }
	d.by.OnLeft = func() { d.knowDoctor(surgeons) }
	d.fill()
	d.knowDoctor(surgeons)
	d.choice.OnChosen = func(string) { d.show() }
	d.lastDose.OnChanged = func(models.Date) { d.tell() }
	d.again.OnChanged = func(models.Date) { d.tell() }
	d.clock.OnChanged = func(models.TimeOfDay, bool) { d.tell() }
	return d
}

// knowDoctor says where the doctor is not among the clinic's: it may be a slip.
func (d *decision) knowDoctor(surgeons []string) {
	help, doctor := "", strings.TrimSpace(d.by.Text())
	known := slices.ContainsFunc(surgeons, func(name string) bool { return strings.EqualFold(name, doctor) })
	if doctor != "" && !known && len(surgeons) > 0 {
		help = locale.T("holds.field.decided-by.unknown")
	}
	d.fields.Row("decided-by").SetHelp(help)
}

// choices are what can be decided: the proposal first, where there is one.
func choices(hold medication.Hold) []widgets.Option {
	goOn := widgets.Option{ID: goesOn, Text: locale.T("holds.decide.continues")}
	if dated(hold) {
		return []widgets.Option{
			{ID: asProposed, Text: locale.T("holds.decide.proposed")}, goOn, {ID: otherHold, Text: locale.T("holds.decide.other")},
		}
	}
	return []widgets.Option{goOn, {ID: otherHold, Text: locale.T("holds.decide.hold")}}
}

func dated(hold medication.Hold) bool {
	return hold.Kind == medication.Days || hold.Kind == medication.Hours
}

func ways() []widgets.Option {
	var options []widgets.Option
	for _, way := range models.GivenWays {
		options = append(options, widgets.Option{ID: way, Text: locale.T("holds.given." + way)})
	}
	return options
}

// fill puts in what is known: the proposal, and who decided last today. Where
// the rules propose nothing, nothing is chosen for the doctor.
func (d *decision) fill() {
	today := d.Host.Today()
	doctor, given := d.Last.of(today)
	d.by.SetText(doctor)
	d.given.Choose(given)
	d.on.SetDate(today)
	d.propose()
	switch {
	case dated(d.hold.Hold):
		d.choice.Choose(asProposed)
	case d.hold.Kind == medication.None:
		d.choice.Choose(goesOn)
	}
	d.show()
}

func (d *decision) propose() {
	if !dated(d.hold.Hold) {
		return
	}
	d.lastDose.SetDate(d.hold.LastDose)
	d.again.SetDate(d.hold.FirstDoseAgain)
	if !d.hold.LastDoseAt.IsZero() {
		d.clock.SetTime(models.TimeOfDayOf(d.hold.LastDoseAt))
	}
}

// show leaves only the fields that the choice needs.
func (d *decision) show() {
	chosen := d.choice.ChosenID()
	d.dates.Hidden = chosen != otherHold
	for _, row := range d.dateRows {
		row.Hidden = d.dates.Hidden
	}
	d.reasonRow.Hidden = chosen == asProposed || chosen == ""
	help := ""
	if dated(d.hold.Hold) || d.hold.Kind == medication.None && chosen == otherHold {
		help = locale.T("holds.field.reason.needed")
	}
	d.reasonRow.SetHelp(help)
	d.tell()
	d.fields.Refresh()
}

// tell says what the decision means for the patient, before it is kept.
func (d *decision) tell() {
	text := ""
	var dates medication.Dates
	switch d.choice.ChosenID() {
	case asProposed:
		dates = d.hold.Hold.Dates
		text = locale.T("holds.decide.preview", "text", Course(dates))
	case goesOn:
		text = locale.T("holds.decide.preview", "text", locale.T("holds.goes-on"))
	case otherHold:
		text = locale.T("holds.decide.incomplete")
		var ok bool
		if dates, ok = d.typed(); ok {
			text = locale.T("holds.decide.preview", "text", Course(dates))
		}
	}
	d.preview.SetText(text)
	if dates.LastDose.IsZero() || !dates.LastDose.Before(d.Host.Today()) {
		d.passed.SetLines()
	} else {
		d.passed.SetLines(locale.T("holds.decide.passed", "date", dates.LastDose))
	}
}

// typed are the dates as they are filled in; ok is false while one is missing.
func (d *decision) typed() (dates medication.Dates, ok bool) {
	last, err := d.lastDose.Date()
	again, err2 := d.again.Date()
	if err != nil || err2 != nil || last.IsZero() || again.IsZero() {
		return medication.Dates{}, false
	}
	dates = medication.Dates{
		LastDose: last, FirstDoseAgain: again, DaysWithout: max(0, d.file.Booking.Day().DaysSince(last)-1),
	}
	if clock, err := d.clock.Time(); err == nil {
		dates.LastDoseAt = clock.On(last)
	}
	return dates, true
}

// decideWidth is the width of the dialog, at 100 % text.
const decideWidth = 620

func (d *decision) ask(done func()) {
	content := widgets.NewColumn(10)
	if lines := OutdatedLines(d.hold); len(lines) > 0 {
		content.Add(widgets.NewBanner(look.Overdue, lines...))
	}
	content.Add(d.passed)
	for _, reason := range ShortReasons(d.Desk, d.hold.Hold) {
		content.Add(widgets.NewParagraph(reason).Ink(look.Muted))
	}
	content.Add(d.fields)
	content.Add(d.preview)
	d.Host.Ask(page.Dialog{
		Title: locale.T("holds.decide.title", "name", Title(d.hold)),
		Text: locale.T("holds.decide.about", "patient", d.file.Patient.Name(),
			"procedure", locale.In(d.file.Protocol.Title), "start", d.file.Booking.Begin()),
		Content: content, Focus: d.choice, Form: d, Confirm: locale.T("holds.decide.save"), Width: decideWidth,
		OnConfirm: func() (err error) {
			if err := d.clash.Check(); err != nil {
				return err
			}
			d.draft, err = d.read()
			d.stands = d.theirs()
			return err
		},
		Work: func(ctx context.Context) error {
			if d.stands {
				return nil // it is kept already, by whom and when it was entered
			}
			return d.Desk.DecideHold(ctx, d.draft)
		},
		OnDone: func() {
			if d.stands {
				d.Host.Toast(locale.T("holds.decide.theirs", "name", d.met), nil)
				done()
				return
			}
			d.Last.keep(d.draft.DecidedBy, d.draft.Given, d.Host.Today())
			d.Host.Toast(locale.T("holds.decide.told", "medicine", locale.In(d.hold.Name), "patient", d.file.Patient.Name()), nil)
			done()
		},
	})
}

// read takes the fields as they are filled in.
func (d *decision) read() (holds.DecisionDraft, error) {
	var problems models.Problems
	draft := holds.DecisionDraft{
		BookingID: d.file.Booking.ID, Version: d.file.Booking.Version, Medicine: d.hold.OnBooking.Key(), Seen: d.hold.Newest().ID,
		DecidedBy: d.by.Text(), Given: d.given.ChosenID(),
	}
	var err error
	draft.DecidedOn, err = d.on.Date()
	problems.Add("decided-on", err)
	switch d.choice.ChosenID() {
	case asProposed:
		draft.LastDose, draft.FirstDoseAgain = d.hold.LastDose, d.hold.FirstDoseAgain
		if !d.hold.LastDoseAt.IsZero() {
			draft.LastDoseTime = models.TimeOfDayOf(d.hold.LastDoseAt).String()
		}
	case goesOn:
		draft.Continues, draft.Reason = true, d.reason.Text
	case otherHold:
		draft.Reason = d.reason.Text
		draft.LastDose, err = d.lastDose.Date()
		problems.Add("last-dose", err)
		draft.FirstDoseAgain, err = d.again.Date()
		problems.Add("first-dose-again", err)
		clock, err := d.clock.Time()
		switch {
		case err == nil:
			draft.LastDoseTime = clock.String()
		case !errors.Is(err, models.ErrRequired):
			problems.Add("last-dose-time", err)
		}
	default:
		problems.Add("choice", &models.Problem{Code: "hold.no-choice"})
	}
	return draft, problems.OrNil()
}
