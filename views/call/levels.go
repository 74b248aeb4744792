package call

import (
	"slices"
	"strings"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// raise chooses a higher level with one press; "" goes back to the rules' own.
func (p *Page) raise(level triage.Level) {
	p.draft.Raised, p.draft.Lowered = string(level), nil
	p.judge()
	p.changed()
	p.back()
}

// choose takes the nurse's own level where the program proposes none, with a doctor's word
// where something alarming is found.
func (p *Page) choose(level triage.Level) {
	if p.judged.MayChoose(level) {
		p.raise(level)
		return
	}
	p.askDoctor(doctorsWord{
		title: locale.T("call.doctor.title"), text: locale.T("call.doctor.text"), field: locale.T("call.field.doctor-level"),
		confirm: locale.T("call.doctor.confirm"), chosen: level,
	})
}

// askLower chooses a lower level than the rules'.
func (p *Page) askLower() {
	from := p.judged.Assessment.Level
	p.askDoctor(doctorsWord{
		title: locale.T("call.lower.title", "level", string(from), "name", levelName(p.guide, from)), text: locale.T("call.lower.text"),
		field: locale.T("call.field.lower-to"), confirm: locale.T("call.lower.confirm"), from: from,
	})
}

// doctorsWord is how a level is asked for that a doctor decides.
type doctorsWord struct {
	title, text, field, confirm string
	from, chosen                triage.Level // "" for none
}

// askDoctor chooses a level with a reason and the name of the doctor who decided it.
func (p *Page) askDoctor(asked doctorsWord) {
	var levels []widgets.Option
	for _, level := range triage.Levels {
		if asked.from == "" || asked.from.Above(level) {
			levels = append(levels, widgets.Option{ID: string(level), Text: string(level) + " " + levelName(p.guide, level)})
		}
	}
	to, reason, doctor := widgets.NewChoice(levels...), widgets.NewNote(""), widgets.NewSuggest("")
	doctor.SetOptions(p.file.Clinic.Surgeons)
	to.Choose(string(asked.chosen))
	form := widgets.NewForm(
		widgets.NewFieldRow("lower-to", asked.field, to),
		widgets.NewFieldRow("lower-reason", locale.T("call.field.lower-reason"), reason),
		widgets.NewFieldRow("lower-doctor", locale.T("call.field.lower-doctor"), doctor),
	)
	var lowered models.Lowering
	p.host.Ask(page.Dialog{
		Title: asked.title, Text: asked.text, Content: form, Form: form, Confirm: asked.confirm, Danger: true,
		OnConfirm: func() error {
			lowered = models.Lowering{
				From: string(asked.from), To: to.ChosenID(), Reason: strings.TrimSpace(reason.Text), Doctor: strings.TrimSpace(doctor.Text()),
				Weighed: p.judged.Alarming,
			}
			var problems models.Problems
			if lowered.To == "" {
				problems.Add("lower-to", models.ErrRequired)
			}
			problems.Add("", lowered.Validate())
			return problems.OrNil()
		},
		OnDone: func() {
			p.draft.Lowered, p.draft.Raised = &lowered, ""
			p.judge()
			p.changed()
			p.back()
		},
		OnCancel: p.back,
	})
}

// tick notes when something was done, and takes it back when it is pressed again.
func (p *Page) tick(what string) {
	at := slices.IndexFunc(p.draft.Contacts, func(c models.Contact) bool { return c.With == what })
	if at >= 0 {
		p.draft.Contacts = slices.Delete(slices.Clone(p.draft.Contacts), at, at+1)
	} else {
		p.draft.Contacts = append(slices.Clone(p.draft.Contacts), models.Contact{At: p.host.Now(), With: what})
	}
	p.judge() // that 112 is called lets the call be signed
	p.changed()
	p.back()
}

// askContact notes whom the nurse told of the patient.
func (p *Page) askContact() {
	with, note := widgets.NewSuggest(locale.T("call.contact.placeholder")), widgets.NewNote("")
	with.SetOptions(append(slices.Clone(p.file.Clinic.Surgeons), locale.T("call.contact.emergency"), locale.T("call.contact.112")))
	back := widgets.NewCheck(locale.T("call.contact.read-back"), nil)
	form := widgets.NewForm(
		widgets.NewFieldRow("contact-with", locale.T("call.field.contact-with"), with),
		widgets.NewFieldRow("contact-note", locale.T("call.field.contact-note"), note),
		widgets.NewFieldRow("", "", back),
	)
	var contact models.Contact
	p.host.Ask(page.Dialog{
		Title: locale.T("call.contact.title"), Content: form, Form: form, Confirm: locale.T("call.contact.keep"),
		OnConfirm: func() error {
			contact = models.Contact{
				At: p.host.Now(), With: strings.TrimSpace(with.Text()), Note: strings.TrimSpace(note.Text), ReadBack: back.Checked,
			}
			return contact.Validate()
		},
		OnDone: func() {
			p.draft.Contacts = append(slices.Clone(p.draft.Contacts), contact)
			p.changed()
			p.back()
		},
		OnCancel: p.back,
	})
}

// showEarlier lists the patient's earlier calls.
func (p *Page) showEarlier() {
	const most = 12
	column := widgets.NewColumn(10)
	for index, call := range p.file.Calls {
		if index == most {
			break
		}
		head := locale.Line(locale.Moment(call.At), call.By)
		if call.Level != "" {
			head = locale.Line(call.Level, head)
		}
		lines := widgets.NewColumn(2, widgets.NewParagraph(head).Bold(), widgets.NewParagraph(call.Reason))
		if call.Advice != "" {
			lines.Add(widgets.NewParagraph(locale.T("call.earlier.advice", "text", call.Advice)).Small())
		}
		column.Add(lines)
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("call.earlier.title", "name", p.file.Patient.Name()), Content: column, Width: 560,
		Confirm: locale.T("call.earlier.close"), NoCancel: true, OnDone: p.back,
	})
}
