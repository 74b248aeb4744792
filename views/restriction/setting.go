package restriction

import (
	"context"
	"strconv"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk where a restriction is set or lifted.
type Desk interface {
	LiftRestriction(ctx context.Context, wanted patients.Lifting) error
	Restrict(ctx context.Context, wanted patients.Restricting) error
	Restrictions(ctx context.Context, patientID int64) (patients.Restrictions, error)
}

// Ask asks whether a record is to be restricted or, where it is, whether that is to be lifted.
func Ask(desk Desk, host page.Host, patientID int64) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (patients.Restrictions, error) { return desk.Restrictions(ctx, patientID) },
		func(found patients.Restrictions, err error) {
			switch {
			case err != nil:
				host.Fail(err)
			case found.Closed:
				host.Fail(models.ErrRestricted.With("patient", patientID))
			case len(found.Held) > 0:
				lift(desk, host, found)
			default:
				set(desk, host, found)
			}
		})
}

func set(desk Desk, host page.Host, found patients.Restrictions) {
	unit, word := widgets.NewChoice(), widgets.NewLine("")
	var options []widgets.Option
	for _, name := range found.Units {
		options = append(options, widgets.Option{ID: name, Text: name})
	}
	unit.SetOptions(options...)
	unit.Choose(found.Units[0])
	if found.Own != "" {
		unit.Choose(found.Own)
	}
	word.SetText(locale.T("restriction.word.patient"))
	form := widgets.NewForm(
		widgets.NewFieldRow("unit", locale.T("restriction.field.unit"), unit),
		widgets.NewFieldRow("word", locale.T("restriction.field.word"), word),
	)
	text := locale.T("restriction.set.text", "name", found.Patient.Name())
	if len(found.Units) == 1 {
		text += " " + locale.T("restriction.one-unit")
	}
	var wanted patients.Restricting
	host.Ask(page.Dialog{
		Title: locale.T("restriction.set.title"), Text: text, Content: form, Form: form, Focus: unit, Width: width,
		Confirm: locale.T("restriction.set.confirm"),
		OnConfirm: func() error {
			wanted = patients.Restricting{PatientID: found.Patient.ID, Unit: unit.ChosenID(), Word: word.Text}
			return nil
		},
		Work:   func(ctx context.Context) error { return desk.Restrict(ctx, wanted) },
		OnDone: func() { host.Toast(locale.T("restriction.set.done", "unit", wanted.Unit), nil) },
	})
}

func lift(desk Desk, host page.Host, found patients.Restrictions) {
	which, word := widgets.NewChoice(), widgets.NewLine("")
	var options []widgets.Option
	for _, one := range found.Held {
		options = append(options, widgets.Option{ID: strconv.FormatInt(one.ID, 10), Text: said(one)})
	}
	which.SetOptions(options...)
	which.Choose(options[0].ID)
	word.SetText(locale.T("restriction.word.patient"))
	form := widgets.NewForm(
		widgets.NewFieldRow("which", locale.T("restriction.field.which"), which),
		widgets.NewFieldRow("word", locale.T("restriction.field.word"), word),
	)
	var wanted patients.Lifting
	host.Ask(page.Dialog{
		Title: locale.T("restriction.lift.title"), Text: locale.T("restriction.lift.text", "name", found.Patient.Name()),
		Content: form, Form: form, Focus: word, Width: width, Confirm: locale.T("restriction.lift.confirm"), Danger: true,
		OnConfirm: func() (err error) {
			wanted = patients.Lifting{PatientID: found.Patient.ID, Word: word.Text}
			wanted.ID, err = strconv.ParseInt(which.ChosenID(), 10, 64)
			return err
		},
		Work:   func(ctx context.Context) error { return desk.LiftRestriction(ctx, wanted) },
		OnDone: func() { host.Toast(locale.T("restriction.lift.done"), nil) },
	})
}

func said(one models.Restriction) string {
	return locale.T("restriction.held", "unit", one.Unit, "date", models.DateOf(one.At), "by", one.By, "word", one.Word)
}

// Lines say of a patient's page which restrictions hold, and where one closes the record to nobody here.
func Lines(found patients.Restrictions) []string {
	var lines []string
	for _, one := range found.Held {
		line := said(one)
		if len(found.Units) == 1 {
			line += " " + locale.T("restriction.one-unit")
		}
		lines = append(lines, line)
	}
	return lines
}
