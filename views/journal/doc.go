// Package journal tells what is kept of a patient in plain words: to be pasted into the
// journal that the clinic keeps elsewhere, and to be given to whoever asks for all of it.
package journal

import (
	"strings"
	"time"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/callnote"
	"nursedesk/views/complications"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
)

// Desk is where the words come from.
type Desk interface {
	callnote.Desk
	complications.Kinds
	holds.Rules

	Medicines() *medication.Catalogue
}

// Entry is one thing that is kept, in words.
type Entry struct {
	At    time.Time // when it came to be
	Title string
	Lines []Line
}

// Line is a label with what it says.
type Line struct{ Label, Text string }

// lines gathers lines; one that says nothing is left out.
type lines []Line

func (l *lines) add(key, text string) {
	if text = strings.TrimSpace(text); text != "" {
		*l = append(*l, Line{Label: locale.T("journal." + key), Text: text})
	}
}

// Text is entries as plain text, to be pasted into a patient's journal. It begins with whose
// they are, so that a paste into another's is seen.
func Text(of models.Patient, entries ...Entry) string {
	parts := []string{locale.Line(of.Name(), of.PersonalNumber.String()) + "\n"}
	for _, entry := range entries {
		parts = append(parts, entry.text())
	}
	return strings.Join(parts, "\n")
}

func (e Entry) text() string {
	var out strings.Builder
	out.WriteString(strings.ToUpper(e.Title) + "\n")
	for _, line := range e.Lines {
		if line.Label != "" {
			out.WriteString(line.Label + ": ")
		}
		out.WriteString(line.Text + "\n")
	}
	return out.String()
}
