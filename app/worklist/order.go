package worklist

import (
	"cmp"
	"slices"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Section is a part of the worklist; each task stands in one only.
type Section string

// The sections, in the order in which they are worked through: what the nurse
// does first, then what waits for others.
const (
	SectionUrgent  Section = "urgent" // calls to make now, whoever makes them
	SectionOverdue Section = "overdue"
	SectionToday   Section = "today"
	SectionToBook  Section = "to-book" // an appointment to book, not yet due
	SectionComing  Section = "coming"  // within seven days
	SectionDoctor  Section = "doctor"  // the doctor's, due or not
	SectionPhysio  Section = "physio"  // the physiotherapist's, due or not
)

// Sections lists every section in the order in which it is worked through.
var Sections = []Section{
	SectionUrgent, SectionOverdue, SectionToday, SectionToBook, SectionComing, SectionDoctor, SectionPhysio,
}

// OfOthers tells whether a section holds what waits for somebody else.
func (s Section) OfOthers() bool { return s == SectionDoctor || s == SectionPhysio }

// Owner is who acts next on a task: an appointment that is still to book is the
// nurse's to book, whoever receives the patient.
func Owner(task models.Task) models.Role {
	if task.State == models.ToBook {
		return models.Nurse
	}
	return task.Role
}

// stake is what is at risk while a task is late; the least comes first.
type stake int

const (
	stakeMedicine  stake = iota // somebody takes a medicine, or goes without, by what is not so; or a step that must not be missed
	stakeProcedure              // the procedure can't be done, or is done without what belongs before it
	stakePromise                // somebody waits for a call
	stakeAfter                  // everything else
	stakeVisit                  // a visit that is to be booked or has been
)

// stakeOf tells what is at risk while a task is late. It follows from what the
// protocol says of its step, never from the step's name.
func stakeOf(row models.WorklistRow, step careplan.Step) stake {
	switch {
	case step.Hold != "" || step.Red || row.Step == models.TellStep:
		return stakeMedicine
	case step.Assess || before(row):
		return stakeProcedure
	case row.Kind == models.Callback:
		return stakePromise
	case row.Kind == models.Appointment:
		return stakeVisit
	}
	return stakeAfter
}

// before tells whether a task belongs before a procedure that is still to come.
func before(row models.WorklistRow) bool {
	return row.Start != nil && row.BookingStatus == models.StatusBooked && !row.Latest.IsZero() &&
		row.Kind != models.Callback && !row.Latest.After(models.DateOf(*row.Start))
}

// arranger puts rows into the order in which a nurse works.
type arranger struct {
	now  time.Time
	step func(models.WorklistRow) careplan.Step
}

// ranked is a row with what its place follows from.
type ranked struct {
	models.WorklistRow
	section   Section
	situation models.Situation
	stake     stake
}

// arrange sorts rows into sections.
func (a arranger) arrange(rows []models.WorklistRow) map[Section][]models.WorklistRow {
	all := make([]ranked, len(rows))
	for i, row := range rows {
		all[i] = a.rank(row)
	}
	slices.SortFunc(all, compare)
	sections := map[Section][]models.WorklistRow{}
	for _, one := range all {
		sections[one.section] = append(sections[one.section], one.WorklistRow)
	}
	return sections
}

func (a arranger) rank(row models.WorklistRow) ranked {
	one := ranked{WorklistRow: row, situation: row.Situation(a.now)}
	one.section = a.section(row, one.situation)
	if one.situation == models.Overdue {
		one.stake = stakeOf(row, a.step(row))
	}
	return one
}

func (a arranger) section(row models.WorklistRow, situation models.Situation) Section {
	switch owner := Owner(row.Task); {
	case Urgent(row) || a.callNow(row, situation) || TellNow(row.Task, models.DateOf(a.now)):
		return SectionUrgent
	case owner == models.Doctor:
		return SectionDoctor
	case owner == models.Physio:
		return SectionPhysio
	case situation == models.Overdue:
		return SectionOverdue
	case situation == models.DueToday:
		return SectionToday
	case row.State == models.ToBook:
		return SectionToBook
	}
	return SectionComing
}

// callNow tells whether a call that was promised to somebody who is ill is late,
// or one that must not be missed is to be made today.
func (a arranger) callNow(row models.WorklistRow, situation models.Situation) bool {
	if row.Kind != models.Callback || situation == models.Coming {
		return false
	}
	return row.CallLevel != "" && situation == models.Overdue || a.step(row).Red
}

// compare puts one row before another: calls by level, then promise; what is late
// by what is at risk, then by its last day; the rest by day, by the clock, and
// without a time by patient.
func compare(a, b ranked) int {
	if a.section != b.section {
		return cmp.Compare(slices.Index(Sections, a.section), slices.Index(Sections, b.section))
	}
	if a.section == SectionUrgent {
		return byUrgency(a.WorklistRow, b.WorklistRow)
	}
	switch lateA, lateB := a.situation == models.Overdue, b.situation == models.Overdue; {
	case lateA && lateB:
		return cmp.Or(cmp.Compare(a.stake, b.stake), lastDay(a.WorklistRow).Compare(lastDay(b.WorklistRow)), byPatient(a, b))
	case lateA != lateB && lateA:
		return -1
	case lateA != lateB:
		return 1
	}
	return cmp.Or(a.DueOn().Compare(b.DueOn()), byClock(a.At, b.At), byPatient(a, b))
}

// lastDay is the day by which a late task should have been done.
func lastDay(row models.WorklistRow) models.Date {
	if row.State != models.ToBook && !row.Latest.IsZero() {
		return row.Latest
	}
	return row.DueOn()
}

// byClock puts what has a time first.
func byClock(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

func byPatient(a, b ranked) int {
	return cmp.Or(
		cmp.Compare(a.SortKey, b.SortKey), cmp.Compare(a.PatientID, b.PatientID),
		a.DueOn().Compare(b.DueOn()), cmp.Compare(a.ID, b.ID),
	)
}

// Urgent tells whether a call has to be made now: the surgeon's promised one, one
// that ended before all was asked, and the one for help.
func Urgent(row models.WorklistRow) bool {
	return row.Step == models.SurgeonCallbackStep || row.Step == models.FinishCallStep || row.Step == models.NotifyStep
}

// byUrgency puts the most urgent level first, within it the earliest promise. A
// call that was not finished may hide any level.
func byUrgency(a, b models.WorklistRow) int {
	return cmp.Or(
		cmp.Compare(urgency(a), urgency(b)),
		a.Promised().Compare(b.Promised()),
		cmp.Compare(a.ID, b.ID),
	)
}

// urgency is the level of a call to make; one that may hide any stands before all.
func urgency(row models.WorklistRow) string {
	if row.Step == models.FinishCallStep {
		return ""
	}
	if row.CallLevel == "" {
		return "none" // after every level
	}
	return row.CallLevel
}
