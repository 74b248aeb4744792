package daysheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/views/widgets"
)

// list is the sheets of a day, each with its tick. What was ticked, and what
// became of each sheet, stays over reloads of the same day.
type list struct {
	changed func() // follows each tick
	rows    []*row
	ticked  map[int64]bool
	before  map[int64]care.SheetStatus // as it stood when the tick was decided
	came    map[int64]outcome
	last    int64 // the sheet that was printed or tried last
	column  *fyne.Container
	scroll  *container.Scroll
}

func newList(changed func()) *list {
	l := &list{changed: changed, column: widgets.NewColumn(10)}
	l.scroll = container.NewVScroll(l.column)
	l.forget()
	return l
}

// forget begins another day.
func (l *list) forget() {
	l.ticked, l.before, l.came = map[int64]bool{}, map[int64]care.SheetStatus{}, map[int64]outcome{}
}

// proposed tells whether the patient lacks a sheet, or goes by one that is no longer true.
func proposed(one papers.DaySheet) bool { return one.Status == "" || one.Status == care.SheetOutdated }

// set shows the sheets, those that are proposed ticked.
func (l *list) set(sheets []papers.DaySheet) {
	l.rows, l.column.Objects = nil, nil
	for index, one := range sheets {
		if before, known := l.before[one.BookingID]; !known || before != one.Status {
			l.before[one.BookingID] = one.Status
			l.ticked[one.BookingID] = proposed(one) && !l.came[one.BookingID].out()
		}
		shown := newRow(one, l.ticked[one.BookingID], func(ticked bool) {
			l.ticked[one.BookingID] = ticked
			l.changed()
		})
		shown.say(l.came[one.BookingID])
		shown.check.move = func(by int) { l.focus(index + by) }
		shown.check.reveal = func() { widgets.Reveal(l.scroll, shown) }
		l.rows = append(l.rows, shown)
		l.column.Add(shown)
	}
	l.column.Refresh()
	l.changed()
	l.reveal()
}

// reveal brings the sheet into view that was printed or tried last, once.
func (l *list) reveal() {
	for _, one := range l.rows {
		if one.sheet.BookingID == l.last {
			widgets.Reveal(l.scroll, one)
		}
	}
	l.last = 0
}

// wanted are the ticked sheets, by time.
func (l *list) wanted() []papers.DaySheet {
	var wanted []papers.DaySheet
	for _, one := range l.rows {
		if one.check.Checked {
			wanted = append(wanted, one.sheet)
		}
	}
	return wanted
}

// tick ticks all, or none.
func (l *list) tick(all bool) {
	for _, one := range l.rows {
		one.check.SetChecked(all)
	}
}

// tell shows what became of a sheet; one that is out is no longer ticked.
func (l *list) tell(id int64, came outcome) {
	l.came[id] = came
	for _, one := range l.rows {
		if one.sheet.BookingID != id {
			continue
		}
		one.say(came)
		if came.out() {
			one.check.SetChecked(false)
		}
	}
	l.last = id
	if came == working {
		l.reveal()
	}
}

// begun tells whether something of the day was printed, or tried, already.
func (l *list) begun() bool { return len(l.came) > 0 }

func (l *list) focus(index int) {
	if index < 0 || index >= len(l.rows) {
		return
	}
	widgets.Focus(l.rows[index].check)
}

// enable lets the ticks be changed, or not.
func (l *list) enable(enabled bool) {
	for _, one := range l.rows {
		setEnabled(one.check, enabled)
	}
}

func setEnabled(field interface {
	Enable()
	Disable()
}, enabled bool,
) {
	if enabled {
		field.Enable()
	} else {
		field.Disable()
	}
}
