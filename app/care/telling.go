package care

import (
	"slices"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Truth is what the patient of the booking ought to go by.
func (f BookingFile) Truth() models.Known {
	known := models.Known{Start: f.Booking.DayStart(), Ended: !f.Booking.Open()}
	if known.Ended {
		return known // nothing that was decided for it holds any more
	}
	for _, hold := range f.Holds {
		if hold.Decision == nil {
			continue
		}
		said := models.KnownHold{Medicine: hold.OnBooking.Key(), Continues: hold.Decision.Continues}
		if !said.Continues {
			said.LastDose, said.LastDoseAt, said.FirstDoseAgain =
				hold.Decision.LastDose, hold.Decision.LastDoseAt, hold.Decision.FirstDoseAgain
		}
		known.Holds = append(known.Holds, said)
	}
	return known
}

// Knows is what the patient goes by; ok is false for a booking that was over
// before this was kept.
func (f BookingFile) Knows() (known models.Known, ok bool) {
	if len(f.Booking.Known) == 0 {
		return models.Known{}, false
	}
	return f.Booking.Known[len(f.Booking.Known)-1], true
}

// News is one thing that the patient does not know yet.
type News struct {
	Kind     NewsKind
	Medicine string    // Medicine.Key, of a hold
	From, To time.Time // of a move
	Matters  models.Date
	Untrue   bool // the patient goes by something that is no longer so
}

// NewsKind is what news are about.
type NewsKind string

// The kinds of news.
const (
	NewsMoved   NewsKind = "moved"
	NewsEnded   NewsKind = "ended"
	NewsHold    NewsKind = "hold"     // decided, or decided anew
	NewsHoldOff NewsKind = "hold-off" // what was decided counts no more
)

// News are what the patient has to be told: where the truth is no longer what
// they go by.
func (f BookingFile) News() []News {
	known, ok := f.Knows()
	if !ok {
		return nil
	}
	truth := f.Truth()
	var news []News
	for _, hold := range known.Holds {
		if _, still := truth.Hold(hold.Medicine); !still && (!hold.Continues || !truth.Ended) {
			news = append(news, News{Kind: NewsHoldOff, Medicine: hold.Medicine, Matters: mattersOn(hold, known.Start), Untrue: true})
		}
	}
	switch {
	case truth.Ended && !known.Ended && f.Booking.Status == models.StatusCancelled:
		news = append(news, News{Kind: NewsEnded, Matters: models.DateOf(known.Start), Untrue: true})
	case !truth.Ended && f.Booking.Status == models.StatusBooked && !truth.Start.Equal(known.Start):
		day := models.DateOf(known.Start)
		if now := models.DateOf(truth.Start); now.Before(day) {
			day = now
		}
		news = append(news, News{Kind: NewsMoved, From: known.Start, To: truth.Start, Matters: day, Untrue: true})
	}
	for _, hold := range truth.Holds {
		before, knew := known.Hold(hold.Medicine)
		if knew && before.Same(hold) {
			continue
		}
		one := News{Kind: NewsHold, Medicine: hold.Medicine, Matters: mattersOn(hold, truth.Start), Untrue: knew}
		if was := mattersOn(before, known.Start); knew && was.Before(one.Matters) {
			one.Matters = was
		}
		news = append(news, one)
	}
	return news
}

// mattersOn is the first day on which the patient acts by what is known of a medicine.
func mattersOn(hold models.KnownHold, start time.Time) models.Date {
	if hold.Continues || hold.LastDose.IsZero() {
		return models.DateOf(start)
	}
	return hold.LastDose
}

// TellBy says when the patient has to know news: at once where they go by what
// is no longer so, else on the last working day before it matters. matters is
// the day from which they act by it.
func TellBy(news []News, today models.Date) (due, matters models.Date) {
	for _, one := range news {
		by := workday.Previous(one.Matters.AddDays(-1))
		if one.Untrue || by.Before(today) {
			by = today
		}
		if due.IsZero() || by.Before(due) {
			due = by
		}
		if matters.IsZero() || one.Matters.Before(matters) {
			matters = one.Matters
		}
	}
	return due, matters
}

// Told tells whether the patient knows what counts of a medicine by now.
func (f BookingFile) told(medicine string) bool {
	return !slices.ContainsFunc(f.News(), func(one News) bool { return one.Medicine == medicine })
}

// markHolds says of each hold what the patient's page and lists must not paint over:
// that it is off with its booking, not told yet, or not taken up again.
func (f *BookingFile) markHolds(today models.Date) {
	known, kept := f.Knows()
	notResumed, unchecked := f.resumption(today)
	for i := range f.Holds {
		hold := &f.Holds[i]
		hold.Off = !f.Booking.Open()
		hold.Told = f.told(hold.OnBooking.Key())
		if hold.Off && kept {
			hold.Told = known.Ended && known.How != models.ToldNotReached || hold.Told
		}
		if hold.Decision != nil && hold.Paused() {
			hold.NotResumed, hold.Unchecked = notResumed, unchecked
		}
	}
}

// resumption tells whether a patient said that a medicine was not taken up
// again, and whether it is time to ask and nobody has.
func (f BookingFile) resumption(today models.Date) (not, unchecked bool) {
	for _, task := range f.Tasks {
		if step, _ := f.Protocol.Step(task.Step); step.Hold == careplan.HoldResume && !task.Closed() {
			not = not || task.AnswerID != nil
			unchecked = unchecked || task.Due.Before(today)
		}
	}
	return not, unchecked
}
