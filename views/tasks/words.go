package tasks

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nursedesk/app/workday"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Mark is a status by its look and its word, as a pill shows it.
type Mark struct {
	Status look.Status
	Text   string
}

// Marks are the pills of a task: first how it stands, then what is odd about
// it: booked when its whole window had passed, or a rule that no doctor has
// approved yet; and how urgent the call was that led to it.
func (r Row) Marks(now time.Time) []Mark {
	marks := []Mark{r.situation(now)}
	if level := r.LevelMark(); level.Text != "" && !r.Closed() {
		marks = append(marks, level)
	}
	if r.Step.Red && !r.Closed() {
		marks = append(marks, Mark{look.Overdue, locale.T("tasks.red")})
	}
	if r.Late && !r.Closed() {
		marks = append(marks, Mark{look.DueToday, locale.T("tasks.late")})
	}
	if r.proposed() {
		marks = append(marks, Mark{look.Proposed, locale.T("tasks.proposed")})
	}
	return marks
}

func (r Row) situation(now time.Time) Mark {
	switch r.State {
	case models.NotCome:
		return Mark{look.Quiet, locale.T("tasks.state.not-come")}
	case models.Withdrawn:
		return Mark{look.Quiet, locale.T("tasks.state.withdrawn")}
	case models.Open, models.ToBook, models.Booked, models.Done:
	}
	situation := r.Situation(now)
	if mark, ok := r.urgent(situation); ok {
		return mark
	}
	status, word := widgets.SituationStatus(situation)
	if r.Step.Red && situation == models.DueToday || r.tellNow(now) {
		status = look.Overdue
	}
	return Mark{status, word}
}

// When says when someone has to act: "2 d sen", "idag 14:00", "tor 26 nov"; of a
// call to make also "12 min sen", and of the surgeon's "42 min kvar".
func (r Row) When(now time.Time) string {
	today := models.DateOf(now)
	if r.Kind == models.Callback && r.At != nil && !r.Closed() {
		if left := r.At.Sub(now); left <= 0 {
			return lateBy(-left, r.DueOn(), today)
		} else if r.Task.Step == models.SurgeonCallbackStep {
			return locale.T("tasks.left", "n", int((left+time.Minute-1)/time.Minute))
		}
	}
	switch due := r.DueOn(); {
	case !r.Closed() && due.Before(today):
		return locale.LateBy(due, today)
	case r.Closed() || due != today:
		return locale.ShortDay(due)
	case r.At != nil:
		return locale.T("date.today") + " " + locale.Time(*r.At)
	}
	return locale.T("date.today")
}

// lateBy says how long ago a call should have been made: in minutes, then in
// hours, and from the second day in days.
func lateBy(late time.Duration, due, today models.Date) string {
	switch {
	case late < time.Minute:
		return locale.T("tasks.late.now")
	case late < time.Hour:
		return locale.T("tasks.late.minutes", "n", int(late/time.Minute))
	case due == today:
		return locale.T("tasks.late.hours", "n", int(late/time.Hour))
	}
	return locale.LateBy(due, today)
}

// Line says in one line what the task waits for: the time that is booked or to
// book, what the caller said, the medicines by name, why it was put off.
func (r Row) Line(desk Rules) string {
	var parts []string
	add := func(part string) { parts = append(parts, part) }
	if there := r.Calling.Rings; there != nil && !r.Closed() {
		add(locale.T("tasks.rings", "name", there.By, "time", locale.Time(there.Since)))
	}
	add(r.said(desk))
	switch {
	case r.Kind == models.Callback:
		r.callLine(add)
	case r.State == models.ToBook:
		add(locale.T("tasks.line.to-book", "window", r.Window()))
	case r.State == models.Booked:
		add(locale.T("tasks.line.booked", "when", r.AppointmentText()))
	case r.Kind == models.Action && !r.Closed():
		r.triesLine(add)
		add(MedicineNames(desk, r.Medicines))
		if !r.Latest.IsZero() && r.Latest != r.Due {
			add(locale.T("tasks.line.latest", "date", locale.ShortDay(r.Latest)))
		}
	}
	if r.MovedByHand && r.MoveReason != "" && !r.Closed() {
		add(locale.T("tasks.line.moved", "reason", locale.OneLine(r.MoveReason)))
	}
	return locale.Line(parts...)
}

// said is what somebody said that the task follows from, in one line.
func (r Row) said(desk Rules) string {
	if r.tells() && !r.Closed() {
		if lines, ok := r.news(desk); ok {
			return locale.Line(lines...)
		}
		return cmp.Or(locale.OneLine(r.Said), locale.T("tasks.line.new-sheet"))
	}
	if r.Said == "" || r.Closed() || r.Task.Step == models.OwnStep { // its title says it
		return ""
	}
	first, rest, _ := strings.Cut(r.Said, "\n")
	var words []string
	for id := range strings.SplitSeq(first, ", ") {
		if !slices.Contains(models.HealthQuestions, models.HealthQuestion(id)) {
			return locale.OneLine(r.Said)
		}
		words = append(words, bookingform.HealthWord(models.HealthQuestion(id)))
	}
	return locale.Line(strings.Join(words, ", "), locale.OneLine(rest))
}

// callLine says what a call to make is about, the most pressing first.
func (r Row) callLine(add func(string)) {
	add(locale.In(r.Do))
	if r.Calling.Unasked > 0 {
		add(locale.TN("tasks.unasked", r.Calling.Unasked))
	}
	if r.At != nil && r.Task.Step != models.FinishCallStep {
		add(locale.Time(*r.At))
	}
	r.triesLine(add)
	add(locale.OneLine(r.Reason))
}

func (r Row) triesLine(add func(string)) {
	if tries := r.Calling.Tries; len(tries) > 0 {
		add(locale.TN("tasks.tries", len(tries), "time", locale.Time(tries[len(tries)-1].At)))
	}
}

// AppointmentText says a booked time with place and person:
// "tis 1 dec 10:30 · Mottagningen · Fysioterapeut Exempel"; "" when none is booked.
func (r Row) AppointmentText() string {
	if r.At == nil {
		return ""
	}
	return locale.Line(locale.ShortDay(models.DateOf(*r.At))+" "+locale.Time(*r.At), r.Place, r.With)
}

// Window says where the protocol wants the task: "tor 3 dec – mån 7 dec"; ""
// for a callback, which has no window. A visit's begins and ends on a working day, where
// it has any: nobody is received on Christmas Day.
func (r Row) Window() string {
	first, last := r.Earliest, r.Latest
	if last.IsZero() {
		return ""
	}
	if from, to, ok := workday.Within(first, last); ok && r.Kind == models.Appointment { // kept before plans left closed days out
		first, last = from, to
	}
	if first == last {
		return locale.ShortDay(last)
	}
	return locale.ShortDay(first) + " – " + locale.ShortDay(last)
}

// OwnerWord is who acts next, in short: "ssk".
func (r Row) OwnerWord() string { return locale.T("tasks.owner." + string(worklist.Owner(r.Task))) }

// Patient says who it is about, with the age where it is known: "Tolvan Tolvansson, 54".
func (r Row) Patient(today models.Date) string {
	if years, ok := r.PersonalNumber.Age(today); ok {
		return locale.T("tasks.patient", "name", r.Name(), "age", years)
	}
	if r.PatientID == 0 {
		return locale.T("tasks.no-patient")
	}
	return r.Name()
}

// ProcedureText says what the patient comes, or came, for and when: "fick
// endoskopisk neurotomi 11 nov", "endoskopisk neurotomi 7 dec"; "" without a booking.
func (r Row) ProcedureText() string {
	if r.Start == nil {
		return ""
	}
	day := models.DateOf(*r.Start)
	if r.PerformedAt != nil {
		day = models.DateOf(*r.PerformedAt)
	}
	key := "tasks.procedure.coming"
	if r.BookingStatus == models.StatusPerformed {
		key = "tasks.procedure.had"
	}
	return locale.T(key, "procedure", locale.LowerFirst(locale.In(r.Treatment)), "date", locale.Short(day))
}

// MedicineNames says medicines as the nurse knows them: a substance by its first
// trade name, a class by its own; a code that the catalogue does not know stays
// a code, and one without a code is what was written.
func MedicineNames(desk Rules, medicines models.Medicines) string {
	var names []string
	for _, one := range medicines {
		name := cmp.Or(one.ATC, one.FreeText)
		if medicine, ok := desk.Medicines().ByATC(one.ATC); ok {
			name = locale.In(medicine.Substance)
			if medicine.OneSubstance() && len(medicine.Names) > 0 {
				name = medicine.Names[0]
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
