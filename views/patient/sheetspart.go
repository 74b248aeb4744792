package patient

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/journal"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

func (p *Page) sheetCount() int {
	file, _ := p.booking()
	return len(file.Sheets)
}

// sheetsPart lists the sheets that were handed out for the booking, the newest
// first, and whether they still hold. Each opens exactly as it was.
func (p *Page) sheetsPart() fyne.CanvasObject {
	file, ok := p.booking()
	list := widgets.NewColumn(6)
	if ok && file.Booking.Open() {
		bar := widgets.NewFlow(widgets.NewButton(locale.T("patient.print"), p.Print).WithIcon("print"))
		if len(file.Sheets) > 0 && file.SheetOutdated(file.Sheets[0]) {
			bar.Add(widgets.NewButton(locale.T("patient.sheet.tell"), func() { p.tell(file.Booking.ID) }))
		}
		list.Add(bar)
	}
	if len(file.Sheets) == 0 {
		list.Add(nothing(locale.T("patient.sheets.none")))
	}
	for i, kept := range file.Sheets {
		list.Add(p.sheetRow(file, kept, i == 0))
	}
	return list
}

func (p *Page) sheetRow(file care.BookingFile, kept models.Sheet, newest bool) fyne.CanvasObject {
	open := widgets.NewQuiet(locale.T("patient.sheet.open"), func() {
		p.host.Open(page.Route{Page: page.Print, ID: kept.ID, Arg: page.HandedOut})
	})
	below := widgets.NewFlow()
	if pill := sheetPill(file, kept, newest); pill != nil {
		room := (open.MinSize().Height - pill.MinSize().Height) / 2 // level with the button beside it
		below.Add(container.New(layout.NewCustomPaddedLayout(room, room, 0, 0), pill))
	}
	below.Add(open)
	said := widgets.NewColumn(1, widgets.NewParagraph(journal.AboutSheet(kept)), below, muted(journal.HandedBy(kept)))
	if told := len(kept.Told); told > 0 {
		last := kept.Told[told-1]
		said.Add(muted(locale.T("patient.sheet.told-by", "date", locale.ShortMoment(last.At), "name", last.By)))
	}
	return centred(widgets.NewCells([]float32{120, 0}, widgets.NewParagraph(locale.ShortMoment(kept.CreatedAt)).Bold(), said))
}

// sheetPill says how a sheet stands; nil where nobody goes by it any more.
func sheetPill(file care.BookingFile, kept models.Sheet, newest bool) *widgets.Pill {
	switch status := file.SheetStatus(kept); {
	case status == care.SheetOutdated && newest:
		return widgets.NewPill(look.Overdue, locale.T("patient.sheet.outdated"))
	case status == care.SheetOutdated: // the patient has got another one since
		return widgets.NewPill(look.Quiet, locale.T("patient.sheet.replaced"))
	case status == care.SheetTold:
		return widgets.NewPill(look.DueToday, locale.T("patient.sheet.told"))
	case file.Booking.Status == models.StatusBooked:
		return widgets.NewPill(look.Done, locale.T("patient.sheet.current"))
	}
	return nil
}

// tell notes that the patient was told by phone, with the way back.
func (p *Page) tell(bookingID int64) {
	name := p.file.Patient.Name()
	tell := func(ctx context.Context) (models.Task, error) { return p.desk.TellPatient(ctx, bookingID) }
	background.Load(p.host.Background(), new(background.Token), tell, func(before models.Task, err error) {
		if err != nil {
			p.host.Fail(err)
			p.Reload()
			return
		}
		p.Reload()
		p.host.Toast(locale.T("tasks.told.tell", "name", name), func() { p.untell(before) })
	})
}

func (p *Page) untell(before models.Task) {
	undo := func(ctx context.Context) (struct{}, error) { return struct{}{}, p.desk.UndoTask(ctx, before) }
	background.Load(p.host.Background(), new(background.Token), undo, func(_ struct{}, err error) {
		if err != nil {
			p.host.Fail(err)
		}
		p.Reload()
	})
}
