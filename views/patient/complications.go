package patient

import (
	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// complicationRows are the complications of the booking that is shown, each with
// the way to take it back. Withdrawn ones stand in the history only.
func (p *Page) complicationRows() []fyne.CanvasObject {
	file, ok := p.booking()
	var rows []fyne.CanvasObject
	for _, one := range p.file.Complications {
		if !ok || one.BookingID != file.Booking.ID || !one.Holds() {
			continue
		}
		rows = append(rows, p.complicationRow(file.Booking, one))
	}
	return rows
}

func (p *Page) complicationRow(booking models.Booking, one models.Complication) fyne.CanvasObject {
	said := widgets.NewColumn(1,
		widgets.NewParagraph(complications.Title(p.desk, one.Kind)).Bold(), muted(complications.Said(booking.Day(), one)))
	withdraw := widgets.NewQuiet(locale.T("complication.withdraw"), func() {
		complications.Withdraw(p.desk, p.host, one, p.Reload)
	})
	return widgets.NewCells([]float32{112, 0, 96},
		widgets.NewPill(look.Overdue, locale.T("complication.pill")), said, withdraw)
}

// askComplication registers a complication of the booking that is shown.
func (p *Page) askComplication(booking models.Booking) {
	complications.Register(p.desk, p.host, booking.ID, 0, p.Reload)
}
