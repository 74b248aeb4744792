package patient

import (
	"context"
	"fmt"
	"io"

	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/views/background"
	"nursedesk/views/erasing"
	"nursedesk/views/journal"
	"nursedesk/views/locale"
	"nursedesk/views/saving"
)

// Erase implements page.Eraser.
func (p *Page) Erase() {
	if p.loaded {
		erasing.Ask(p.desk, p.host, p.id)
	}
}

// SaveAll implements page.AllSaver: all that is kept of the patient, as a file.
func (p *Page) SaveAll() {
	if !p.loaded {
		return
	}
	id := p.id
	saving.Ask(p.host, new(background.Token), saving.File{
		Title: locale.T("export.patient.title", "name", p.file.Patient.Name()), Text: locale.T("export.patient.text"),
		Name: fmt.Sprintf("utdrag-%d", id),
		Kinds: []saving.Kind{
			{ID: string(export.PDF), Text: locale.T("export.kind.pdf"), Ending: ".pdf"},
			{ID: string(export.JSON), Text: locale.T("export.kind.json"), Ending: ".json"},
			{ID: string(export.FHIR), Text: locale.T("export.kind.fhir"), Ending: ".fhir.json"},
		},
		Write: func(ctx context.Context, kind saving.Kind, out io.Writer) error {
			return p.desk.Record(ctx, id, func(record care.Record, sheets export.SheetFile) error {
				return journal.Write(p.desk, out, export.Form(kind.ID), record, sheets)
			})
		},
		Saved: func(ctx context.Context, kind saving.Kind) error {
			return p.desk.KeepRecord(ctx, id, export.Form(kind.ID), func() error { return nil })
		},
	})
}
