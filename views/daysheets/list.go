package daysheets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/printjob"
	"nursedesk/views/widgets"
)

// list is the sheets of a day, each ticked or not: Space or a click changes that.
// What was ticked, and what became of each sheet, stays over reloads of the same day.
type list struct {
	changed func() // follows each tick
	sheets  []papers.DaySheet
	ticked  map[int64]bool
	before  map[int64]care.SheetStatus // as it stood when the tick was decided
	came    map[int64]printjob.Outcome
	still   bool // nothing can be ticked now
	rows    *widgets.List[papers.DaySheet]
	scroll  *container.Scroll
}

func newList(changed func()) *list {
	l := &list{changed: changed, scroll: container.NewVScroll(nil)}
	l.rows = widgets.NewRows(l.scroll, l.row, func(one papers.DaySheet) string { return rowKey(one.BookingID) })
	l.rows.OnTap = l.turn
	l.rows.OnLetter = func(one papers.DaySheet, letter rune) {
		if letter == ' ' {
			l.turn(one)
		}
	}
	l.scroll.Content = l.rows
	l.forget()
	return l
}

func rowKey(bookingID int64) string { return strconv.FormatInt(bookingID, 10) }

// forget begins another day.
func (l *list) forget() {
	l.ticked, l.before, l.came = map[int64]bool{}, map[int64]care.SheetStatus{}, map[int64]printjob.Outcome{}
}

// proposed tells whether the patient lacks a sheet, or goes by one that is no longer true.
func proposed(one papers.DaySheet) bool {
	return !one.Restricted && (one.Status == "" || one.Status == care.SheetOutdated)
}

// set shows the sheets, those that are proposed ticked.
func (l *list) set(sheets []papers.DaySheet) {
	for _, one := range sheets {
		if before, known := l.before[one.BookingID]; !known || before != one.Status {
			l.before[one.BookingID] = one.Status
			l.ticked[one.BookingID] = proposed(one) && !l.came[one.BookingID].Out()
		}
	}
	l.sheets = sheets
	l.redraw()
}

func (l *list) redraw() {
	l.rows.SetRows(l.sheets)
	l.changed()
}

// wanted are the ticked sheets, by time.
func (l *list) wanted() []papers.DaySheet {
	var wanted []papers.DaySheet
	for _, one := range l.sheets {
		if l.ticked[one.BookingID] {
			wanted = append(wanted, one)
		}
	}
	return wanted
}

// turn ticks a sheet, or takes its tick away.
func (l *list) turn(one papers.DaySheet) {
	if !l.still && !one.Restricted {
		l.ticked[one.BookingID] = !l.ticked[one.BookingID]
		l.redraw()
	}
}

// tick ticks all, or none.
func (l *list) tick(all bool) {
	for _, one := range l.sheets {
		l.ticked[one.BookingID] = all && !one.Restricted
	}
	l.redraw()
}

// tell shows what became of a sheet; one that is out is no longer ticked.
func (l *list) tell(id int64, came printjob.Outcome) {
	l.came[id] = came
	l.ticked[id] = l.ticked[id] && !came.Out()
	l.rows.SelectKey(rowKey(id))
	l.redraw()
}

// begun tells whether something of the day was printed, or tried, already.
func (l *list) begun() bool { return len(l.came) > 0 }

// enable lets the ticks be changed, or not.
func (l *list) enable(enabled bool) {
	if l.still == enabled {
		l.still = !enabled
		l.rows.SetRows(l.sheets)
	}
}

// row is one sheet: ticked or not, whose it is, and how it stands.
func (l *list) row(one papers.DaySheet) fyne.CanvasObject {
	name := widgets.NewColumn(1, widgets.NewParagraph(one.Patient).Bold())
	name.Add(widgets.NewParagraph(locale.Identity(one.Number, "", false)).Small().Ink(look.Muted))
	if note := noteOf(one); note != "" {
		name.Add(widgets.NewParagraph(note).Small().Ink(look.Muted))
	}
	return widgets.NewCentredCells([]float32{28, 52, 0, 84, 148},
		l.box(one), widgets.NewParagraph(locale.Time(one.Start)), name,
		widgets.NewParagraph(locale.LanguageName(one.Language)).Ink(look.Muted),
		widgets.NewPill(l.standing(one)))
}

// box is the tick. It is drawn alone: the list has the focus.
func (l *list) box(one papers.DaySheet) fyne.CanvasObject {
	box := theme.NewThemedResource(theme.CheckButtonIcon())
	if l.ticked[one.BookingID] {
		box = theme.NewThemedResource(theme.CheckButtonCheckedIcon())
		box.ColorName = theme.ColorNamePrimary
	}
	if l.still {
		box.ColorName = theme.ColorNameDisabled
	}
	return widget.NewIcon(box)
}

// noteOf is what the nurse should know before the sheet is printed.
func noteOf(one papers.DaySheet) string {
	parts := []string{locale.In(one.Procedure), one.Theatre}
	if one.Status != "" {
		parts = append(parts, locale.T("daysheets.written-at", "when", locale.ShortMoment(one.WrittenAt)))
	}
	if len(one.Undecided) > 0 {
		var names []string
		for _, name := range one.Undecided {
			names = append(names, locale.In(name))
		}
		parts = append(parts, locale.T("daysheets.undecided", "medicines", strings.Join(names, ", ")))
	}
	return locale.Line(parts...)
}

// standing is what became of the sheet now, or else how the one stands that was
// handed out last.
func (l *list) standing(one papers.DaySheet) (look.Status, string) {
	switch came := l.came[one.BookingID]; came {
	case printjob.Working:
		return look.Coming, locale.T("daysheets.outcome.working")
	case printjob.Printed, printjob.Handed:
		return look.Done, locale.T("daysheets.outcome." + string(came))
	case printjob.Unsure, printjob.Unnoted, printjob.Failed:
		return look.Overdue, locale.T("daysheets.outcome." + string(came))
	}
	if one.Restricted {
		return look.Quiet, locale.T("task.restricted")
	}
	switch one.Status {
	case care.SheetCurrent:
		return look.Done, locale.T("daysheets.status.current")
	case care.SheetOutdated:
		return look.Overdue, locale.T("daysheets.status.outdated")
	case care.SheetTold:
		return look.Quiet, locale.T("daysheets.status.told")
	}
	return look.Coming, locale.T("daysheets.status.none")
}
