package printing

import (
	"fyne.io/fyne/v2"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// buttons are what can be done with the paper, and how far the printer is.
type buttons struct {
	page *printPage

	print, open, openFirst, cancel *widgets.Button
	save, calendar                 *widgets.Button
	state                          *widgets.Paragraph

	content *fyne.Container // the next thing to do, always to be seen
	others  *fyne.Container
}

func newButtons(p *printPage) *buttons {
	b := &buttons{page: p, state: widgets.NewParagraph("").Ink(look.Muted)}
	b.print = widgets.NewPrimary(locale.T("printing.confirm"), p.Print).WithIcon("print")
	b.openFirst = widgets.NewPrimary(locale.T("printing.open"), p.open)
	b.cancel = widgets.NewButton(locale.T("printing.cancel"), p.cancel)
	b.open = widgets.NewButton(locale.T("printing.open"), p.open)
	b.save = widgets.NewButton(locale.T("printing.save"), p.Save)
	b.calendar = widgets.NewButton(locale.T("printing.calendar"), p.saveCalendar)
	b.content = widgets.NewColumn(8, b.state, b.cancel, b.print, b.openFirst)
	b.others = widgets.NewFlow(b.open, b.save, b.calendar)
	return b
}

// show shows the buttons that can be pressed now.
func (b *buttons) show() {
	p := b.page
	printers := len(p.choices.queues) > 0
	b.state.SetText(p.said)
	visible(b.state, p.said != "")
	visible(b.cancel, p.job != nil)
	visible(b.print, printers && p.job == nil)
	visible(b.openFirst, !printers && p.choices.known && !p.original.closed)
	visible(b.open, printers && !p.original.closed)
	visible(b.calendar, p.original.calendar != nil)
	for _, button := range []*widgets.Button{b.open, b.openFirst, b.print, b.save, b.calendar} {
		if p.ready {
			button.Enable()
		} else {
			button.Disable()
		}
	}
	b.content.Refresh()
	b.others.Refresh()
}

func visible(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}
