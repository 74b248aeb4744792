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

// Part is a part of a note in words: lines below a title.
type Part struct {
	Title string
	Lines []Line
}

// Line is a label, "" where there is none, with what it says.
type Line struct{ Label, Text string }

// Parts is the whole note in words, also what the screen folds away.
func Parts(desk Desk, file calls.CallFile) []Part {
	var parts []Part
	for _, part := range (note{CallFile: file, desk: desk, guide: desk.Guide()}).parts() {
		told := Part{Title: part.title}
		for _, line := range append(part.lines, part.folded...) {
			one := Line{Label: line.label, Text: line.text}
			if line.answer {
				one = Line{Text: line.text + " " + line.label}
			}
			told.Lines = append(told.Lines, one)
		}
		parts = append(parts, told)
	}
	return parts
}

// Text is the whole note as plain text, to be pasted elsewhere.
func Text(desk Desk, file calls.CallFile) string {
	var out strings.Builder
	for i, part := range Parts(desk, file) {
		if i > 0 {
			out.WriteString("\n")
		}
		out.WriteString(strings.ToUpper(part.Title) + "\n")
		for _, line := range part.Lines {
			if line.Label != "" {
				out.WriteString(line.Label + ": ")
			}
			out.WriteString(line.Text + "\n")
		}
	}
	return out.String()
}
