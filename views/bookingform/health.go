package bookingform

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

// health is the declaration about the weeks before a procedure (leaflet B1, B3). A
// letter answers: j, n, i.
type health struct {
	onChanged func()
	choices   []*widgets.Choice // as models.HealthQuestions
	items     []fyne.CanvasObject
}

// newHealth makes the questions with nothing asked yet.
func newHealth() *health {
	h := &health{}
	var rows []fyne.CanvasObject
	for _, asked := range models.HealthQuestions {
		var options []widgets.Option
		for _, answer := range []string{unasked, yes, no} {
			options = append(options, widgets.Option{ID: answer, Text: locale.T("bookingform.answer." + answer)})
		}
		choice := widgets.NewChoice(options...)
		choice.OnChosen = func(string) { h.onChanged() }
		h.choices = append(h.choices, choice)
		rows = append(rows, widgets.NewFieldRow(string(asked), HealthWord(asked), choice))
	}
	for len(rows) > 0 { // two beside each other
		pair := min(2, len(rows))
		h.items = append(h.items, widgets.NewBeside(rows[:pair]...))
		rows = rows[pair:]
	}
	h.onChanged = func() {}
	h.set(models.HealthDeclaration{})
	return h
}

// set fills the fields.
func (h *health) set(said models.HealthDeclaration) {
	for index, asked := range models.HealthQuestions {
		switch answer := *said.Answer(asked); {
		case answer == nil:
			h.choices[index].Choose(unasked)
		case *answer:
			h.choices[index].Choose(yes)
		default:
			h.choices[index].Choose(no)
		}
	}
}

// declaration is what was answered; nil is what nobody has been asked.
func (h *health) declaration() models.HealthDeclaration {
	var said models.HealthDeclaration
	for index, asked := range models.HealthQuestions {
		if id := h.choices[index].ChosenID(); id == yes || id == no {
			*said.Answer(asked) = new(id == yes)
		}
	}
	return said
}

// HealthWord is a question of the health declaration in a few words.
func HealthWord(asked models.HealthQuestion) string {
	return locale.T("bookingform.health." + string(asked))
}

// HealthSaid says in a line what was answered with yes; "" for nothing.
func HealthSaid(said models.HealthDeclaration) string {
	var named []string
	for _, asked := range models.HealthQuestions {
		if said.Yes(asked) {
			named = append(named, HealthWord(asked))
		}
	}
	if len(named) == 0 {
		return ""
	}
	return locale.T("bookingform.said", "text", strings.Join(named, ", "))
}
