package sbar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/views/handover"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

const (
	letterSize = 40 // readable at arm's length, at 100 % text
	letterWide = 52
	linesApart = 5
)

// blocks are the four parts, each with its letter, in large type to read aloud.
func blocks(told calls.SBAR) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i, letter := range calls.SBARParts {
		large := canvas.NewText(letter, look.Color(look.Accent))
		large.TextSize, large.TextStyle.Bold = look.Scaled(letterSize), true
		lines := widgets.NewColumn(linesApart, widgets.NewParagraph(locale.T("sbar.part."+letter)).Small().Bold().Ink(look.Muted))
		for _, line := range told.Parts[i] {
			sentence := widgets.NewParagraph(handover.Sentence(line)).Large()
			if line.Strong {
				sentence.Bold()
			}
			lines.Add(sentence)
		}
		parts = append(parts, widgets.NewCard(&fyne.Container{Layout: lettered{}, Objects: []fyne.CanvasObject{large, lines}}))
	}
	return parts
}

// levelLook is how a level looks; there may be none yet.
func levelLook(level triage.Level) look.Status {
	if level == "" {
		return look.Quiet
	}
	return tasks.LevelMark(string(level)).Status
}

// lettered puts a letter beside the lines that belong to it.
type lettered struct{}

func (lettered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	letter, lines := objects[0], objects[1]
	letter.Resize(letter.MinSize())
	letter.Move(fyne.NewPos((look.Scaled(letterWide)-letter.MinSize().Width)/2, 0))
	lines.Move(fyne.NewPos(look.Scaled(letterWide)+8, 4))
	lines.Resize(fyne.NewSize(size.Width-look.Scaled(letterWide)-12, size.Height-4))
}

func (lettered) MinSize(objects []fyne.CanvasObject) fyne.Size {
	letter, lines := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(look.Scaled(letterWide)+12+lines.Width, max(letter.Height, lines.Height+8))
}
