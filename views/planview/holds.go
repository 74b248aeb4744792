package planview

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Holds lists what is proposed or decided about each medicine: its name, how far
// it is decided, the dates, and why where the doctor alone can say. start is the
// procedure's day.
func Holds(desk holds.Rules, list []care.HoldFile, start models.Date) fyne.CanvasObject {
	column := widgets.NewColumn(10)
	for _, hold := range list {
		mark := holds.MarkOf(hold)
		head := &fyne.Container{Layout: &pilled{}, Objects: []fyne.CanvasObject{
			widgets.NewParagraph(locale.In(hold.Name)).Bold(), widgets.NewPill(mark.Status, mark.Text),
		}}
		item := widgets.NewColumn(1, head)
		if text := holdDates(hold, start); text != "" {
			item.Add(widgets.NewParagraph(text))
		}
		for _, reason := range reasons(desk, hold) {
			item.Add(widgets.NewParagraph(reason).Small().Ink(look.Muted))
		}
		column.Add(item)
	}
	return column
}

// holdDates says a hold's dates in a line, short: "sista dos tis 8 dec · 5 hela
// dagar utan · åter tors 17 dec"; that the medicine goes on; or "" where the
// doctor alone can say.
func holdDates(hold care.HoldFile, start models.Date) string {
	dates := hold.Dates()
	switch {
	case hold.Decision == nil && hold.Kind == medication.Doctor:
		return ""
	case dates.LastDose.IsZero():
		return locale.T("planview.hold.goes-on")
	}
	last := locale.T("planview.hold.last", "day", Date(dates.LastDose, start))
	without := medication.Pause{Kind: medication.Days, Amount: dates.DaysWithout}
	if !dates.LastDoseAt.IsZero() {
		last = locale.T("planview.hold.last-at", "day", Date(dates.LastDose, start), "time", locale.Time(dates.LastDoseAt))
		if hold.Decision == nil {
			without = hold.Pause()
		}
	}
	return strings.Join([]string{
		last + holds.DoseWord(dates), holds.Figure(without), locale.T("planview.hold.again", "day", Date(dates.FirstDoseAgain, start)),
	}, " · ")
}

// fewQuestions is how many unanswered questions about the patient are named one
// by one; more are counted, since the form beside asks them.
const fewQuestions = 2

// reasons says in words why a hold is as it is, and what to know about it.
func reasons(desk holds.Rules, hold care.HoldFile) []string {
	known, open := hold.Hold, hold.Hold
	known.Reasons, open.Reasons = nil, nil
	for _, reason := range hold.Reasons {
		factor, unknown := strings.CutSuffix(reason.Code, "-unknown")
		if _, err := medication.ParseFactor(factor); unknown && err == nil {
			open.Reasons = append(open.Reasons, reason)
		} else {
			known.Reasons = append(known.Reasons, reason)
		}
	}
	said := holds.Reasons(desk, known)
	for _, advice := range hold.Advice {
		said = append(said, locale.In(advice))
	}
	if n := len(open.Reasons); n > fewQuestions {
		return append(said, locale.T("planview.hold.questions", "n", n))
	}
	return append(said, holds.Reasons(desk, open)...)
}

// Recalled says which medicines' decided pauses a change calls in, one line for each.
func Recalled(difference care.Difference) []string {
	var lines []string
	for _, name := range difference.Recalled {
		lines = append(lines, locale.T("planview.recalled", "name", name))
	}
	return lines
}

// Tells tells whether a change does something that has to be seen before it is
// kept: dates that move, a decided pause called in, a sheet that becomes untrue.
func Tells(difference care.Difference) bool {
	return difference.Changes() > 0 || len(difference.Recalled) > 0 || difference.OutdatedSheets > 0
}
