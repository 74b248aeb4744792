package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewText makes running text that breaks into lines.
func NewText(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewMuted makes small text that stands back and breaks into lines.
func NewMuted(text string) *widget.Label {
	l := NewText(text)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	return l
}

// NewSection makes the heading of a part of a page.
func NewSection(text string) *Paragraph { return NewParagraph(text).Heading() }

// NewEmptyState says what an empty list means, and offers what to do next;
// action may be nil.
func NewEmptyState(text, label string, action func()) fyne.CanvasObject {
	said := widget.NewLabel(text)
	said.Alignment = fyne.TextAlignCenter
	said.Wrapping = fyne.TextWrapWord
	said.Importance = widget.LowImportance
	column := container.NewVBox(said)
	if action != nil {
		column.Add(container.NewCenter(NewButton(label, action)))
	}
	return container.NewPadded(column)
}
