package worklist

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

var monday = models.NewDate(2026, 11, 23)

// steps are what the rules of these tests say of a row, by its step.
var steps = map[string]careplan.Step{
	"decide": {Hold: careplan.HoldDecision}, "resumed": {Hold: careplan.HoldResume}, "red": {Red: true}, "assess": {Assess: true},
	"before": {}, "after": {}, "visit": {},
}

func arranged(rows ...models.WorklistRow) map[Section][]models.WorklistRow {
	return arranger{monday.At(8, 0), func(row models.WorklistRow) careplan.Step { return steps[row.Step] }}.arrange(rows)
}

// ids are the rows by number, in every section one after the other.
func ids(sections map[Section][]models.WorklistRow) map[Section][]int64 {
	found := map[Section][]int64{}
	for section, rows := range sections {
		for _, row := range rows {
			found[section] = append(found[section], row.ID)
		}
	}
	return found
}

type change func(*models.WorklistRow)

func row(id int64, step string, changes ...change) models.WorklistRow {
	one := models.WorklistRow{Task: models.Task{
		ID: id, PatientID: id, Step: step, Role: models.Nurse, Kind: models.Action, State: models.Open, Due: monday,
	}}
	for _, change := range changes {
		change(&one)
	}
	return one
}

func due(days int) change {
	return func(r *models.WorklistRow) { r.Due = monday.AddDays(days) }
}

func latest(days int) change {
	return func(r *models.WorklistRow) { r.Latest = monday.AddDays(days) }
}

func owned(role models.Role) change { return func(r *models.WorklistRow) { r.Role = role } }

func named(key string) change { return func(r *models.WorklistRow) { r.SortKey = key } }

func at(hour, minute int) change {
	return func(r *models.WorklistRow) { r.At = new(r.Due.At(hour, minute).UTC()) }
}

func call(level string) change {
	return func(r *models.WorklistRow) { r.Kind, r.CallLevel = models.Callback, level }
}

func visit(state models.TaskState) change {
	return func(r *models.WorklistRow) { r.Kind, r.State = models.Appointment, state }
}

// booked is that the row's procedure is still to come, days from today.
func booked(days int) change {
	return func(r *models.WorklistRow) {
		r.Start, r.BookingStatus = new(monday.AddDays(days).At(8, 30)), models.StatusBooked
	}
}

// Calls stand by level before all else, then by promise, whoever is to call.
func TestCallsByLevelThenPromise(t *testing.T) {
	require.Equal(t, map[Section][]int64{
		SectionUrgent: {7, 6, 2, 3, 1, 4, 9, 8},
		SectionToday:  {5, 10},
	}, ids(arranged(
		row(1, models.CallbackStep, call("L4"), at(7, 0)),
		row(2, models.SurgeonCallbackStep, owned(models.Doctor), call("L3"), at(8, 20)),
		row(3, models.SurgeonCallbackStep, owned(models.Doctor), call("L3"), at(8, 40)),
		row(4, models.CallbackStep, call("L5"), at(6, 0)),
		row(5, models.CallbackStep, call("L4"), at(15, 0)), // is not to be made yet
		row(6, models.NotifyStep, call("L1"), at(8, 0)),
		row(7, models.FinishCallStep, call("L4")),
		row(8, models.TellStep, call(""), latest(1), at(9, 0)),
		row(9, "red", call("")),
		row(10, "red"), // is no call
	)))
}

// What is late stands by what is at risk, then by its last day.
func TestLateByWhatIsAtRisk(t *testing.T) {
	require.Equal(t, map[Section][]int64{SectionOverdue: {3, 2, 8, 4, 5, 6, 7, 1}}, ids(arranged(
		row(1, "visit", visit(models.ToBook), due(-20), owned(models.Physio)),
		row(2, "decide", due(-3), latest(1)),
		row(3, "decide", due(-3), latest(-1)),
		row(4, "assess", due(-1), booked(2)),
		row(5, "before", due(-9), latest(1), booked(2)),
		row(6, models.CallbackStep, call(""), due(-30)),
		row(7, "after", due(-40)),
		row(8, "red", due(-1), latest(5)),
	)))
}

// The procedure that was cancelled or is over puts nothing before it at risk.
func TestOnlyAProcedureToComeIsAtRisk(t *testing.T) {
	performed := func(r *models.WorklistRow) { r.BookingStatus = models.StatusPerformed }
	require.Equal(t, stakeProcedure, stakeOf(row(1, "before", latest(2), booked(2)), careplan.Step{}))
	require.Equal(t, stakeAfter, stakeOf(row(1, "before", latest(2), booked(2), performed), careplan.Step{}))
	require.Equal(t, stakeAfter, stakeOf(row(1, "after", latest(3), booked(2)), careplan.Step{}))
	require.Equal(t, stakeAfter, stakeOf(row(1, "before", booked(2)), careplan.Step{}), "nothing ends the time for it")
}

// Today goes by the clock; what has no time goes by patient, all of one together.
func TestTodayByClockThenByPatient(t *testing.T) {
	same := func(r *models.WorklistRow) { r.PatientID = 9 }
	require.Equal(t, map[Section][]int64{SectionToday: {3, 1, 5, 9, 4, 2}, SectionComing: {7, 6}}, ids(arranged(
		row(1, models.CallbackStep, call(""), at(11, 0), named("a")),
		row(2, "after", named("ö")),
		row(3, models.CallbackStep, call("L4"), at(9, 0), named("z")),
		row(4, "after", named("b"), func(r *models.WorklistRow) { r.PatientID = 10 }),
		row(5, "after", named("b"), same),
		row(6, "after", named("a"), due(2)),
		row(7, "after", named("z"), due(1)),
		row(9, "before", named("b"), same),
	)))
}

// What others do is theirs, late first; a visit to book is the nurse's to book.
func TestOthersStandByThemselves(t *testing.T) {
	require.Equal(t, map[Section][]int64{
		SectionDoctor: {3, 1, 2}, SectionPhysio: {4}, SectionToBook: {5}, SectionToday: {6},
	}, ids(arranged(
		row(1, "decide", owned(models.Doctor)),
		row(2, "decide", owned(models.Doctor), due(10)),
		row(3, "after", owned(models.Doctor), due(-2)),
		row(4, "visit", owned(models.Physio), visit(models.Booked), at(10, 0)),
		row(5, "visit", owned(models.Physio), visit(models.ToBook), due(5)),
		row(6, "visit", owned(models.Physio), visit(models.ToBook)),
	)))
}

// draw makes any row that can stand on the list.
func draw(t *rapid.T, id int64) models.WorklistRow {
	all := []string{
		"decide", "resumed", "red", "assess", "before", "after", "visit", models.CallbackStep, models.TellStep,
		models.SurgeonCallbackStep, models.FinishCallStep, models.NotifyStep,
	}
	one := row(id, rapid.SampledFrom(all).Draw(t, "step"), due(rapid.IntRange(-9, 9).Draw(t, "due")),
		owned(rapid.SampledFrom(models.Roles).Draw(t, "role")), named(rapid.StringMatching("[a-c]").Draw(t, "name")))
	one.PatientID = rapid.Int64Range(1, 3).Draw(t, "patient")
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		call(rapid.SampledFrom([]string{"", "L1", "L2", "L3", "L4", "L5"}).Draw(t, "level"))(&one)
	case 1:
		visit(rapid.SampledFrom([]models.TaskState{models.ToBook, models.Booked}).Draw(t, "state"))(&one)
	}
	if rapid.Bool().Draw(t, "timed") {
		at(rapid.IntRange(0, 23).Draw(t, "hour"), 0)(&one)
	}
	if rapid.Bool().Draw(t, "window") {
		latest(rapid.IntRange(-9, 9).Draw(t, "latest"))(&one)
		booked(rapid.IntRange(-9, 9).Draw(t, "start"))(&one)
	}
	return one
}

// Whatever stands on the list: nothing is lost, the order does not depend on how
// the rows came, and no row stands before one that presses more.
func TestTheOrderHolds(t *testing.T) {
	now := monday.At(8, 0)
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]models.WorklistRow, rapid.IntRange(0, 12).Draw(t, "rows"))
		for i := range rows {
			rows[i] = draw(t, int64(i+1))
		}
		sections := arranged(rows...)
		require.Equal(t, sections, arranged(rapid.Permutation(rows).Draw(t, "shuffled")...))
		found := 0
		for section, listed := range sections {
			found += len(listed)
			for i, later := range listed {
				require.Equal(t, section.OfOthers(), section != SectionUrgent && Owner(later.Task) != models.Nurse)
				if i == 0 {
					continue
				}
				sooner := listed[i-1]
				lateSooner, lateLater := sooner.Situation(now) == models.Overdue, later.Situation(now) == models.Overdue
				switch {
				case section == SectionUrgent:
					require.LessOrEqual(t, urgency(sooner), urgency(later))
				case lateLater:
					require.True(t, lateSooner, "what is late comes first")
					require.LessOrEqual(t, stakeOf(sooner, steps[sooner.Step]), stakeOf(later, steps[later.Step]))
				case !lateSooner:
					require.False(t, later.DueOn().Before(sooner.DueOn()))
					if sooner.DueOn() == later.DueOn() {
						require.False(t, sooner.At == nil && later.At != nil, "what has a time comes first on its day")
						require.False(t, sooner.At != nil && later.At != nil && later.At.Before(*sooner.At))
					}
				}
			}
		}
		require.Equal(t, len(rows), found)
	})
}

// A thousand rows are put in order in a fraction of a key press.
func BenchmarkArrange(b *testing.B) {
	rows := make([]models.WorklistRow, 1000)
	for i := range rows {
		kinds := []string{"decide", "after", "assess"}
		rows[i] = row(int64(i), kinds[i%3], due(i%11-5), named(string(rune('a'+i%23))), latest(i%9-4), booked(i%8))
	}
	for b.Loop() {
		arranged(slices.Clone(rows)...)
	}
}
