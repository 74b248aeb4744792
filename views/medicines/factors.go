package medicines

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/medication"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// factors are the questions about the patient, each asked once whatever the
// number of medicines that need it.
type factors struct {
	choices map[medication.Factor]*widgets.Choice
	rows    map[medication.Factor]*widgets.FieldRow
	kept    map[string]string // as they were filled in
	rest    *widgets.Button
	// lastShown is the last question that is asked.
	lastShown *widgets.Choice
	content   *fyne.Container
}

func (e *Editor) newFactors() *factors {
	f := &factors{choices: map[medication.Factor]*widgets.Choice{}, rows: map[medication.Factor]*widgets.FieldRow{}}
	f.rest = widgets.NewButton(locale.T("medicines.rest-no"), func() {
		f.answerRest()
		e.answered()
		f.goOn()
	})
	heading := widgets.NewParagraph(locale.T("medicines.factors")).Bold()
	head := container.NewBorder(nil, nil, nil, f.rest, container.New(layout.NewCustomPaddedLayout(8, 0, 0, 0), heading))
	f.content = widgets.NewColumn(8, head)
	answers := []string{string(medication.Yes), string(medication.No)}
	var rows []fyne.CanvasObject
	for _, factor := range e.catalogue.AskedFactors() {
		id := string(factor)
		choice := e.question(locale.T("medicines.unanswered"), answers, func(id string) string {
			return locale.T("medicines.answer." + id)
		})
		f.choices[factor] = choice
		f.rows[factor] = widgets.NewFieldRow("factor:"+id, locale.T("medicines.factor."+id), choice)
		rows = append(rows, f.rows[factor])
		if len(rows) == 2 { // two beside each other
			f.content.Add(widgets.NewBeside(rows...))
			rows = nil
		}
	}
	if len(rows) > 0 {
		f.content.Add(widgets.NewBeside(rows...))
	}
	return f
}

// ask shows the questions that are asked.
func (f *factors) ask(asked []medication.Factor) {
	for _, row := range f.rows {
		row.Hide()
	}
	open := false
	f.lastShown = nil
	for _, factor := range asked {
		f.rows[factor].Show()
		f.lastShown = f.choices[factor]
		open = open || f.choices[factor].ChosenID() == ""
	}
	for _, pair := range f.content.Objects[1:] {
		pair := pair.(*fyne.Container)
		shown := false
		for _, row := range pair.Objects {
			shown = shown || row.Visible()
		}
		setShown(pair, shown)
	}
	setShown(f.rest, open)
	setShown(f.content, len(asked) > 0)
}

// answerRest says no to every question that is asked and has no answer.
func (f *factors) answerRest() {
	for factor, choice := range f.choices {
		if f.rows[factor].Visible() && choice.ChosenID() == "" {
			choice.Choose(string(medication.No))
		}
	}
}

// goOn leaves the questions for what comes after them: the button that was pressed is gone.
func (f *factors) goOn() {
	if f.lastShown == nil {
		return
	}
	widgets.Focus(f.lastShown)
	if canvas := widgets.CanvasOf(f.lastShown); canvas != nil {
		canvas.FocusNext()
	}
}

func (f *factors) set(answers map[string]string) {
	f.kept = answers
	for factor, choice := range f.choices {
		choice.ClearSelected()
		answer(choice, answers[string(factor)])
	}
}

// answers are all that is known, also where it is no longer asked.
func (f *factors) answers() map[string]string {
	answers := map[string]string{}
	maps.Copy(answers, f.kept)
	for factor, choice := range f.choices {
		delete(answers, string(factor))
		if said := given(choice); said != "" {
			answers[string(factor)] = said
		}
	}
	if len(answers) == 0 {
		return nil
	}
	return answers
}
