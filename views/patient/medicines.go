package patient

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// mostMedicines is how many medicines a search shows.
const mostMedicines = 6

// medicines is what the patient takes: buttons that take one away, and a search
// that adds one.
type medicines struct {
	widget.BaseWidget

	desk   *app.Desk
	codes  []string
	search *widgets.Search[medication.Medicine]
	chosen *fyne.Container
	column *fyne.Container
}

func newMedicines(desk *app.Desk, host page.Host, codes []string) *medicines {
	m := &medicines{desk: desk, codes: slices.Clone(codes), chosen: widgets.NewFlow()}
	m.search = widgets.NewSearch(host.Background(), locale.T("patient.medicine.placeholder"),
		func(_ context.Context, text string) ([]medication.Medicine, error) {
			return desk.Medicines().Find(text, mostMedicines), nil
		}, func(found medication.Medicine) widgets.Hit {
			return widgets.Hit{Title: tasks.MedicineNames(desk, models.MedicinesOf(found.ATC)), Detail: locale.In(found.Substance)}
		})
	m.search.Nothing = func(string) string { return locale.T("patient.medicine.nothing") }
	m.search.OnChosen = m.add
	m.column = widgets.NewColumn(6, m.chosen, m.search)
	m.ExtendBaseWidget(m)
	m.show()
	return m
}

// Codes are the ATC codes of all that is taken.
func (m *medicines) Codes() []string { return slices.Clone(m.codes) }

// Target implements widgets.Field.
func (m *medicines) Target() fyne.Focusable { return m.search.Target() }

func (m *medicines) add(medicine medication.Medicine) {
	m.search.Clear()
	if slices.Contains(m.codes, medicine.ATC) {
		return
	}
	m.codes = append(m.codes, medicine.ATC)
	m.show()
}

func (m *medicines) remove(code string) {
	m.codes = slices.DeleteFunc(m.codes, func(other string) bool { return other == code })
	m.show()
}

// show draws the chosen ones; each is a button that takes it away.
func (m *medicines) show() {
	m.chosen.Objects = nil
	for _, code := range m.codes {
		name := tasks.MedicineNames(m.desk, models.MedicinesOf(code))
		m.chosen.Add(widgets.NewButton(name, func() { m.remove(code) }).WithIcon("close"))
	}
	m.chosen.Hidden = len(m.codes) == 0
	m.column.Refresh()
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *medicines) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.column) }
