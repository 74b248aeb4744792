package patient

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// holdList is the medicines of the booking: drawn over the days, and a row each
// with the doctor's decision. The selected row shows what can be done with it.
type holdList struct {
	page    *Page
	decider holds.Decider
	file    care.BookingFile
	chart   *widgets.HoldChart
	list    *widgets.List[care.HoldFile]
	content *fyne.Container
}

func newHoldList(p *Page, last *holds.Last) *holdList {
	l := &holdList{
		page: p, decider: holds.Decider{Desk: p.desk, Host: p.host, Last: last}, chart: widgets.NewHoldChart(),
	}
	l.list = widgets.NewRows(p.scroll, l.row, holdKey)
	l.list.Group = func(hold care.HoldFile) string {
		if ofTheDay(hold) {
			return locale.T("patient.holds.day")
		}
		return ""
	}
	l.list.Detail = l.bar
	l.list.OnOpen = l.open
	l.list.OnLetter = l.letter
	l.list.SetEmpty(locale.T("patient.holds.none"), "", nil)
	l.content = widgets.NewColumn(6, l.chart, l.list)
	return l
}

func holdKey(hold care.HoldFile) string { return hold.OnBooking.Key() }

// forget makes the list ready for another patient.
func (l *holdList) forget() { l.list.SetRows(nil) }

// undecided are how many medicines of the booking wait for a doctor.
func (p *Page) undecided() int {
	file, ok := p.booking()
	waiting := 0
	for _, hold := range file.Holds {
		if ok && hold.Decision == nil && holds.CanDecide(file, hold) {
			waiting++
		}
	}
	return waiting
}

// ofTheDay tells whether a medicine only changes the day of the procedure.
func ofTheDay(hold care.HoldFile) bool { return hold.Medicine.Day != nil }

// fill shows the medicines as they were read; the selection stays. First selected
// is one that waits for the doctor.
func (l *holdList) fill() {
	l.file, _ = l.page.booking()
	bleeding := slices.DeleteFunc(slices.Clone(l.file.Holds), ofTheDay)
	day := slices.DeleteFunc(slices.Clone(l.file.Holds), func(hold care.HoldFile) bool { return !ofTheDay(hold) })
	l.drawChart(bleeding)
	if _, ok := l.list.Selected(); !ok {
		l.selectWaiting("")
	}
	l.list.SetRows(slices.Concat(bleeding, day))
}

// selectWaiting selects the first medicine that waits for the doctor, but not that one.
func (l *holdList) selectWaiting(but string) {
	for _, hold := range l.file.Holds {
		if hold.Decision == nil && holds.CanDecide(l.file, hold) && holdKey(hold) != but {
			l.list.SelectKey(holdKey(hold))
			return
		}
	}
}

// drawChart draws the medicines that bear on bleeding.
func (l *holdList) drawChart(medicines []care.HoldFile) {
	l.chart.Hidden = len(medicines) == 0
	var bars []widgets.HoldBar
	for _, hold := range medicines {
		dates := hold.Dates()
		bars = append(bars, widgets.HoldBar{
			Name: tasks.MedicineNames(l.page.desk, models.Medicines{hold.OnBooking}), Word: holds.MarkOf(hold).Text, Decided: hold.Decision != nil,
			Continues: hold.Status() == care.HoldContinues || hold.Decision == nil && hold.Kind == medication.None,
			LastDose:  dates.LastDose, LastDoseAt: dates.LastDoseAt, FirstDoseAgain: dates.FirstDoseAgain,
		})
	}
	l.chart.SetHolds(l.file.Booking.Begin(), l.page.host.Today(), bars)
}

// row is what a medicine says.
func (l *holdList) row(hold care.HoldFile) fyne.CanvasObject {
	mark := holds.MarkOf(hold)
	content := widgets.NewColumn(4, widgets.NewCells([]float32{0, 170},
		widgets.NewParagraph(holds.Title(hold)).Bold(), widgets.NewPill(mark.Status, mark.Text)))
	if lines := holds.OutdatedLines(hold); len(lines) > 0 {
		content.Add(widgets.NewBanner(look.Overdue, lines...))
	}
	if line := l.begun(hold); line != "" {
		content.Add(widgets.NewBanner(look.Overdue, line))
	}
	dates := hold.Dates()
	switch {
	case !dates.LastDose.IsZero():
		content.Add(widgets.NewCells([]float32{0, 0, 0},
			fact(locale.T("patient.holds.last"), holds.LastDose(dates)),
			fact(locale.T("patient.holds.without"), holds.Without(dates)),
			fact(locale.T("patient.holds.again"), locale.Date(dates.FirstDoseAgain)),
		))
	case hold.Decision != nil:
		content.Add(widgets.NewParagraph(locale.T("holds.decide.continues")))
	case !ofTheDay(hold):
		content.Add(widgets.NewParagraph(holds.Proposal(hold.Hold)))
	}
	if hold.Decision != nil {
		content.Add(widgets.NewParagraph(holds.Decision(*hold.Decision)))
	}
	for _, line := range holds.ShortReasons(l.page.desk, hold.Hold) {
		content.Add(widgets.NewParagraph(line))
	}
	for _, advice := range hold.Advice {
		content.Add(muted(locale.In(advice)))
	}
	if rule := holds.RuleLine(l.page.desk, hold.Hold); rule != "" {
		content.Add(muted(rule))
	}
	return content
}

// holdBegun is the desk's warning of a hold that should have begun.
const holdBegun = "warning.hold-begun"

// begun says that a hold should have begun already, as the top of the page does,
// which may be out of sight; "" where it is not so.
func (l *holdList) begun(hold care.HoldFile) string {
	for _, warning := range l.file.Warnings {
		if name, ok := warning.Values["name"].(models.Text); ok && warning.Code == holdBegun && name.Equal(hold.Name) {
			return locale.Problem(warning)
		}
	}
	return ""
}

// fact is a value with what it is above it.
func fact(label, value string) fyne.CanvasObject {
	return widgets.NewColumn(0, muted(label), widgets.NewParagraph(value).Bold())
}

// bar are the buttons of the selected row.
func (l *holdList) bar(hold care.HoldFile) fyne.CanvasObject {
	bar := widgets.NewFlow()
	if holds.CanDecide(l.file, hold) {
		if hold.Decision == nil {
			bar.Add(widgets.NewPrimary(locale.T("holds.decide"), func() { l.decide(hold) }))
		} else {
			bar.Add(widgets.NewButton(locale.T("holds.decide.change"), func() { l.decide(hold) }))
		}
	}
	bar.Add(widgets.NewQuiet(locale.T("patient.holds.rule"), func() { l.explain(hold) }).WithIcon("info"))
	return bar
}

// open asks for the doctor's decision, or says the rule where none can be entered.
func (l *holdList) open(hold care.HoldFile) {
	if holds.CanDecide(l.file, hold) {
		l.decide(hold)
	} else {
		l.explain(hold)
	}
}

func (l *holdList) explain(hold care.HoldFile) { holds.Explain(l.page.desk, l.page.host, hold) }

// decide asks for the doctor's decision; the next medicine that waits is then
// selected.
func (l *holdList) decide(hold care.HoldFile) {
	l.decider.Decide(l.file, hold, func() {
		if hold.Decision == nil {
			l.selectWaiting(holdKey(hold))
		}
		l.page.Reload()
		l.list.Focus()
	})
}

// letter does what the letter of a button stands for.
func (l *holdList) letter(hold care.HoldFile, letter rune) {
	switch strings.ToLower(string(letter)) {
	case locale.T("patient.holds.key.decide"):
		l.decide(hold)
	case locale.T("patient.holds.key.rule"):
		l.explain(hold)
	}
}

// showHolds opens the part of the medicines, with the focus in it.
func (p *Page) showHolds() {
	p.tabs.Choose(tabHolds)
	p.holds.list.Focus()
	widgets.Reveal(p.scroll, p.holds.content)
}
