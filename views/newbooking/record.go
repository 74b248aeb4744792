package newbooking

import (
	"slices"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// record is what is known of the patient beside the booking: it is carried into the form,
// and one question asks whether it is still so.
type record struct {
	page      *bookingPage
	still     *widgets.Choice
	row       *widgets.FieldRow
	known     *widgets.Paragraph // what the question is about
	allergies *widgets.Line
}

// The answers to the question.
const (
	stillSo = "yes"
	altered = "no"
)

func newRecord(p *bookingPage) *record {
	r := &record{
		page: p, known: widgets.NewParagraph(""), allergies: widgets.NewLine(locale.T("patient.form.allergies.placeholder")),
		still: widgets.NewChoice(
			widgets.Option{ID: stillSo, Text: locale.T("newbooking.still.yes")},
			widgets.Option{ID: altered, Text: locale.T("newbooking.still.no")},
		),
	}
	r.row = row("record", r.still)
	r.still.OnChosen = r.said
	r.allergies.Entry.OnChanged = func(string) { p.changed() }
	return r
}

// said follows the answer. What has changed is changed in the patient's own form, which
// is the answer then.
func (r *record) said(id string) {
	if r.page.filling {
		return
	}
	if id != altered {
		r.page.changed()
		return
	}
	chosen := r.page.who.chosen
	r.answer(false)
	patientform.Ask(r.page.desk, r.page.host, office.DraftOf(chosen), func(kept models.Patient) {
		r.page.who.take(kept)
		r.carry(kept)
		r.answer(true)
		r.page.who.focus()
	})
}

// about shows what is known of a patient, and asks anew.
func (r *record) about(patient models.Patient) {
	r.known.SetText(patientform.Said(r.page.desk.Medicines(), patient.Shown()))
	r.answer(false)
	r.allergies.SetText(patient.Allergies)
}

// restore brings back what was typed, without undoing what is known of the patient by now,
// and tells whether that was known then.
func (r *record) restore(typed string) (known bool) {
	now := r.page.who.chosen.Allergies
	switch {
	case strings.Contains(typed, now):
		r.allergies.Restore(typed)
		return true
	case typed != "":
		r.allergies.Restore(locale.Line(now, typed))
	}
	return false
}

func (r *record) answered() bool { return r.still.ChosenID() == stillSo }

// answer gives the answer, or takes it back.
func (r *record) answer(checked bool) {
	before := r.page.filling
	r.page.filling = true
	defer func() { r.page.filling = before }()
	r.still.ClearSelected()
	if checked {
		r.still.Choose(stillSo)
	}
}

// carry puts what the patient takes and has into the booking, beside what is typed.
func (r *record) carry(patient models.Patient) {
	values := r.page.details.Medicines.Values()
	for _, medicine := range patient.Takes() {
		if !values.Medicines.Has(medicine) {
			values.Medicines = append(values.Medicines, medicine)
		}
	}
	r.put(values.Medicines, append(r.page.details.Conditions.Values(), patient.Conditions...))
}

// leave takes out of the booking what belongs to a patient who is not meant after all.
func (r *record) leave(patient models.Patient) {
	medicines := slices.DeleteFunc(slices.Clone(r.page.details.Medicines.Values().Medicines), patient.Takes().Has)
	r.put(medicines, slices.DeleteFunc(r.page.details.Conditions.Values(), func(condition models.Condition) bool {
		return slices.Contains(patient.Conditions, condition)
	}))
	if r.allergies.Text == patient.Allergies {
		r.allergies.SetText("")
	}
}

func (r *record) put(medicines models.Medicines, conditions []models.Condition) {
	editor := r.page.details.Medicines
	typed, values := editor.Typed(), editor.Values()
	values.Medicines = medicines
	editor.Set(values)
	editor.SetTyped(typed)
	r.page.details.Conditions.Set(conditions)
	r.page.relaid()
}

// adds tells whether a booking says more or less of the patient than is known anyway.
func (r *record) adds(draft bookings.Draft) bool {
	var known models.Patient
	if r.page.who.stage == settled {
		known = r.page.who.chosen
	}
	takes := known.Takes()
	return !slices.Equal(sorted(draft.Medicines), sorted(takes)) ||
		!slices.Equal(slices.Sorted(slices.Values(draft.Conditions)), slices.Sorted(slices.Values(known.Conditions))) ||
		r.allergies.Text != known.Allergies
}

func sorted(medicines models.Medicines) []string {
	var keys []string
	for _, medicine := range medicines {
		keys = append(keys, medicine.Key()+" "+medicine.Form+" "+medicine.Indication)
	}
	return slices.Sorted(slices.Values(keys))
}
