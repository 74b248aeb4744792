package calls

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// hitLimit is how many patients a search offers.
const hitLimit = 6

// assign gives a call to the patient it turned out to be about.
func (n *note) assign() {
	whom := newWhom(n)
	form := widgets.NewForm(widgets.NewFieldRow("patient", locale.T("calls.assign.patient"), whom))
	n.host.Ask(page.Dialog{
		Title: locale.T("calls.assign.title"), Text: locale.T("calls.assign.text", "name", n.file.Patient.Name()),
		Content: form, Form: form, Focus: whom.Target(), Confirm: locale.T("calls.assign.confirm"),
		OnConfirm: func() error {
			if whom.chosen.ID == 0 {
				return models.ErrRequired.On("patient")
			}
			return nil
		},
		Work: func(ctx context.Context) error { return n.desk.AssignCall(ctx, n.file.Call.ID, whom.chosen.ID) },
		OnDone: func() {
			n.host.Toast(locale.T("calls.assign.told", "name", whom.chosen.Name()), nil)
			n.load()
		},
	})
}

// whom is the field of a patient: a search, and below it the one who was chosen.
type whom struct {
	widget.BaseWidget
	chosen models.PatientRow // ID 0 while nobody is
	search *widgets.Search[models.PatientRow]
	name   *widgets.Paragraph
	column *fyne.Container
}

func newWhom(n *note) *whom {
	w := &whom{name: widgets.NewParagraph("").Bold()}
	w.search = widgets.NewSearch(n.host.Background(), locale.T("calls.assign.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return n.desk.FindPatients(ctx, text, hitLimit)
		},
		func(row models.PatientRow) widgets.Hit {
			return widgets.Hit{Title: row.Name(), Detail: locale.Apart(row)}
		})
	w.search.OnError = n.host.Fail
	w.search.OnChosen = func(row models.PatientRow) {
		w.chosen = row
		w.search.Clear()
		w.name.SetText(locale.Line(row.Name(), locale.Apart(row)))
		w.name.Show()
		w.Refresh()
	}
	w.name.Hide()
	w.column = widgets.NewColumn(6, w.search, w.name)
	w.ExtendBaseWidget(w)
	return w
}

// Target implements widgets.Field.
func (w *whom) Target() fyne.Focusable { return w.search.Target() }

// CreateRenderer implements fyne.Widget.
func (w *whom) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.column) }
