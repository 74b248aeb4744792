package patient

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

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
// with the doctor's decision. One row is selected and shows what can be done
// with it. It is one stop for Tab.
type holdList struct {
	widget.BaseWidget
	page     *Page
	decider  holds.Decider
	file     care.BookingFile
	shown    []care.HoldFile // in the order of the screen
	selected string          // a medicine's key
	focused  bool
	rows     map[string]*pane
	bars     []fyne.CanvasObject // the buttons of the selected row
	column   *fyne.Container
	chart    *widgets.HoldChart
}

func newHoldList(p *Page, last *holds.Last) *holdList {
	l := &holdList{
		page: p, decider: holds.Decider{Desk: p.desk, Host: p.host, Last: last},
		column: widgets.NewColumn(6), chart: widgets.NewHoldChart(),
	}
	l.ExtendBaseWidget(l)
	return l
}

// forget makes the list ready for another patient.
func (l *holdList) forget() { l.selected = "" }

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

// fill draws the medicines anew; the selection stays.
func (l *holdList) fill() {
	defer l.regain(l.bars)
	file, ok := l.page.booking()
	l.file = file
	l.rows, l.bars = map[string]*pane{}, nil
	l.column.Objects = nil
	if !ok || len(file.Holds) == 0 {
		l.shown = nil
		l.column.Add(nothing(locale.T("patient.holds.none")))
		l.Refresh()
		return
	}
	bleeding := slices.DeleteFunc(slices.Clone(file.Holds), ofTheDay)
	day := slices.DeleteFunc(slices.Clone(file.Holds), func(hold care.HoldFile) bool { return !ofTheDay(hold) })
	l.shown = slices.Concat(bleeding, day)
	l.settle()
	if len(bleeding) > 0 {
		l.drawChart(bleeding)
	}
	for _, hold := range bleeding {
		l.add(hold)
	}
	if len(day) > 0 {
		l.column.Add(widgets.NewSection(locale.T("patient.holds.day")))
		for _, hold := range day {
			l.add(hold)
		}
	}
	l.Refresh()
}

// regain takes the focus from a button that is gone, unless a dialog has it.
func (l *holdList) regain(gone []fyne.CanvasObject) {
	canvas := l.page.host.Window().Canvas()
	if canvas.Overlays().Top() != nil {
		return
	}
	if focused, ok := canvas.Focused().(fyne.CanvasObject); ok && slices.Contains(gone, focused) {
		canvas.Focus(l)
	}
}

// settle keeps the selection on a medicine that is there; first comes one that
// waits for the doctor.
func (l *holdList) settle() {
	if _, ok := l.at(l.selected); ok {
		return
	}
	l.selected = l.shown[0].OnBooking.Key()
	for _, hold := range l.shown {
		if hold.Decision == nil && holds.CanDecide(l.file, hold) {
			l.selected = hold.OnBooking.Key()
			return
		}
	}
}

func (l *holdList) at(key string) (index int, ok bool) {
	index = slices.IndexFunc(l.shown, func(hold care.HoldFile) bool { return hold.OnBooking.Key() == key })
	return index, index >= 0
}

// drawChart draws the medicines that bear on bleeding.
func (l *holdList) drawChart(medicines []care.HoldFile) {
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
	l.column.Add(l.chart)
}

func (l *holdList) add(hold care.HoldFile) {
	key := hold.OnBooking.Key()
	content := l.content(hold)
	if key == l.selected {
		content.Add(l.bar(hold))
	}
	row := newPane(content, func() bool { return l.selected == key }, func() bool { return l.focused },
		func() { l.choose(key) })
	l.rows[key] = row
	l.column.Add(row)
}

// content is what a row says.
func (l *holdList) content(hold care.HoldFile) *fyne.Container {
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
		if name, ok := warning.Values["name"].(models.Text); ok && warning.Code == holdBegun && name == hold.Name {
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
	l.bars = bar.Objects
	return bar
}

func (l *holdList) explain(hold care.HoldFile) { holds.Explain(l.page.desk, l.page.host, hold) }

// decide asks for the doctor's decision; the next medicine that waits is then
// selected.
func (l *holdList) decide(hold care.HoldFile) {
	l.decider.Decide(l.file, hold, func() {
		if hold.Decision == nil {
			l.selected = ""
		}
		l.page.Reload()
		l.takeFocus()
	})
}

func (l *holdList) choose(key string) {
	l.selected = key
	l.fill()
	l.page.part.Refresh()
	l.page.body.Refresh()
	l.takeFocus()
	if row := l.rows[key]; row != nil {
		l.page.reveal(row)
	}
}

// showHolds opens the part of the medicines, with the focus in it.
func (p *Page) showHolds() {
	p.tabs.Choose(tabHolds)
	p.holds.takeFocus()
	p.reveal(p.holds)
}

func (l *holdList) takeFocus() {
	widgets.Focus(l)
}

// FocusGained implements fyne.Focusable.
func (l *holdList) FocusGained() { l.mark(true) }

// FocusLost implements fyne.Focusable.
func (l *holdList) FocusLost() { l.mark(false) }

func (l *holdList) mark(focused bool) {
	l.focused = focused
	if row := l.rows[l.selected]; row != nil {
		row.Refresh()
	}
}

// TypedRune implements fyne.Focusable: the letters of the buttons.
func (l *holdList) TypedRune(letter rune) {
	index, ok := l.at(l.selected)
	if !ok {
		return
	}
	switch strings.ToLower(string(letter)) {
	case locale.T("patient.holds.key.decide"):
		l.decide(l.shown[index])
	case locale.T("patient.holds.key.rule"):
		l.explain(l.shown[index])
	}
}

// TypedKey implements fyne.Focusable.
func (l *holdList) TypedKey(event *fyne.KeyEvent) {
	index, ok := l.at(l.selected)
	if !ok {
		widgets.Pass(l, event)
		return
	}
	switch event.Name {
	case fyne.KeyUp:
		index--
	case fyne.KeyDown:
		index++
	case fyne.KeyHome:
		index = 0
	case fyne.KeyEnd:
		index = len(l.shown) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if hold := l.shown[index]; holds.CanDecide(l.file, hold) {
			l.decide(hold)
		} else {
			l.explain(hold)
		}
		return
	default:
		widgets.Pass(l, event)
		return
	}
	l.choose(l.shown[min(max(index, 0), len(l.shown)-1)].OnBooking.Key())
}

// CreateRenderer implements fyne.Widget.
func (l *holdList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.column) }
