package call

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// newBlockHead heads questions that are read aloud as one, with the answer no to
// all of them that are left.
func newBlockHead(title string, rest func()) fyne.CanvasObject {
	words := widgets.NewParagraph(title).Small().Bold().Ink(look.Muted)
	return container.New(layout.NewCustomPaddedLayout(8, 2, rowLeft, rowRight),
		container.NewBorder(nil, nil, nil, newTouch(locale.T("call.rest"), rest), middle(words)))
}

// middle puts words at half the height that their neighbour takes.
func middle(words fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), words, layout.NewSpacer())
}
