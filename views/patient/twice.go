package patient

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/merging"
	"nursedesk/views/widgets"
)

// Merge implements page.Merger: it asks whom the patient is the same as.
func (p *Page) Merge() {
	if p.loaded {
		merging.Ask(p.desk, p.host, p.id, p.file.Patient.Name(), p.Reload)
	}
}

// findTwice asks about whoever may be the same person, once the rest is there.
func (p *Page) findTwice() {
	id := p.id
	background.Load(p.host.Background(), &p.finding,
		func(ctx context.Context) ([]models.PatientRow, error) { return p.desk.Duplicates(ctx, id) },
		func(rows []models.PatientRow, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.twice.Objects = nil
			if offer := merging.Offer(p.desk, p.host, id, rows, p.Reload); offer != nil {
				p.twice.Objects = []fyne.CanvasObject{widgets.NewCard(offer)}
			}
			p.twice.Hidden = len(p.twice.Objects) == 0
			p.body.Refresh()
		})
}

// partAgain is the button that makes two patients of one again; nil for any other entry, and
// where that was done or another merge came later.
func (p *Page) partAgain(later []models.AuditEntry, entry models.AuditEntry) fyne.CanvasObject {
	id, ok := patients.MergeOf(entry)
	if !ok || *entry.PatientID != p.id || slices.ContainsFunc(later, func(other models.AuditEntry) bool {
		return other.Details["merge"] == entry.Details["merge"] && *other.PatientID == p.id || other.Action == patients.Merged
	}) {
		return nil
	}
	return widgets.NewQuiet(locale.T("patient.undo"), func() { merging.Undo(p.desk, p.host, id, p.Reload) })
}
