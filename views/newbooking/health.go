package newbooking

import (
	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// The answers to a question of the health declaration.
const (
	unasked = "unasked"
	yes     = "yes"
	no      = "no"
)

// health is the declaration about the weeks before (leaflet B1, B3). A letter
// answers: j, n, i.
type health struct {
	bleeding, remedies, fever, antibiotics, hospital *widgets.Choice
}

func newHealth(changed func()) *health {
	question := func() *widgets.Choice {
		choice := widgets.NewChoice(
			widgets.Option{ID: unasked, Text: locale.T("newbooking.answer.unasked")},
			widgets.Option{ID: yes, Text: locale.T("newbooking.answer.yes")},
			widgets.Option{ID: no, Text: locale.T("newbooking.answer.no")},
		)
		choice.Choose(unasked)
		choice.OnChosen = func(string) { changed() }
		return choice
	}
	return &health{
		bleeding: question(), remedies: question(), fever: question(), antibiotics: question(), hospital: question(),
	}
}

func (h *health) items() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewBeside(row("bleeding", h.bleeding), row("remedies", h.remedies)),
		widgets.NewBeside(row("fever", h.fever), row("antibiotics", h.antibiotics)),
		row("hospital", h.hospital),
	}
}

func (h *health) declaration() models.HealthDeclaration {
	return models.HealthDeclaration{
		BleedingTendency: answer(h.bleeding), NaturalRemedies: answer(h.remedies), FeverOrIll: answer(h.fever),
		Antibiotics: answer(h.antibiotics), HospitalStay: answer(h.hospital),
	}
}

// answer is nil while the patient has not been asked.
func answer(choice *widgets.Choice) *bool {
	id := choice.ChosenID()
	if id != yes && id != no {
		return nil
	}
	said := id == yes
	return &said
}

func (h *health) empty() {
	for _, choice := range []*widgets.Choice{h.bleeding, h.remedies, h.fever, h.antibiotics, h.hospital} {
		choice.Choose(unasked)
	}
}
