// Package patientform is the form of what is known of a patient beside any booking,
// and how that is told, shared by the pages that register, show and change it.
package patientform

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Form is the fields of a patient.
type Form struct {
	*widgets.Form

	lines      map[string]*widgets.Line // by the name of the field
	note       *widgets.Note
	language   *widgets.Choice
	takes      *medicines.Editor
	conditions Conditions
	careful    *widgets.Ticks      // what to heed in every contact
	draft      office.PatientDraft // as it was filled in, with id and version
	stale      func()              // reads what holds now

	catalogue *medication.Catalogue
	clash     *conflict.Part[office.PatientDraft] // what somebody else has kept meanwhile
}

// What is ticked among what to heed.
const (
	hardOfHearing = "hard-of-hearing"
	protected     = "protected"
)

// New makes the form and fills it.
func New(desk Desk, runner background.Runner, draft office.PatientDraft) *Form {
	f := &Form{
		draft: draft, note: widgets.NewNote(""), language: widgets.NewChoice(Languages()...),
		takes: medicines.New(desk.Medicines(), runner).WithDoses(), conditions: NewConditions(), lines: map[string]*widgets.Line{},
	}
	for name := range texts(&office.PatientDraft{}) {
		if name != "note" {
			f.lines[name] = widgets.NewLine(placeholder(name))
		}
	}
	for _, name := range []string{"personal-number", "phone", "other-phone", "relative-phone"} {
		f.lines[name].SetLetters(16)
	}
	var options []widgets.Option
	for _, id := range []string{hardOfHearing, protected} {
		options = append(options, widgets.Option{ID: id, Text: locale.T("patient.form." + id)})
	}
	f.careful = widgets.NewTicks(options...)
	f.catalogue = desk.Medicines()
	f.clash = conflict.New(conflict.Form[office.PatientDraft]{
		Names: fieldNames, Label: f.label, Say: f.say, Typed: f.Draft, Take: f.take,
	})
	f.Form = widgets.NewForm()
	f.AddPart(f.clash)
	f.addItems()
	f.fill(draft)
	f.takes.OnChanged = f.Form.Refresh
	return f
}

// placeholder is what a field looks like, for those that need it.
func placeholder(name string) string {
	key := "patient.form." + name + ".placeholder"
	if !locale.Has(key) {
		return ""
	}
	return locale.T(key)
}

func (f *Form) addItems() {
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("patient.form."+name), field)
	}
	line := func(name string) *widgets.FieldRow { return row(name, f.lines[name]) }
	section := func(name string) fyne.CanvasObject {
		heading := widgets.NewParagraph(locale.T("patient.form.part." + name)).Heading()
		return container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), heading)
	}
	f.Add(
		line("personal-number").WithHelp(locale.T("patient.form.number.help")),
		widgets.NewBeside(line("given-name"), line("family-name")),
		widgets.NewBeside(line("phone"), line("other-phone")),
		line("no-phone").WithHelp(locale.T("patient.form.no-phone.help")),
		widgets.NewBeside(row("language", f.language).WithHelp(locale.T("patient.form.language.help")), line("interpreter")),
		widgets.NewBeside(row("careful", f.careful), line("email")),
		section("care"), line("allergies"),
	)
	f.AddPart(f.takes)
	f.Add(
		row("conditions", f.conditions.Ticks),
		section("relative"),
		widgets.NewBeside(line("relative-name"), line("relative-phone")),
		line("relative-may-know"),
		row("note", f.note),
	)
}

// fill shows a draft in every field.
func (f *Form) fill(draft office.PatientDraft) {
	for name, text := range texts(&draft) {
		f.setText(name, *text)
	}
	chosen := draft.Language
	if chosen == "" {
		chosen = models.Swedish
	}
	f.language.Choose(string(chosen))
	f.takes.SetTaken(draft.Record.Medicines)
	f.fillTicks(draft.Record)
}

func (f *Form) fillTicks(record models.Record) {
	f.conditions.Set(record.Conditions)
	var ticked []string
	if record.HardOfHearing {
		ticked = append(ticked, hardOfHearing)
	}
	if record.ProtectedIdentity {
		ticked = append(ticked, protected)
	}
	f.careful.Tick(ticked...)
}

func (f *Form) text(name string) string {
	if name == "note" {
		return f.note.Text
	}
	return f.lines[name].Text
}

func (f *Form) setText(name, text string) {
	if name == "note" {
		f.note.SetText(text)
		return
	}
	f.lines[name].SetText(text)
}

// texts are the fields of free text, and where they stand in a draft.
func texts(draft *office.PatientDraft) map[string]*string {
	record := &draft.Record
	return map[string]*string{
		"personal-number": &draft.PersonalNumber, "given-name": &draft.GivenName, "family-name": &draft.FamilyName,
		"phone": &draft.Phone, "other-phone": &draft.OtherPhone, "no-phone": &record.NoPhone, "email": &draft.Email,
		"interpreter": &record.Interpreter, "allergies": &record.Allergies, "relative-name": &record.RelativeName,
		"relative-phone": &draft.RelativePhone, "relative-may-know": &record.RelativeMayKnow, "note": &draft.Note,
	}
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
	for name, into := range texts(&draft) {
		*into = f.text(name)
	}
	draft.Language = models.Language(f.language.ChosenID())
	draft.Record.Medicines = f.takes.Taken()
	draft.Record.Conditions = f.conditions.Values()
	draft.Record.HardOfHearing, draft.Record.ProtectedIdentity = false, false
	for _, id := range f.careful.Ticked() {
		draft.Record.HardOfHearing = draft.Record.HardOfHearing || id == hardOfHearing
		draft.Record.ProtectedIdentity = draft.Record.ProtectedIdentity || id == protected
	}
	return draft
}

// ShowProblems implements page.Form. Where somebody else changed the patient meanwhile,
// the two are shown field by field; what was typed stays.
func (f *Form) ShowProblems(err error) error {
	if errors.Is(err, models.ErrStale) && f.stale != nil {
		_ = f.Mark(nil) // what was wrong before is mended
		f.stale()
		return &models.Problem{Code: "patient.changed-meanwhile"}
	}
	return f.Form.ShowProblems(err)
}

const width = 620

// Ask opens the form in a dialog and keeps the patient. done gets the patient
// as kept. What a protected identity hides is read for it, which the history notes.
func Ask(desk Desk, host page.Host, draft office.PatientDraft, done func(models.Patient)) {
	if draft.ID == 0 || !draft.Record.ProtectedIdentity {
		ask(desk, host, draft, done)
		return
	}
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (models.Patient, error) { return desk.Reveal(ctx, draft.ID) },
		func(patient models.Patient, err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			ask(desk, host, office.DraftOf(patient), done)
		})
}

func ask(desk Desk, host page.Host, draft office.PatientDraft, done func(models.Patient)) {
	form := New(desk, host.Background(), draft)
	var token background.Token
	form.stale = func() {
		background.Load(host.Background(), &token,
			func(ctx context.Context) (care.PatientFile, error) { return desk.Patient(ctx, draft.ID) },
			func(file care.PatientFile, err error) {
				if err != nil {
					host.Fail(err)
					return
				}
				form.meet(file)
			})
	}
	title := locale.T("patient.form.change")
	if draft.ID == 0 {
		title = locale.T("patient.form.new")
	}
	var typed office.PatientDraft
	var kept models.Patient
	host.Ask(page.Dialog{
		Title: title, Content: widgets.BesideBar(form.Form), Form: form, Focus: form.First(), Width: width,
		Confirm: locale.T("patient.form.save"),
		OnConfirm: func() error {
			typed = form.Draft()
			var problems models.Problems
			problems.Add("", desk.CheckPatient(typed))
			problems.Add("", form.takes.Check())
			problems.Add("", form.clash.Check())
			return problems.OrNil()
		},
		Work: func(ctx context.Context) error {
			var err error
			kept, err = desk.SavePatient(ctx, typed)
			return err
		},
		OnDone: func() { done(kept) },
	})
}
