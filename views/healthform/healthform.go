// Package healthform is the fields of the health declaration about the weeks
// before a procedure (leaflet B1, B3), shared by the page that registers a
// booking and the one that changes it.
package healthform

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// The answers; nobody has been asked until somebody has.
const (
	unasked = "unasked"
	yes     = "yes"
	no      = "no"
)

// Fields are the questions with their answers. A letter answers: j, n, i.
type Fields struct {
	// OnChanged, where set, follows each answer.
	OnChanged func()

	choices []*widgets.Choice // as models.HealthQuestions
	items   []fyne.CanvasObject
}

// New makes the fields with nothing asked yet.
func New() *Fields {
	f := &Fields{}
	var rows []fyne.CanvasObject
	for _, asked := range models.HealthQuestions {
		var options []widgets.Option
		for _, answer := range []string{unasked, yes, no} {
			options = append(options, widgets.Option{ID: answer, Text: locale.T("healthform.answer." + answer)})
		}
		choice := widgets.NewChoice(options...)
		choice.OnChosen = func(string) {
			if f.OnChanged != nil {
				f.OnChanged()
			}
		}
		f.choices = append(f.choices, choice)
		rows = append(rows, widgets.NewFieldRow(string(asked), Word(asked), choice))
	}
	for len(rows) > 0 { // two beside each other
		pair := min(2, len(rows))
		f.items = append(f.items, widgets.NewBeside(rows[:pair]...))
		rows = rows[pair:]
	}
	f.Set(models.HealthDeclaration{})
	return f
}

// Word is a question in a few words.
func Word(asked models.HealthQuestion) string { return locale.T("healthform." + string(asked)) }

// Items are the fields, for a form.
func (f *Fields) Items() []fyne.CanvasObject { return f.items }

// Set fills the fields.
func (f *Fields) Set(said models.HealthDeclaration) {
	for index, asked := range models.HealthQuestions {
		switch answer := *said.Answer(asked); {
		case answer == nil:
			f.choices[index].Choose(unasked)
		case *answer:
			f.choices[index].Choose(yes)
		default:
			f.choices[index].Choose(no)
		}
	}
}

// Declaration is what was answered; nil is what nobody has been asked.
func (f *Fields) Declaration() models.HealthDeclaration {
	var said models.HealthDeclaration
	for index, asked := range models.HealthQuestions {
		if id := f.choices[index].ChosenID(); id == yes || id == no {
			answer := id == yes
			*said.Answer(asked) = &answer
		}
	}
	return said
}

// Same tells whether two declarations say the same.
func Same(a, b models.HealthDeclaration) bool {
	for _, asked := range models.HealthQuestions {
		one, other := *a.Answer(asked), *b.Answer(asked)
		if (one == nil) != (other == nil) || one != nil && *one != *other {
			return false
		}
	}
	return true
}

// Said says in a line what was answered with yes; "" for nothing.
func Said(said models.HealthDeclaration) string {
	var named []string
	for _, asked := range models.HealthQuestions {
		if said.Yes(asked) {
			named = append(named, Word(asked))
		}
	}
	if len(named) == 0 {
		return ""
	}
	return locale.T("healthform.said", "text", strings.Join(named, ", "))
}
