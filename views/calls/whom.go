package calls

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// hitLimit is how many patients a search offers.
const hitLimit = 6

// whom is the field of the patient: a search while nobody is chosen, then the
// one who was.
type whom struct {
	widget.BaseWidget
	chosen  models.PatientRow // ID 0 while nobody is
	search  *widgets.Search[models.PatientRow]
	finding *fyne.Container
	name    *widgets.Paragraph
	other   *widgets.Button
	found   *fyne.Container
	stack   *fyne.Container
	host    page.Host
}

// newWhom makes the field. chosen follows a choice by the nurse, forgotten when
// it is taken back.
func newWhom(desk *app.Desk, host page.Host, chosen func(models.PatientRow), forgotten func()) *whom {
	w := &whom{host: host}
	w.search = widgets.NewSearch(host.Background(), locale.T("calls.patient.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return desk.FindPatients(ctx, text, hitLimit)
		},
		func(row models.PatientRow) widgets.Hit {
			return widgets.Hit{Title: row.Name(), Detail: numbers(row)}
		})
	w.search.OnError = host.Fail
	w.search.Nothing = func(string) string { return locale.T("calls.patient.nothing") }
	w.search.OnChosen = func(row models.PatientRow) {
		w.choose(row)
		chosen(row)
	}
	register := widgets.NewQuiet(locale.T("calls.patient.register"), func() {
		host.Open(page.Route{Page: page.Patients, Arg: page.New})
	})
	w.finding = widgets.NewColumn(2, w.search, widgets.NewFlow(register))
	w.name = widgets.NewParagraph("").Bold()
	w.other = widgets.NewButton(locale.T("calls.patient.other"), func() {
		w.clear()
		forgotten()
		host.Window().Canvas().Focus(w.Target())
	})
	w.found = container.NewBorder(nil, nil, nil, w.other, container.NewVBox(layout.NewSpacer(), w.name, layout.NewSpacer()))
	w.found.Hide()
	w.stack = widgets.NewColumn(0, w.finding, w.found)
	w.ExtendBaseWidget(w)
	return w
}

// Target implements widgets.Field.
func (w *whom) Target() fyne.Focusable {
	if w.chosen.ID != 0 {
		return w.other
	}
	return w.search.Target()
}

// choose shows the chosen patient instead of the search.
func (w *whom) choose(row models.PatientRow) {
	w.search.Clear()
	w.chosen = row
	w.name.SetText(strings.TrimSuffix(row.Name()+" · "+numbers(row), " · "))
	w.finding.Hide()
	w.found.Show()
	w.Refresh()
}

// clear goes back to the search.
func (w *whom) clear() {
	w.search.Clear()
	w.chosen = models.PatientRow{}
	w.found.Hide()
	w.finding.Show()
	w.Refresh()
}

// again finds once more, because the patient may have been registered meanwhile.
func (w *whom) again() {
	if text := w.search.Text(); w.chosen.ID == 0 && text != "" {
		w.search.Clear()
		w.search.SetText(text)
	}
}

// text is what is typed while nobody is chosen.
func (w *whom) text() string { return w.search.Text() }

// CreateRenderer implements fyne.Widget.
func (w *whom) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.stack) }

// numbers are what tells patients of the same name apart.
func numbers(row models.PatientRow) string {
	var parts []string
	if row.PersonalNumber != "" {
		parts = append(parts, locale.PersonalNumber(row.PersonalNumber))
	}
	if row.Phone != "" {
		parts = append(parts, locale.Phone(row.Phone))
	}
	return strings.Join(parts, " · ")
}

func rowOf(patient models.Patient) models.PatientRow {
	return models.PatientRow{
		ID: patient.ID, PersonalNumber: patient.PersonalNumber,
		GivenName: patient.GivenName, FamilyName: patient.FamilyName, Phone: patient.Phone,
	}
}
