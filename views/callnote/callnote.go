// Package callnote draws the signed note of a call: every field that a journal's
// note has, also what nobody asked, and what was added afterwards.
package callnote

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/calls"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// labelWide is the width of the labels, at 100 % text.
const labelWide = 124

// New draws a call's note, as high as it needs.
func New(desk Desk, file calls.CallFile) fyne.CanvasObject {
	column := widgets.NewColumn(10, head(file, func() {
		fyne.CurrentApp().Clipboard().SetContent(Text(desk, file))
	}))
	for _, part := range (note{CallFile: file, desk: desk, guide: desk.Guide()}).parts() {
		column.Add(drawn(part))
	}
	return widgets.NewCard(column)
}

// head says how urgent the call was held, and offers to copy the note.
func head(file calls.CallFile, copying func()) fyne.CanvasObject {
	var pills []fyne.CanvasObject
	if file.Call.Level != "" {
		mark := tasks.LevelMark(file.Call.Level)
		pills = append(pills, widgets.NewPill(mark.Status, mark.Text))
	}
	if file.Call.Unfinished {
		pills = append(pills, widgets.NewPill(look.Overdue, locale.T("callnote.unfinished.short")))
	}
	var button *widgets.Button
	button = widgets.NewQuiet(locale.T("callnote.copy"), func() {
		copying()
		button.SetText(locale.T("callnote.copied"))
	})
	return container.NewBorder(nil, nil, nil, button, widgets.NewFlow(pills...))
}

// drawn is a part with its heading; what is folded comes and goes below it.
func drawn(part part) fyne.CanvasObject {
	column := widgets.NewColumn(3, widgets.NewSection(part.title))
	for _, line := range part.lines {
		column.Add(row(line))
	}
	if len(part.folded) == 0 {
		return column
	}
	rest := widgets.NewColumn(3)
	for _, line := range part.folded {
		rest.Add(row(line))
	}
	rest.Hide()
	var button *widgets.Button
	button = widgets.NewQuiet(part.fold, func() {
		if rest.Visible() {
			rest.Hide()
		} else {
			rest.Show()
		}
		column.Refresh()
		relay(button)
	})
	column.Add(widgets.NewFlow(button.WithIcon("down")))
	column.Add(rest)
	return column
}

// relay lays out what the object stands in: it has become higher or lower.
func relay(object fyne.CanvasObject) {
	if canvas := widgets.CanvasOf(object); canvas != nil && canvas.Content() != nil {
		canvas.Content().Refresh()
	}
}

func row(line line) fyne.CanvasObject {
	label, text := widgets.NewParagraph(line.label).Ink(look.Muted), widgets.NewParagraph(line.text)
	switch {
	case line.warns:
		label.Ink(look.Overdue.Ink()).Bold()
		text.Bold()
	case line.quiet:
		text.Ink(look.Muted)
	}
	return widgets.NewCells([]float32{labelWide, 0}, label, text)
}

// Text is the whole note as plain text, to be pasted elsewhere.
func Text(desk Desk, file calls.CallFile) string {
	var out strings.Builder
	for i, part := range (note{CallFile: file, desk: desk, guide: desk.Guide()}).parts() {
		if i > 0 {
			out.WriteString("\n")
		}
		out.WriteString(strings.ToUpper(part.title) + "\n")
		for _, line := range append(part.lines, part.folded...) {
			if line.answer {
				out.WriteString(line.text + " " + line.label + "\n")
				continue
			}
			out.WriteString(line.label + ": " + line.text + "\n")
		}
	}
	return out.String()
}
