package careplan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"nursedesk/app/workday"
	"nursedesk/models"
)

// roll tells in which direction a target that is no working day moves.
type roll string

const (
	rollNone     roll = "none" // only on the day of the procedure
	rollNext     roll = "next"
	rollPrevious roll = "previous"
	rollNearest  roll = "nearest" // a tie goes to the later day
)

// condition is a compiled expression over the Facts; nil always holds.
type condition struct{ program *vm.Program }

func (c condition) holds(facts Facts) bool {
	if c.program == nil {
		return true
	}
	answer, err := expr.Run(c.program, facts)
	held, ok := answer.(bool)
	// A condition is type-checked when it is read and asks for plain ticks only,
	// so it cannot fail; if it did, a task too many is safer than one too few.
	return err != nil || !ok || held
}

// taskRule is how the days of one step are found.
type taskRule struct {
	step                     Step
	target, earliest, latest offset
	bookBy                   *offset // appointments only
	roll                     roll
	when                     condition
}

// dateRule is how one milestone is found.
type dateRule struct {
	milestone  Milestone
	begin, end *offset
	when       condition
}

// Plan finds every task and date that follows from a booking.
func (p *Protocol) Plan(request Request) Plan {
	plan := Plan{
		Start:      request.Start,
		Tasks:      make([]PlannedTask, 0, len(p.tasks)),
		Milestones: make([]PlannedMilestone, 0, len(p.dates)),
	}
	day := models.DateOf(request.Start)
	for _, rule := range p.tasks {
		if rule.when.holds(request.Facts) {
			plan.Tasks = append(plan.Tasks, rule.on(day, request.BookedOn))
		}
	}
	for _, rule := range p.dates {
		if !rule.when.holds(request.Facts) {
			continue
		}
		planned := PlannedMilestone{Milestone: rule.milestone}
		if rule.begin != nil {
			planned.Begin = rule.begin.moment(request.Start)
		}
		if rule.end != nil {
			planned.End = rule.end.moment(request.Start)
		}
		plan.Milestones = append(plan.Milestones, planned)
	}
	return plan
}

func (r taskRule) on(day, bookedOn models.Date) PlannedTask {
	task := PlannedTask{
		Step:     r.step,
		Target:   r.target.day(day),
		Earliest: r.earliest.day(day),
		Latest:   r.latest.day(day),
	}
	task.Due, task.NoWorkingDay = r.due(task)
	task.leaveOutClosedDays()
	if r.bookBy != nil {
		task.BookBy = workday.Next(r.bookBy.day(day))
	}
	if !bookedOn.IsZero() {
		task.Late = task.Latest.Before(bookedOn)
		if task.Due.Before(bookedOn) {
			task.Due = bookedOn
		}
	}
	return task
}

// due rolls the target to a working day inside the window. Where there is none,
// and on the day of the procedure, the target stays.
func (r taskRule) due(task PlannedTask) (due models.Date, noWorkingDay bool) {
	if workday.IsWorkday(task.Target) {
		return task.Target, false
	}
	if r.roll == rollNone {
		return task.Target, workday.Next(task.Earliest).After(task.Latest)
	}
	first, second := workday.Next(task.Target), workday.Previous(task.Target)
	if r.roll == rollPrevious || r.roll == rollNearest && task.Target.DaysSince(second) < first.DaysSince(task.Target) {
		first, second = second, first
	}
	for _, candidate := range []models.Date{first, second} {
		if !candidate.Before(task.Earliest) && !candidate.After(task.Latest) {
			return candidate, false
		}
	}
	return task.Target, true
}

// leaveOutClosedDays ends the window on a day when somebody is there to do the task. A
// patient can only be received on such a day, so that an appointment's begins on one too;
// what is done by phone or on paper may be done early by who works all the same.
func (t *PlannedTask) leaveOutClosedDays() {
	if t.NoWorkingDay {
		return
	}
	if last := workday.Previous(t.Latest); !last.Before(t.Due) {
		t.Latest, t.closedAfter = last, t.Latest.DaysSince(last)
	}
	if first := workday.Next(t.Earliest); t.Step.Kind == models.Appointment && !first.After(t.Due) {
		t.Earliest, t.closedBefore = first, first.DaysSince(t.Earliest)
	}
}

// MoveTo gives a task another target, on that day or the next working day, and
// opens its window for it: somebody has decided so.
func (t *PlannedTask) MoveTo(day models.Date) {
	t.Target, t.Due, t.Earliest, t.closedBefore = day, workday.Next(day), day, 0
	if t.Latest.Before(t.Due) {
		t.Latest, t.closedAfter = t.Due, 0
	}
	t.NoWorkingDay = false
}

// Hash is a fingerprint of every date that the patient's sheet could show: the
// start, the milestones and the tasks. A sheet made from another hash is out of date.
func (p Plan) Hash() string {
	digest := sha256.New()
	// Writing to a hash never fails.
	_, _ = fmt.Fprintln(digest, "start", p.Start.UTC().Format(time.RFC3339))
	for _, m := range p.Milestones {
		_, _ = fmt.Fprintln(digest, "milestone", m.Milestone.ID, m.Milestone.Form, m.Begin, m.End)
	}
	for _, t := range p.Tasks {
		// What the clinic alone goes by keeps the protocol's own window: no paper shows which closed days are left out of it.
		earliest, latest := t.Earliest.AddDays(-t.closedBefore), t.Latest.AddDays(t.closedAfter)
		if t.Step.Kind == models.Action && !t.Step.Calendar.Title.Empty() {
			latest = t.Latest // the patient's: a paper that says a closed day is out of date
		}
		_, _ = fmt.Fprintln(digest, "task", t.Step.ID, t.Due, earliest, latest, t.BookBy)
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// String gives the day, or the instant in UTC where the hour matters.
func (m Moment) String() string {
	if m.At.IsZero() {
		return m.Date.String()
	}
	return m.At.UTC().Format(time.RFC3339)
}
