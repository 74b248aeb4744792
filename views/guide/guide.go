// Package guide is the page "Så arbetar du": a nurse's day at the desk, in order, on one page.
package guide

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Step is one part of the day. Its words are the translations "guide.title." and
// "guide.text." with its id.
type Step struct {
	ID       string
	Commands []string // of the menu, by their ids, which stand below its title with their keys
}

// Steps are the parts of the day, in order. One whose commands the desk all lacks, as
// locking where nobody signs in, is left out.
var Steps = []Step{
	{"morning", []string{"page.today", "readiness"}},
	{"task", []string{"complete", "undo"}},
	{"booking", []string{"new-booking", "save"}},
	{"hold", []string{"page.today"}},
	{"tell", []string{"complete"}},
	{"sheet", []string{"print", "print-day"}},
	{"call", []string{"new-call", "hand-over-call"}},
	{"handover", []string{"shift", "print"}},
	{"lock", []string{"lock"}},
}

type guide struct{ reading *widgets.Reading }

// New makes the page.
func New(host page.Host) page.Page {
	day := widgets.NewColumn(14)
	for _, step := range Steps {
		head := widgets.NewColumn(1, widgets.NewParagraph(locale.T("guide.title."+step.ID)).Bold())
		for _, id := range step.Commands {
			if name, key := host.Command(id); name != "" {
				head.Add(widgets.NewParagraph(strings.TrimSpace(key + " " + name)).Small().Ink(look.Accent))
			}
		}
		if len(head.Objects) > 1 {
			day.Add(widgets.NewCells([]float32{190, 0}, head, widgets.NewParagraph(locale.T("guide.text."+step.ID))))
		}
	}
	return &guide{reading: widgets.NewReading(day)}
}

// Content implements page.Page.
func (g *guide) Content() fyne.CanvasObject { return g.reading }

// Title implements page.Page.
func (g *guide) Title() string { return locale.T("page.guide") }

// Fixed implements page.Fixed: the text scrolls by itself.
func (g *guide) Fixed() {}

// Show implements page.Shower.
func (g *guide) Show(page.Route) { widgets.Focus(g.reading) }
