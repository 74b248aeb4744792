package patient

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// question is one question of the health declaration (leaflet B1, B3).
type question struct {
	id     string
	answer func(*models.HealthDeclaration) **bool
}

var questions = []question{
	{"bleeding", func(h *models.HealthDeclaration) **bool { return &h.BleedingTendency }},
	{"remedies", func(h *models.HealthDeclaration) **bool { return &h.NaturalRemedies }},
	{"fever", func(h *models.HealthDeclaration) **bool { return &h.FeverOrIll }},
	{"antibiotics", func(h *models.HealthDeclaration) **bool { return &h.Antibiotics }},
	{"hospital", func(h *models.HealthDeclaration) **bool { return &h.HospitalStay }},
}

// The answers; nobody has been asked until somebody has.
const (
	unasked = "unasked"
	yes     = "yes"
	no      = "no"
)

// health is the fields of the declaration.
type health struct {
	choices []*widgets.Choice // as questions
	rows    *fyne.Container
}

func newHealth(said models.HealthDeclaration) *health {
	h := &health{rows: widgets.NewColumn(10)}
	for index, asked := range questions {
		var options []widgets.Option
		for _, answer := range []string{unasked, yes, no} {
			options = append(options, widgets.Option{ID: answer, Text: locale.T("patient.answer." + answer)})
		}
		choice := widgets.NewChoice(options...)
		switch answer := *asked.answer(&said); {
		case answer == nil:
			choice.Choose(unasked)
		case *answer:
			choice.Choose(yes)
		default:
			choice.Choose(no)
		}
		h.choices = append(h.choices, choice)
		if index%2 == 0 { // two beside each other
			h.rows.Add(widgets.NewBeside())
		}
		h.rows.Objects[index/2].(*fyne.Container).Add(widgets.NewFieldRow(asked.id, locale.T("patient.health."+asked.id), choice))
	}
	return h
}

func (h *health) read() models.HealthDeclaration {
	var said models.HealthDeclaration
	for index, asked := range questions {
		if id := h.choices[index].ChosenID(); id != unasked {
			answer := id == yes
			*asked.answer(&said) = &answer
		}
	}
	return said
}

func sameHealth(a, b models.HealthDeclaration) bool {
	for _, asked := range questions {
		one, other := *asked.answer(&a), *asked.answer(&b)
		if (one == nil) != (other == nil) || one != nil && *one != *other {
			return false
		}
	}
	return true
}

// healthSaid says what was answered with yes; "" for nothing.
func healthSaid(said models.HealthDeclaration) string {
	var named []string
	for _, asked := range questions {
		if answer := *asked.answer(&said); answer != nil && *answer {
			named = append(named, locale.T("patient.health."+asked.id))
		}
	}
	if len(named) == 0 {
		return ""
	}
	return locale.T("patient.health.said", "text", strings.Join(named, ", "))
}
