package medicines

import (
	"slices"

	"nursedesk/views/widgets"
)

// Typed is what stands in the editor's fields beside its values.
type Typed struct {
	Search string   // a name that is not chosen yet
	Unsure []string // the fields whose question was answered with not knowing
}

// Typed is what stands there now.
func (e *Editor) Typed() Typed {
	typed := Typed{Search: e.search.Text()}
	for name, choice := range e.questions() {
		if choice.ChosenID() == unknown {
			typed.Unsure = append(typed.Unsure, name)
		}
	}
	slices.Sort(typed.Unsure)
	return typed
}

// SetTyped fills that in after Set, without calling OnChanged; the search finds
// again.
func (e *Editor) SetTyped(typed Typed) {
	e.filling = true
	defer func() { e.filling = false }()
	for name, choice := range e.questions() {
		if slices.Contains(typed.Unsure, name) {
			choice.Choose(unknown)
		}
	}
	e.search.SetText(typed.Search)
	e.show()
}

// questions are the choices of what is taken and about the patient, by the name
// of their field.
func (e *Editor) questions() map[string]*widgets.Choice {
	all := map[string]*widgets.Choice{}
	for _, key := range e.chosen {
		all[e.rows[key].formRow.Name] = e.rows[key].form
		all[e.rows[key].whyRow.Name] = e.rows[key].indication
	}
	for factor, choice := range e.factors.choices {
		all[e.factors.rows[factor].Name] = choice
	}
	return all
}
