package medicines

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// unknown is the answer of a patient who does not know.
const unknown = "unknown"

// row is one medicine that is taken, with the questions of its own rule. It is
// kept when the medicine is taken away, so that its answers come back with it.
type row struct {
	medicine         models.Medicine // without its answers
	form, indication *widgets.Choice
	doseTime         *widgets.Choice
	formRow, whyRow  *widgets.FieldRow

	dose, since       *widgets.Line // where the editor asks for them
	doseRow, sinceRow *widgets.FieldRow
	whenRow           *widgets.FieldRow
	content           fyne.CanvasObject
}

func (e *Editor) newRow(medicine models.Medicine) *row {
	r := &row{medicine: models.Medicine{ATC: medicine.ATC, FreeText: medicine.FreeText}}
	r.form = e.question(locale.T("medicines.form"), ids(medication.Forms), func(id string) string { return locale.T("medicines.form." + id) })
	r.indication = e.question(locale.T("medicines.indication"), ids(medication.Indications), func(id string) string {
		return locale.T("medicines.indication." + id)
	})
	r.doseTime = e.question(locale.T("medicines.dose-time"), ids(medication.DoseTimes), func(id string) string {
		return locale.T("medicines.dose-time." + id)
	})
	answer(r.form, medicine.Form)
	answer(r.doseTime, medicine.DoseTime)
	answer(r.indication, medicine.Indication)
	r.formRow = widgets.NewFieldRow("form:"+medicine.ATC, "", r.form)
	r.whyRow = widgets.NewFieldRow("indication:"+medicine.ATC, "", r.indication)
	r.dose, r.since = widgets.NewLine(locale.T("medicines.dose.placeholder")), widgets.NewLine(locale.T("medicines.since.placeholder"))
	r.doseRow, r.sinceRow = widgets.NewFieldRow("dose:"+medicine.Key(), "", r.dose), widgets.NewFieldRow("since:"+medicine.Key(), "", r.since)
	setShown(r.doseRow, e.doses)
	setShown(r.sinceRow, e.doses)
	r.whenRow = widgets.NewFieldRow("dose-time:"+medicine.ATC, "", r.doseTime)
	known, ok := e.catalogue.ByATC(medicine.ATC)
	name := e.written(medicine)
	if ok {
		name = title(known)
	}
	remove := widgets.NewQuiet(locale.T("medicines.remove"), func() { e.remove(r.medicine) }).WithIcon("close")
	status, word := e.class(medicine)
	r.content = widgets.NewColumn(0,
		container.NewBorder(nil, nil, nil, remove, container.New(&middle{}, widgets.NewParagraph(name).Bold())),
		container.New(&asked{}, widgets.NewPill(status, word), r.doseRow, r.sinceRow, r.formRow, r.whyRow, r.whenRow))
	return r
}

// question is a choice between answers, one of which is not to know; open is
// what it shows until one is chosen.
func (e *Editor) question(open string, answers []string, word func(id string) string) *widgets.Choice {
	var options []widgets.Option
	for _, id := range slices.Concat(answers, []string{unknown}) {
		options = append(options, widgets.Option{ID: id, Text: word(id)})
	}
	choice := widgets.NewChoice(options...)
	choice.PlaceHolder = open
	choice.ClearSelected()
	choice.OnChosen = func(string) { e.answered() }
	return choice
}

// answer chooses what is kept; what is not known is left open to be asked again.
func answer(choice *widgets.Choice, id string) {
	if id != "" {
		choice.Choose(id)
	}
}

// given is what was answered; not to know is kept as nothing.
func given(choice *widgets.Choice) string {
	if id := choice.ChosenID(); id != unknown {
		return id
	}
	return ""
}

// taken is the medicine with the answers that its rule needs.
func (r *row) taken() models.Medicine {
	medicine := r.medicine
	if r.formRow.Visible() {
		medicine.Form = given(r.form)
	}
	if r.whyRow.Visible() {
		medicine.Indication = given(r.indication)
	}
	if r.whenRow.Visible() {
		medicine.DoseTime = given(r.doseTime)
	}
	return medicine
}

// ask shows the questions that are asked.
func (r *row) ask(questions medication.Questions) {
	code := r.medicine.ATC
	setShown(r.formRow, slices.Contains(questions.Forms, code))
	setShown(r.whyRow, slices.Contains(questions.Indications, code))
	setShown(r.whenRow, slices.Contains(questions.DoseTimes, code))
}

func setShown(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}

func ids[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for index, one := range all {
		texts[index] = string(one)
	}
	return texts
}
