package patient

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/models"
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
	for index, entry := range p.file.History {
		said := fyne.CanvasObject(widgets.NewParagraph(journal.Done(p.desk, p.file.Bookings, entry)))
		back := p.wayBack(index, entry)
		if back == nil {
			back = p.partAgain(p.file.History[:index], entry)
		}
		if back != nil {
			said = container.NewBorder(nil, nil, nil, back, said)
		}
		list.Add(centred(widgets.NewCells([]float32{140, 0, 150},
			widgets.NewParagraph(locale.ShortMoment(entry.At)), said, muted(entry.By))))
	}
	return list
}

// wayBack is the button that undoes what an entry tells, while that is the last
// thing that was done: a booking stands again, a task is opened again. newer is how
// many entries are newer.
func (p *Page) wayBack(newer int, entry models.AuditEntry) fyne.CanvasObject {
	later := p.file.History[:newer]
	switch {
	case bookings.Ending(entry) && entry.BookingID != nil:
		for _, file := range p.file.Bookings {
			followed := slices.ContainsFunc(later, func(other models.AuditEntry) bool {
				return other.BookingID != nil && *other.BookingID == file.Booking.ID && other.At.After(entry.At)
			})
			if file.Booking.ID == *entry.BookingID && entry.Action == "booking."+string(file.Booking.Status) && !followed {
				return widgets.NewQuiet(locale.T("patient.undo"), func() {
					widgets.Focus(p.tabs) // the button goes with what it undoes
					p.undoEnding(file.Booking.ID)
				})
			}
		}
	case entry.TaskID != nil:
		touched := slices.ContainsFunc(later, func(other models.AuditEntry) bool {
			return other.TaskID != nil && *other.TaskID == *entry.TaskID
		})
		for _, row := range p.everyRow() {
			if row.Task.ID == *entry.TaskID && p.actions.Reopens(row) && !touched {
				return widgets.NewQuiet(locale.T("tasks.reopen"), func() {
					widgets.Focus(p.tabs)
					p.actions.Reopen(row)
				})
			}
		}
	}
	return nil
}
