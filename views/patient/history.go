package patient

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/journal"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// historyPart lists every change, the newest first, in words.
func (p *Page) historyPart() fyne.CanvasObject {
	list := widgets.NewColumn(6)
	if len(p.file.History) == 0 {
		list.Add(nothing(locale.T("patient.history.none")))
	}
	for _, entry := range p.file.History {
		list.Add(centred(widgets.NewCells([]float32{140, 0, 150},
			widgets.NewParagraph(locale.ShortMoment(entry.At)), widgets.NewParagraph(journal.Done(p.desk, p.file.Bookings, entry)), muted(entry.By))))
	}
	return list
}
