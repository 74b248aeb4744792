package printing

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/saving"
)

// Save implements page.Saver: it saves the paper as a file.
func (p *printPage) Save() {
	if !p.ready {
		return
	}
	paper := p.paper()
	paper.document.How = models.SheetSaved
	name := printer.FileName(paper.document)
	saving.Ask(p.host, &p.leaving, saving.File{
		Title: locale.T("printing.save.title"), Text: locale.T("printing.save.text"),
		Name: strings.TrimSuffix(name, filepath.Ext(name)), Kinds: []saving.Kind{{Ending: ".pdf"}},
		Write: func(ctx context.Context, _ saving.Kind, out io.Writer) error {
			if err := paper.still(ctx); err != nil {
				return err
			}
			_, err := out.Write(paper.document.PDF)
			return err
		},
		Saved: func(ctx context.Context, _ saving.Kind) error { return paper.note(ctx) },
	})
}

// saveCalendar saves the patient's dates for their phone.
func (p *printPage) saveCalendar() {
	if !p.ready || p.original.calendar == nil {
		return
	}
	paper := p.paper()
	var dates sheet.CalendarFile
	saving.Ask(p.host, &p.leaving, saving.File{
		Title: locale.T("printing.calendar.title"), Text: locale.T("printing.calendar.text"),
		Name: fmt.Sprintf("datum-%d", paper.document.Booking), Kinds: []saving.Kind{{Ending: ".ics"}},
		Write: func(ctx context.Context, _ saving.Kind, out io.Writer) (err error) {
			if dates, err = paper.calendar(ctx, paper.document.Language); err != nil {
				return err
			}
			_, err = out.Write(dates.Content)
			return err
		},
		Saved: func(ctx context.Context, _ saving.Kind) error {
			return p.Desk.KeepCalendar(ctx, dates, func() error { return nil })
		},
	})
}
