package newbooking

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/app/medication"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// common are the codes of the blood thinners that patients name most; what they
// are called and whether they thin the blood is the catalogue's to say.
var common = []string{"B01AC06", "B01AA03", "B01AF02", "B01AF01", "B01AC04", "B01AB04"}

// mostMedicines is how many medicines a search shows.
const mostMedicines = 6

// medicines is what the patient takes: ticks for the common ones, a search for
// all others, which then stand below it until they are taken away.
type medicines struct {
	catalogue *medication.Catalogue
	changed   func()
	ticks     *widgets.Ticks
	search    *widgets.Search[medication.Medicine]
	others    []string
	list      *fyne.Container
}

func newMedicines(catalogue *medication.Catalogue, host page.Host, changed func()) *medicines {
	m := &medicines{catalogue: catalogue, changed: changed, list: widgets.NewFlow()}
	var options []widgets.Option
	for _, code := range common {
		if medicine, ok := catalogue.ByATC(code); ok {
			options = append(options, widgets.Option{ID: code, Text: tradeName(medicine)})
		}
	}
	m.ticks = widgets.NewTicks(options...)
	m.ticks.OnChanged = func([]string) { changed() }
	m.search = widgets.NewSearch(host.Background(), locale.T("newbooking.medicine.placeholder"),
		func(_ context.Context, text string) ([]medication.Medicine, error) {
			return catalogue.Find(text, mostMedicines), nil
		}, func(found medication.Medicine) widgets.Hit {
			return widgets.Hit{Title: fullName(found), Detail: found.ATC}
		})
	m.search.OnChosen = m.add
	m.search.Nothing = func(string) string { return locale.T("newbooking.medicine.nothing") }
	return m
}

func tradeName(medicine medication.Medicine) string {
	if len(medicine.Names) > 0 {
		return medicine.Names[0]
	}
	return locale.In(medicine.Substance)
}

func fullName(medicine medication.Medicine) string {
	substance := locale.In(medicine.Substance)
	if name := tradeName(medicine); name != substance {
		return substance + " (" + name + ")"
	}
	return substance
}

func (m *medicines) items() []fyne.CanvasObject {
	return []fyne.CanvasObject{row("medicines", m.ticks), row("other-medicines", m.search), m.list}
}

// codes are the ATC codes of all that is taken.
func (m *medicines) codes() []string { return append(m.ticks.Ticked(), m.others...) }

func (m *medicines) add(medicine medication.Medicine) {
	m.search.Clear()
	switch {
	case slices.Contains(m.codes(), medicine.ATC):
		return
	case slices.Contains(common, medicine.ATC):
		m.ticks.Tick(append(m.ticks.Ticked(), medicine.ATC)...)
	default:
		m.others = append(m.others, medicine.ATC)
	}
	m.show()
	m.changed()
}

// show draws the chosen ones; each is a button that takes it away.
func (m *medicines) show() {
	m.list.Objects = nil
	for _, code := range m.others {
		medicine, _ := m.catalogue.ByATC(code)
		m.list.Add(widgets.NewButton(fullName(medicine), func() {
			m.others = slices.DeleteFunc(m.others, func(other string) bool { return other == code })
			m.show()
			m.changed()
		}).WithIcon("close"))
	}
	m.list.Hidden = len(m.others) == 0
	m.list.Refresh()
}

func (m *medicines) empty() {
	m.others = nil
	m.ticks.Tick()
	m.search.Clear()
	m.show()
}
