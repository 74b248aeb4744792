package planview

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Holds lists what is proposed or decided about each medicine: its name, how far
// it is decided, the dates, and why where the doctor alone can say. start is the
// procedure's begin.
func Holds(holds []app.HoldFile, start models.Date) fyne.CanvasObject {
	column := widgets.NewStacked(10)
	for _, hold := range holds {
		status, word := HoldStatus(hold)
		head := &fyne.Container{Layout: &pilled{}, Objects: []fyne.CanvasObject{
			widgets.NewParagraph(locale.In(hold.Name)).Bold(), widgets.NewPill(status, word),
		}}
		item := widgets.NewStacked(1, head)
		if text := HoldText(hold, start); text != word {
			item.Add(widgets.NewParagraph(text))
		}
		for _, reason := range Reasons(hold, holds) {
			item.Add(widgets.NewParagraph(reason).Small().Ink(look.Muted))
		}
		column.Add(item)
	}
	return column
}

// HoldStatus is how far a hold is decided, as a pill says it.
func HoldStatus(hold app.HoldFile) (look.Status, string) {
	switch hold.Status() {
	case app.HoldDecided:
		return look.Done, locale.T("planview.hold.decided")
	case app.HoldChanged:
		return look.Done, locale.T("planview.hold.changed")
	case app.HoldContinues:
		return look.Done, locale.T("planview.hold.continues")
	case app.HoldProposed:
	}
	switch {
	case hold.Kind == medication.Doctor && !hold.Asked:
		return look.DueToday, locale.T("planview.hold.ask")
	case hold.Kind == medication.Doctor:
		return look.DueToday, locale.T("planview.hold.doctor")
	case !hold.Asked:
		return look.Quiet, locale.T("planview.hold.goes-on")
	}
	return look.Proposed, locale.T("planview.hold.proposed")
}

// HoldText says a hold's dates in a line: "sista dos tis 8 dec · 5 dygn utan ·
// åter tors 17 dec"; that the medicine goes on; or that the doctor decides.
func HoldText(hold app.HoldFile, start models.Date) string {
	_, word := HoldStatus(hold)
	dates := hold.Dates()
	switch {
	case hold.Decision == nil && hold.Kind == medication.Doctor:
		return word
	case dates.LastDose.IsZero():
		return locale.T("planview.hold.goes-on")
	}
	last := locale.T("planview.hold.last", "day", Date(dates.LastDose, start))
	without := locale.TN("planview.hold.without", dates.DaysWithout)
	if !dates.LastDoseAt.IsZero() {
		last = locale.T("planview.hold.last-at", "day", Date(dates.LastDose, start), "time", locale.Time(dates.LastDoseAt))
		if hold.Decision == nil {
			without = pauseText(hold.Pause())
		}
	}
	return strings.Join([]string{
		last, without, locale.T("planview.hold.again", "day", Date(dates.FirstDoseAgain, start)),
	}, " · ")
}

// fewQuestions is how many unanswered questions about the patient are named one
// by one; more are counted, since the form beside asks them.
const fewQuestions = 2

// Reasons says in words why a hold is as it is. holds are all of the booking,
// since a reason may name another medicine.
func Reasons(hold app.HoldFile, holds []app.HoldFile) []string {
	var said, open []string
	for _, reason := range hold.Reasons {
		text := reasonText(reason, hold, holds)
		factor, unknown := strings.CutSuffix(reason.Code, "-unknown")
		if _, err := medication.ParseFactor(factor); unknown && err == nil {
			open = append(open, text)
		} else {
			said = append(said, text)
		}
	}
	if len(open) > fewQuestions {
		open = []string{locale.T("planview.hold.questions", "n", len(open))}
	}
	for _, advice := range hold.Advice {
		said = append(said, locale.In(advice))
	}
	return append(said, open...)
}

// reasonText fills a reason's sentence with names instead of codes.
func reasonText(reason medication.Reason, hold app.HoldFile, holds []app.HoldFile) string {
	var values []any
	for name, value := range reason.Values {
		switch name {
		case "medicines":
			value = named(holds, value)
		case "figure":
			value = pauseText(hold.Table)
		}
		values = append(values, name, value)
	}
	return locale.T("medication.reason."+reason.Code, values...)
}

func named(holds []app.HoldFile, codes any) string {
	text, _ := codes.(string)
	for _, hold := range holds {
		if hold.Known && len(hold.Medicine.Names) > 0 {
			text = strings.ReplaceAll(text, hold.Medicine.ATC, hold.Medicine.Names[0])
		}
	}
	return text
}

func pauseText(pause medication.Pause) string {
	switch pause.Kind {
	case medication.Days:
		return locale.TN("planview.hold.without", pause.Amount)
	case medication.Hours:
		return locale.T("planview.hold.hours", "n", pause.Amount)
	case medication.None:
		return locale.T("planview.hold.goes-on")
	case medication.Doctor:
	}
	return locale.T("planview.hold.doctor")
}

// Recalled says which medicines' decided pauses a change calls in, one line for each.
func Recalled(difference app.Difference) []string {
	var lines []string
	for _, name := range difference.Recalled {
		lines = append(lines, locale.T("planview.recalled", "name", name))
	}
	return lines
}

// Tells tells whether a change does something that has to be seen before it is
// kept: dates that move, a decided pause called in, a sheet that becomes untrue.
func Tells(difference app.Difference) bool {
	return difference.Changes() > 0 || len(difference.Recalled) > 0 || difference.OutdatedSheets > 0
}
