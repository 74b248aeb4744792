// Package patientform is the form of a patient's own details, shared by the page
// that registers a patient and the one that changes them.
package patientform

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/widget"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Form is the fields of a patient.
type Form struct {
	*widgets.Form

	number, given, family, phone, email *widgets.Line
	language                            *widgets.Choice
	note                                *widgets.Note
	draft                               office.PatientDraft // as it was filled in, with id and version
	stale                               func()              // reads what holds now
}

// New makes the form and fills it.
func New(draft office.PatientDraft) *Form {
	f := &Form{
		draft:    draft,
		number:   widgets.NewLine(locale.T("patient.form.number.placeholder")).SetLetters(16),
		given:    widgets.NewLine(""),
		family:   widgets.NewLine(""),
		phone:    widgets.NewLine(locale.T("patient.form.phone.placeholder")).SetLetters(16),
		email:    widgets.NewLine(locale.T("patient.form.email.placeholder")),
		language: widgets.NewChoice(Languages()...),
		note:     widgets.NewNote(""),
	}
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("patient.form."+name), field)
	}
	f.Form = widgets.NewForm(
		row("personal-number", f.number).WithHelp(locale.T("patient.form.number.help")),
		widgets.NewBeside(row("given-name", f.given), row("family-name", f.family)),
		widgets.NewBeside(row("phone", f.phone), row("email", f.email)),
		row("language", f.language).WithHelp(locale.T("patient.form.language.help")),
		row("note", f.note),
	)
	for _, field := range f.texts() {
		field.entry.SetText(field.of(draft))
	}
	chosen := draft.Language
	if chosen == "" {
		chosen = models.Swedish
	}
	f.language.Choose(string(chosen))
	return f
}

// Languages are the languages of a sheet, as they are chosen.
func Languages() []widgets.Option {
	options := make([]widgets.Option, 0, len(locale.Languages()))
	for _, language := range locale.Languages() {
		options = append(options, widgets.Option{ID: string(language), Text: locale.LanguageName(language)})
	}
	return options
}

// Draft reads the fields as they are typed.
func (f *Form) Draft() office.PatientDraft {
	draft := f.draft
	draft.PersonalNumber = f.number.Text
	draft.GivenName = f.given.Text
	draft.FamilyName = f.family.Text
	draft.Phone = f.phone.Text
	draft.Email = f.email.Text
	draft.Language = models.Language(f.language.ChosenID())
	draft.Note = f.note.Text
	return draft
}

// ShowProblems implements page.Form. A patient that somebody else changed
// meanwhile is read again: what was typed stays, and saving then replaces it.
func (f *Form) ShowProblems(err error) error {
	if errors.Is(err, models.ErrStale) && f.stale != nil {
		_ = f.Mark(nil) // what was wrong before is mended
		f.stale()
		return &models.Problem{Code: "patient.changed-meanwhile"}
	}
	return f.Form.ShowProblems(err)
}

// rebase takes what holds now: fields that were not touched follow it, and the
// others say what is kept beside what was typed.
func (f *Form) rebase(kept models.Patient) {
	now := office.DraftOf(kept)
	before := f.draft
	f.draft = now
	for name, field := range f.texts() {
		old, fresh := field.of(before), field.of(now)
		switch {
		case field.entry.Text == old:
			field.entry.SetText(fresh)
		case field.entry.Text != fresh:
			f.Row(name).SetHelp(locale.T("patient.form.kept", "text", fresh))
		}
	}
	if f.language.ChosenID() == string(before.Language) {
		f.language.Choose(string(now.Language))
	}
}

// text is a field of free text and where it stands in a draft.
type text struct {
	entry *widget.Entry
	of    func(office.PatientDraft) string
}

func (f *Form) texts() map[string]text {
	return map[string]text{
		"personal-number": {&f.number.Entry, func(d office.PatientDraft) string { return d.PersonalNumber }},
		"given-name":      {&f.given.Entry, func(d office.PatientDraft) string { return d.GivenName }},
		"family-name":     {&f.family.Entry, func(d office.PatientDraft) string { return d.FamilyName }},
		"phone":           {&f.phone.Entry, func(d office.PatientDraft) string { return d.Phone }},
		"email":           {&f.email.Entry, func(d office.PatientDraft) string { return d.Email }},
		"note":            {&f.note.Entry, func(d office.PatientDraft) string { return d.Note }},
	}
}

// Ask opens the form in a dialog and keeps the patient. done gets the patient
// as kept.
func Ask(desk Desk, host page.Host, draft office.PatientDraft, done func(models.Patient)) {
	form := New(draft)
	var token background.Token
	form.stale = func() {
		background.Load(host.Background(), &token,
			func(ctx context.Context) (care.PatientFile, error) { return desk.Patient(ctx, draft.ID) },
			func(file care.PatientFile, err error) {
				if err != nil {
					host.Fail(err)
					return
				}
				form.rebase(file.Patient)
			})
	}
	title := locale.T("patient.form.change")
	if draft.ID == 0 {
		title = locale.T("patient.form.new")
	}
	var typed office.PatientDraft
	var kept models.Patient
	host.Ask(page.Dialog{
		Title: title, Content: form.Form, Form: form, Focus: form.First(), Confirm: locale.T("patient.form.save"),
		OnConfirm: func() error {
			typed = form.Draft()
			return desk.CheckPatient(typed)
		},
		Work: func(ctx context.Context) error {
			var err error
			kept, err = desk.SavePatient(ctx, typed)
			return err
		},
		OnDone: func() { done(kept) },
	})
}
