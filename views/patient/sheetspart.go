package patient

import (
	"fyne.io/fyne/v2"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

func (p *Page) sheetCount() int {
	file, _ := p.booking()
	return len(file.Sheets)
}

// sheetsPart lists the sheets that were written for the booking, and whether
// the dates in them still hold.
func (p *Page) sheetsPart() fyne.CanvasObject {
	file, ok := p.booking()
	list := widgets.NewColumn(6)
	if ok && file.Booking.Open() {
		list.Add(widgets.NewFlow(widgets.NewButton(locale.T("patient.print"), p.Print).WithIcon("print")))
	}
	if len(file.Sheets) == 0 {
		list.Add(nothing(locale.T("patient.sheets.none")))
	}
	for _, kept := range file.Sheets {
		list.Add(sheetRow(file, kept))
	}
	return list
}

func sheetRow(file app.BookingFile, kept models.Sheet) fyne.CanvasObject {
	said := locale.TN("patient.sheet.pages", kept.Pages) + separator + patientform.LanguageName(kept.Language)
	pill := widgets.NewPill(look.Done, locale.T("patient.sheet.current"))
	switch {
	case file.SheetOutdated(kept):
		pill.Set(look.Overdue, locale.T("patient.sheet.outdated"))
	case file.Booking.Status != models.StatusBooked: // nobody reads it any more to come
		pill.Set(look.Quiet, "")
	}
	return centred(widgets.NewCells([]float32{140, 0, 110},
		widgets.NewParagraph(locale.ShortMoment(kept.CreatedAt)).Bold(),
		widgets.NewColumn(1, widgets.NewParagraph(said), muted(kept.By)), pill))
}
