package care

import (
	"slices"

	"nursedesk/app/careplan"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Standing is how far a mark of the readiness board has come.
type Standing string

// The standings.
const (
	ReadyDone      Standing = "done"
	ReadyMissing   Standing = "missing"
	ReadyHindering Standing = "hindering" // its time has passed, or the patient goes by what is not so
	ReadyNotNeeded Standing = "not-needed"
)

// Readiness is one mark of a booking.
type Readiness struct {
	Mark     careplan.Mark
	Standing Standing
	Said     string // what was noted with it: the INR
}

// Readiness tells how ready a booking is, mark by mark, by what is true on a day.
// Nothing that was once done counts where it is no longer true.
func (f BookingFile) Readiness(today models.Date) []Readiness {
	health, ride := f.healthReady(today), f.rideReady(today)
	return []Readiness{
		{Mark: careplan.MarkHold, Standing: f.holdReady(today)},
		{Mark: careplan.MarkTold, Standing: f.toldReady(today)},
		{Mark: careplan.MarkHealth, Standing: health},
		{Mark: careplan.MarkSheet, Standing: f.sheetReady(today)},
		{Mark: careplan.MarkRide, Standing: ride},
		f.inrReady(today),
	}
}

// missing is hindering once the time for it has passed.
func missing(latest, today models.Date) Standing {
	if !latest.IsZero() && latest.Before(today) {
		return ReadyHindering
	}
	return ReadyMissing
}

func (f BookingFile) holdReady(today models.Date) Standing {
	if !slices.ContainsFunc(f.Holds, func(h HoldFile) bool { return h.Asked }) {
		return ReadyNotNeeded
	}
	undecided := Undecided(f.Holds)
	if len(undecided) == 0 {
		return ReadyDone
	}
	for _, hold := range undecided {
		if _, begun := hold.begunOn(today, f.Booking.Begin()); begun {
			return ReadyHindering
		}
	}
	decision, _ := f.planned(func(step careplan.Step) bool { return step.Hold == careplan.HoldDecision })
	return missing(decision.Latest, today)
}

// toldReady tells whether the patient goes by what is true. One who was not
// reached does not, however often somebody rang.
func (f BookingFile) toldReady(today models.Date) Standing {
	known, kept := f.Knows()
	news := f.News()
	soon := workday.Next(today.AddDays(1))
	pressing := func(one News) bool { return one.Untrue || !one.Matters.After(soon) }
	unsaid := slices.ContainsFunc(f.Tasks, func(task models.Task) bool {
		return task.Step == models.TellStep && !task.Closed()
	})
	switch {
	case slices.ContainsFunc(news, pressing), f.Misled(), known.How == models.ToldNotReached:
		return ReadyHindering
	case len(news) > 0 || unsaid || !kept:
		return ReadyMissing
	}
	return ReadyDone
}

func (f BookingFile) healthReady(today models.Date) Standing {
	if len(f.Unassessed()) > 0 {
		return ReadyHindering
	}
	planned, ok := f.planned(func(step careplan.Step) bool { return step.Ready == careplan.MarkHealth })
	if !ok {
		return ReadyNotNeeded
	}
	if _, done := f.doneFor(planned); done {
		return ReadyDone
	}
	return missing(planned.Latest, today)
}

func (f BookingFile) sheetReady(today models.Date) Standing {
	planned, asked := f.planned(func(step careplan.Step) bool { return step.Sheet })
	switch {
	case len(f.Sheets) > 0 && f.SheetOutdated(f.Sheets[0]):
		return ReadyHindering
	case len(f.Sheets) > 0:
		return ReadyDone
	case !asked:
		return ReadyNotNeeded
	}
	if _, done := f.doneFor(planned); done {
		return ReadyDone
	}
	return missing(planned.Latest, today)
}

// rideReady tells whether somebody takes the patient home: as was answered, or
// as what the answer led to has ended.
func (f BookingFile) rideReady(today models.Date) Standing {
	step, question, ok := f.Protocol.Asked(careplan.MarkRide)
	if !ok {
		return ReadyNotNeeded
	}
	planned, ok := f.planned(func(other careplan.Step) bool { return other.ID == step.ID })
	if !ok {
		return ReadyNotNeeded
	}
	task, done := f.doneFor(planned)
	if !done {
		return missing(planned.Latest, today)
	}
	choice, answered := step.Choice(question.ID, task.Outcome[question.ID])
	if !answered || choice.Well {
		return ReadyDone // where the question was not there yet, the step itself went through the ride
	}
	for _, follow := range f.Tasks {
		if follow.Step == choice.Follow.Task && follow.AnswerID != nil && *follow.AnswerID == task.ID && follow.State == models.Done {
			return ReadyDone
		}
	}
	return missing(planned.Latest, today)
}

func (f BookingFile) inrReady(today models.Date) Readiness {
	mark := Readiness{Mark: careplan.MarkINR, Standing: ReadyNotNeeded}
	planned, ok := f.planned(func(step careplan.Step) bool { return step.Ready == careplan.MarkINR })
	if !ok {
		return mark
	}
	task, done := f.doneFor(planned)
	if mark.Standing = missing(planned.Latest, today); done {
		mark.Standing, mark.Said = ReadyDone, task.Note
	}
	return mark
}

// planned finds the first task that the plan asks for now.
func (f BookingFile) planned(is func(careplan.Step) bool) (careplan.PlannedTask, bool) {
	at := slices.IndexFunc(f.Plan.Tasks, func(task careplan.PlannedTask) bool { return is(task.Step) })
	if at < 0 {
		return careplan.PlannedTask{}, false
	}
	return f.Plan.Tasks[at], true
}

// doneFor finds what a planned task was last done by. What was done for an earlier
// day, before the window that holds now, does not count; nor does an answer that
// is asked for again.
func (f BookingFile) doneFor(planned careplan.PlannedTask) (last models.Task, done bool) {
	for _, task := range f.Tasks {
		if task.Step != planned.Step.ID || task.State == models.Withdrawn {
			continue
		}
		if !task.Closed() {
			return models.Task{}, false
		}
		if task.State == models.Done && (!done || task.ClosedAt.After(*last.ClosedAt)) {
			last, done = task, true
		}
	}
	if done && last.Earliest.Before(planned.Earliest) && models.DateOf(*last.ClosedAt).Before(planned.Earliest) {
		return models.Task{}, false
	}
	return last, done
}
