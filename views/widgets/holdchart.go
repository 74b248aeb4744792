package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// HoldBar is one medicine of a hold chart: a hold with its dates, one that goes
// on, or, without dates, one about which nobody has decided.
type HoldBar struct {
	Name      string
	Word      string // how far it is decided: "föreslagen", "beslutad"
	Decided   bool   // a date that no doctor has decided is drawn with a broken edge
	Continues bool

	LastDose       models.Date // zero where there is no hold to draw
	LastDoseAt     time.Time   // where the hour matters
	FirstDoseAgain models.Date
}

func (b HoldBar) dated() bool {
	return !b.Continues && !b.LastDose.IsZero() && !b.FirstDoseAgain.IsZero()
}

// HoldChart draws the medicines of one procedure over the days: filled while a
// medicine is taken, an empty frame while it is on hold, with the words in it,
// so that it can be read without colours. It shows only: what it says stands in
// words in the list that goes with it.
type HoldChart struct {
	widget.BaseWidget

	bars  []HoldBar
	start time.Time
	today models.Date
}

// NewHoldChart makes an empty chart.
func NewHoldChart() *HoldChart {
	c := &HoldChart{}
	c.ExtendBaseWidget(c)
	return c
}

// SetHolds shows other medicines around the start of a procedure.
func (c *HoldChart) SetHolds(start time.Time, today models.Date, bars []HoldBar) {
	c.start, c.today, c.bars = start, today, slices.Clone(bars)
	c.Refresh()
}

// How many days are drawn before the earliest last dose and after the latest
// first dose again, and how far back today may lie to be drawn still.
const (
	daysBefore = 7
	daysAfter  = 6
	todayReach = 21
)

// span is the first day drawn, and the day after the last.
func (c *HoldChart) span() (first, end models.Date) {
	day := models.DateOf(c.start)
	earliest, latest := day, day
	for _, bar := range c.bars {
		if !bar.dated() {
			continue
		}
		if bar.LastDose.Before(earliest) {
			earliest = bar.LastDose
		}
		if bar.FirstDoseAgain.After(latest) {
			latest = bar.FirstDoseAgain
		}
	}
	first, end = earliest.AddDays(-daysBefore), latest.AddDays(daysAfter)
	if c.today.Before(first) && first.DaysSince(c.today) <= todayReach {
		first = c.today
	}
	if !c.today.Before(end) && c.today.DaysSince(end) <= todayReach {
		end = c.today.AddDays(1)
	}
	return first, end
}

// part is a piece of a medicine's bar.
type part struct {
	from, to float32 // in days from the first day drawn
	held     bool
	unknown  bool // nobody can say yet
	word     string
}

// parts are the pieces of a bar in order of time.
func (c *HoldChart) parts(bar HoldBar) []part {
	first, end := c.span()
	whole := float32(end.DaysSince(first))
	switch {
	case bar.Continues:
		return []part{{to: whole, word: locale.T("holdchart.continues")}}
	case !bar.dated():
		return []part{{to: whole, unknown: true, word: locale.T("holdchart.undecided")}}
	}
	stop := float32(bar.LastDose.AddDays(1).DaysSince(first))
	if !bar.LastDoseAt.IsZero() {
		stop = c.place(bar.LastDoseAt)
	}
	again := float32(bar.FirstDoseAgain.DaysSince(first))
	return []part{
		{to: stop, word: locale.T("holdchart.taken")},
		{from: stop, to: again, held: true, word: locale.T("holdchart.held")},
		{from: again, to: whole, word: locale.T("holdchart.again")},
	}
}

// place is an instant in days from the first day drawn.
func (c *HoldChart) place(at time.Time) float32 {
	const hours = 24
	first, _ := c.span()
	clock := at.In(models.Stockholm)
	return float32(models.DateOf(at).DaysSince(first)) + (float32(clock.Hour())+float32(clock.Minute())/60)/hours
}

// lastDose says a last dose below its bar: "sista dos tis 8 dec", with the hour
// where it matters.
func lastDose(bar HoldBar) string {
	when := locale.ShortDay(bar.LastDose)
	if !bar.LastDoseAt.IsZero() {
		when += " " + locale.Time(bar.LastDoseAt)
	}
	return locale.T("holdchart.last", "when", when)
}

var _ fyne.Widget = (*HoldChart)(nil)
