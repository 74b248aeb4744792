package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Mark is one date on a time line.
type Mark struct {
	Date   models.Date
	Label  string      // short: "Stygnborttagning"
	Detail string      // what else the legend says of it: "klar 14 dec, Tolvan"
	Status look.Status // look.Done, DueToday, Overdue, Coming; look.Quiet is a milestone
	Key    string      // for OnOpen; free
}

// Timeline draws the dates of one booking, from two weeks before to three months
// after. Weeks near the procedure take more room than those far from it, so that
// labels stay apart; a label that would lie on another is left to the legend.
// It is one stop for Tab: the arrows walk through the marks, and the line below
// says the one that is chosen in full. Enter opens it.
type Timeline struct {
	widget.BaseWidget

	// OnOpen follows Enter and a click on a mark.
	OnOpen func(mark Mark)

	marks     []Mark
	procedure models.Date
	today     models.Date
	at        int
	focused   bool
	title     string
}

// NewTimeline makes an empty time line.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.ExtendBaseWidget(t)
	return t
}

// SetPlan shows another plan. title is what stands at the procedure's day.
func (t *Timeline) SetPlan(title string, procedure, today models.Date, marks []Mark) {
	t.title, t.procedure, t.today = title, procedure, today
	t.marks = slices.Clone(marks)
	slices.SortStableFunc(t.marks, func(a, b Mark) int { return cmp.Compare(a.Date.DaysSince(b.Date), 0) })
	t.at = 0
	for index, mark := range t.marks { // begin where the work is
		if mark.Status == look.Overdue || mark.Status == look.DueToday || mark.Status == look.Coming {
			t.at = index
			break
		}
	}
	t.Refresh()
}

// Legend says the chosen mark in full.
func (t *Timeline) Legend() string {
	if t.at >= len(t.marks) {
		return ""
	}
	mark := t.marks[t.at]
	days := mark.Date.DaysSince(t.procedure)
	text := locale.T("timeline.legend", "date", mark.Date, "label", mark.Label, "day", signed(days))
	if mark.Detail != "" {
		text += " · " + mark.Detail
	}
	return text
}

func signed(n int) string {
	switch {
	case n < 0:
		return locale.TN("timeline.before", -n)
	case n > 0:
		return locale.TN("timeline.after", n)
	}
	return locale.T("timeline.same-day")
}

// span is the first and the last day drawn.
func (t *Timeline) span() (first, last models.Date) {
	first, last = t.procedure.AddDays(-14), t.procedure.AddMonths(3)
	if t.today.Before(first) && first.DaysSince(t.today) <= 14 {
		first = t.today // so that one sees how long it is
	}
	for _, mark := range t.marks {
		if mark.Date.Before(first) {
			first = mark.Date
		}
		if mark.Date.After(last) {
			last = mark.Date
		}
	}
	return first, last
}

// near is how many days after the procedure are drawn at full width, and
// farShare how wide a day after them is against one of those.
const (
	near     = 28
	farShare = 0.3
)

// place gives a day's place along the line, 0 … 1.
func (t *Timeline) place(day models.Date) float32 {
	first, last := t.span()
	weight := func(day models.Date) float32 {
		days := day.DaysSince(first)
		bend := t.procedure.AddDays(near).DaysSince(first)
		if days <= bend {
			return float32(days)
		}
		return float32(bend) + float32(days-bend)*farShare
	}
	whole := weight(last)
	if whole <= 0 {
		return 0
	}
	return min(max(weight(day)/whole, 0), 1)
}

// FocusGained implements fyne.Focusable.
func (t *Timeline) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Timeline) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *Timeline) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *Timeline) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		t.walk(t.at - 1)
	case fyne.KeyRight, fyne.KeyDown:
		t.walk(t.at + 1)
	case fyne.KeyHome:
		t.walk(0)
	case fyne.KeyEnd:
		t.walk(len(t.marks) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open()
	default:
		Pass(t, event)
	}
}

func (t *Timeline) walk(to int) {
	t.at = min(max(to, 0), max(len(t.marks)-1, 0))
	t.Refresh()
}

func (t *Timeline) open() {
	if t.OnOpen != nil && t.at < len(t.marks) {
		t.OnOpen(t.marks[t.at])
	}
}

// nearest finds the mark under the mouse.
func (t *Timeline) nearest(x float32) int {
	best, least := -1, float32(1e9)
	for index, mark := range t.marks {
		away := x - t.x(mark.Date)
		if away < 0 {
			away = -away
		}
		if away < least {
			best, least = index, away
		}
	}
	return best
}

// Tapped implements fyne.Tappable.
func (t *Timeline) Tapped(event *fyne.PointEvent) {
	if index := t.nearest(event.Position.X); index >= 0 {
		Focus(t)
		t.walk(index)
		t.open()
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Timeline) MouseIn(event *desktop.MouseEvent) { t.MouseMoved(event) }

// MouseMoved implements desktop.Hoverable: the legend follows the mouse.
func (t *Timeline) MouseMoved(event *desktop.MouseEvent) {
	if index := t.nearest(event.Position.X); index >= 0 && index != t.at {
		t.walk(index)
	}
}

// MouseOut implements desktop.Hoverable.
func (t *Timeline) MouseOut() {}

// Target implements Field.
func (t *Timeline) Target() fyne.Focusable { return t }
