package patient

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// askChange changes everything of a booking but its time. The clinic's theatres
// and surgeons are read first.
func (p *Page) askChange(file app.BookingFile) {
	background.Load(p.host.Background(), new(background.Token), p.desk.Clinic,
		func(clinic models.Clinic, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.openChange(file, clinic)
		})
}

func (p *Page) openChange(file app.BookingFile, clinic models.Clinic) {
	booking := file.Booking
	theatre := suggest(clinic.Theatres, booking.Theatre)
	surgeon := suggest(clinic.Surgeons, booking.Surgeon)
	medicines := newMedicines(p.desk, p.host, booking.Medicines)
	conditions := newConditions(booking.Conditions)
	health := newHealth(booking.Health)
	note := widgets.NewNote("")
	note.SetText(booking.Note)
	row := func(name string, field fyne.CanvasObject) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("patient.field."+name), field)
	}
	form := widgets.NewForm(
		widgets.NewBeside(row("theatre", theatre), row("surgeon", surgeon)),
		row("medicines", medicines), row("conditions", conditions),
		health.rows, row("note", note),
	)
	d := newProposal(p, file, form, locale.T("patient.change.hint"))
	d.read = func() (app.BookingChange, error) {
		change := app.BookingChange{BookingID: booking.ID, Version: d.file.Booking.Version}
		now := d.file.Booking
		set(&change.Theatre, theatre.Text(), now.Theatre)
		set(&change.Surgeon, surgeon.Text(), now.Surgeon)
		set(&change.Note, note.Text, now.Note)
		if chosen := medicines.Codes(); !slices.Equal(chosen, now.Medicines) {
			change.Medicines = &chosen
		}
		if ticked := tickedConditions(conditions); !sameConditions(ticked, now.Conditions) {
			change.Conditions = &ticked
		}
		if said := health.read(); !sameHealth(said, now.Health) {
			change.Health = &said
		}
		return change, models.CheckNote(note.Text)
	}
	for _, line := range []*widgets.Suggest{theatre, surgeon} {
		line.OnText = func(string) { d.typed() }
	}
	for _, choice := range health.choices {
		choice.OnChosen = func(string) { d.typed() }
	}
	medicines.OnChanged = d.typed
	conditions.OnChanged = func([]string) { d.typed() }
	note.OnText = func(string) { d.typed() }
	d.typed()
	d.ask(locale.T("patient.change.title"), locale.T("patient.change.confirm"), func(app.Difference) string {
		return locale.T("patient.change.told")
	})
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
		options = append(options, widgets.Option{ID: string(condition), Text: conditionWord(condition)})
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
