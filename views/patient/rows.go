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
