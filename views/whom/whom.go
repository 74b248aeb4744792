// Package whom is the field that finds a patient: a search, and below it the one who was chosen.
package whom

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
}

// hitLimit is how many patients a search offers.
const hitLimit = 6

// Field is the field of a patient.
type Field struct {
	widget.BaseWidget

	search *widgets.Search[models.PatientRow]
	chosen models.PatientRow
	name   *widgets.Paragraph
	column *fyne.Container
}

// New makes the field with nobody chosen.
func New(desk Desk, host page.Host) *Field {
	f := &Field{name: widgets.NewParagraph("").Bold()}
	f.search = widgets.NewSearch(host.Background(), locale.T("whom.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return desk.FindPatients(ctx, text, hitLimit)
		},
		func(row models.PatientRow) widgets.Hit {
			return widgets.Hit{Title: row.Name(), Detail: locale.Apart(row)}
		})
	f.search.OnError = host.Fail
	f.search.OnChosen = f.Choose
	f.name.Hide()
	f.column = widgets.NewColumn(6, f.search, f.name)
	f.ExtendBaseWidget(f)
	return f
}

// Choose takes a patient.
func (f *Field) Choose(row models.PatientRow) {
	f.chosen = row
	f.search.Clear()
	f.name.SetText(locale.Line(row.Name(), locale.Apart(row)))
	f.name.Show()
	f.Refresh()
}

// Chosen is the patient; the error says that nobody is chosen, of the field "patient".
func (f *Field) Chosen() (models.PatientRow, error) {
	if f.chosen.ID == 0 {
		return f.chosen, models.ErrRequired.On("patient")
	}
	return f.chosen, nil
}

// Target implements widgets.Field.
func (f *Field) Target() fyne.Focusable { return f.search.Target() }

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.column) }
