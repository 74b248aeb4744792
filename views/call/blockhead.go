package call

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// heading stands above questions that are asked in one breath.
type heading struct {
	group string // where a group begins
	ask   string // all of them in one sentence, to be read aloud; "" where each is asked by itself
}

// newBlockHead heads a breath, with the answer no to all of it that is left.
func newBlockHead(head heading, rest func()) fyne.CanvasObject {
	column := widgets.NewColumn(2)
	if head.group != "" {
		column.Add(widgets.NewParagraph(head.group).Small().Bold().Ink(look.Muted))
	}
	if head.ask != "" {
		column.Add(container.NewBorder(nil, nil, nil, middle(newTouch(locale.T("call.rest"), rest)), widgets.NewParagraph(head.ask).Bold()))
	}
	return container.New(layout.NewCustomPaddedLayout(8, 4, rowLeft, rowRight), column)
}

// middle puts words at half the height that their neighbour takes.
func middle(words fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), words, layout.NewSpacer())
}
