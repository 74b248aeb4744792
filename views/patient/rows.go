package patient

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/widgets"
)

// centred puts a little space above and below a row and a thin line beneath it.
func centred(row fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewColumn(6, row, widget.NewSeparator())
}

// onRow does what a key asks of a list whose chosen row is the at-th of count, -1
// for none: it moves the choice, opens the row, or is the window's.
func onRow(list fyne.CanvasObject, event *fyne.KeyEvent, at, count int, choose, open func(at int)) {
	switch event.Name {
	case fyne.KeyUp:
		at--
	case fyne.KeyDown:
		at++
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = count - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if at >= 0 {
			open(at)
		}
		return
	default:
		widgets.Pass(list, event)
		return
	}
	if count > 0 {
		choose(min(max(at, 0), count-1))
	}
}
