package patient

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/journal"
	"nursedesk/views/locale"
)

// CopyToJournal implements page.JournalCopier: the selected task among the tasks, the medicines
// with what is decided among the medicines, else the booking with its medicines.
func (p *Page) CopyToJournal() {
	if !p.loaded {
		return
	}
	entries := p.forJournal()
	if len(entries) == 0 {
		p.host.Toast(locale.T("journal.nothing"), nil)
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(journal.Text(p.file.Patient, entries...))
	p.host.Toast(locale.T("journal.copied", "what", entries[0].Title), nil)
}

func (p *Page) forJournal() []journal.Entry {
	if row, ok := p.tasks.list.Selected(); ok && p.tabs.ChosenID() == tabTasks {
		return []journal.Entry{journal.Task(p.desk, row, nil)}
	}
	file, ok := p.booking()
	if !ok {
		return nil
	}
	var entries []journal.Entry
	if p.tabs.ChosenID() != tabHolds {
		entries = append(entries, journal.Booking(p.desk, file))
	}
	for _, hold := range file.Holds {
		if hold.Asked {
			entries = append(entries, journal.Hold(p.desk, hold))
		}
	}
	return entries
}
