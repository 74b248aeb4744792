// Package restriction asks how a restricted record ("spärr") is opened, set and lifted: Patientdatalagen 4 kap. 4 §.
package restriction

import (
	"context"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Opener is what is asked of the desk where a record is opened.
type Opener interface {
	OpenRestricted(ctx context.Context, wanted patients.Opening) error
	Restrictions(ctx context.Context, patientID int64) (patients.Restrictions, error)
}

// How long a consent holds.
const (
	untilToday = "today"
	untilVisit = "visit"
)

// width is that of the dialogs.
const width = 560

// opening is the dialog that opens one record.
type opening struct {
	*widgets.Form
	grounds, how, until *widgets.Choice
	reason              *widgets.Note
}

// Open asks whether the patient consents, or whether it is an emergency: more of the record than whose it is does not show.
func Open(desk Opener, host page.Host, patient models.Patient, opened, refused func()) {
	o := &opening{
		grounds: choice("grounds.", string(models.OpenedByConsent), string(models.OpenedInEmergency)),
		how:     choice("consent.", models.ConsentInPerson, models.ConsentByPhone),
		until:   choice("until.", untilToday, untilVisit),
		reason:  widgets.NewNote(""),
	}
	o.until.Choose(untilToday)
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("restriction.field."+name), field)
	}
	o.Form = widgets.NewForm(row("grounds", o.grounds), row("how", o.how), row("until", o.until), row("reason", o.reason))
	o.grounds.OnChosen = func(string) { o.follow() }
	o.follow()
	var wanted patients.Opening
	host.Ask(page.Dialog{
		Title:   locale.T("restriction.open.title"),
		Text:    locale.T("restriction.open.text", "who", locale.Line(patient.Name(), patient.PersonalNumber.String())),
		Content: o.Form, Form: o.Form, Focus: o.grounds, Width: width, Confirm: locale.T("restriction.open.confirm"),
		OnConfirm: func() error {
			wanted = o.typed(patient.ID)
			return nil
		},
		Work:   func(ctx context.Context) error { return desk.OpenRestricted(ctx, wanted) },
		OnDone: opened, OnCancel: refused,
	})
}

func choice(key string, ids ...string) *widgets.Choice {
	options := make([]widgets.Option, len(ids))
	for i, id := range ids {
		options[i] = widgets.Option{ID: id, Text: locale.T("restriction." + key + id)}
	}
	return widgets.NewChoice(options...)
}

// follow shows the fields that the chosen ground asks for.
func (o *opening) follow() {
	for name, grounds := range map[string]models.OpeningGrounds{
		"how": models.OpenedByConsent, "until": models.OpenedByConsent, "reason": models.OpenedInEmergency,
	} {
		o.Row(name).Hidden = o.grounds.ChosenID() != string(grounds)
	}
	o.Refresh()
}

func (o *opening) typed(patientID int64) patients.Opening {
	return patients.Opening{
		PatientID: patientID, Grounds: models.OpeningGrounds(o.grounds.ChosenID()), How: o.how.ChosenID(),
		Visit: o.until.ChosenID() == untilVisit, Reason: o.reason.Text,
	}
}
