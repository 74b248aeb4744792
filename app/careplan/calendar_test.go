package careplan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

func dues(t *testing.T, start string) map[string]string {
	t.Helper()
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, start).At(8, 30), Facts: everything})
	all := map[string]string{}
	for _, task := range plan.Tasks {
		all[task.Step.ID] = task.Due.String()
		require.False(t, task.NoWorkingDay, task.Step.ID)
	}
	return all
}

// Every holiday of the year, worked by hand.
func TestHolidays(t *testing.T) {
	// Monday 7 December 2026. Day −14 is Monday 23 November. Day +14 is Monday 21
	// December. Day +10 is Thursday 17 December.
	require.Subset(t, dues(t, "2026-12-07"), map[string]string{
		"bleeding-review": "2026-11-23", "health-check": "2026-12-04", "stitch-removal": "2026-12-17", "physio": "2026-12-21",
	})
	// Friday 11 December 2026. Day +14 is Christmas Day, a Friday: working days are
	// Wednesday the 23rd (2 back) and Monday the 28th (3 on): nearest is the 23rd.
	require.Subset(t, dues(t, "2026-12-11"), map[string]string{"stitch-removal": "2026-12-21", "physio": "2026-12-23"})
	// Tuesday 22 December 2026. Day +10 is New Year's Day, a Friday: Monday 4 January
	// is day +13. Day +3 is Christmas Day: next is Monday 28 December, day +6, after the
	// window's end on day +5 — so the other way: Wednesday the 23rd is before its beginning.
	// The window 25–27 December holds no working day: the target stays and is flagged.
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, "2026-12-22").At(8, 30), Facts: careplan.Facts{BloodThinner: true, OnHold: true}})
	require.Equal(t, "resume-check", plan.Tasks[5].Step.ID)
	require.Equal(t, "2026-12-25", plan.Tasks[5].Due.String())
	require.True(t, plan.Tasks[5].NoWorkingDay)
	require.Equal(t, "2027-01-04", plan.Tasks[6].Due.String())
	// Friday 8 January 2027. Day −14 is Christmas Day, back to Wednesday 23 December;
	// day −3 is Tuesday 5 January.
	require.Subset(t, dues(t, "2027-01-08"), map[string]string{
		"bleeding-review": "2026-12-23", "hold-decision": "2026-12-23", "health-check": "2027-01-05",
	})
	// Tuesday 6 April 2027 is a week after Easter Monday. Day −3 is Saturday 3 April,
	// back to Friday the 2nd. Day −14 is Tuesday 23 March.
	require.Subset(t, dues(t, "2027-04-06"), map[string]string{"health-check": "2027-04-02", "bleeding-review": "2027-03-23"})
	// Monday 15 March 2027. Day +10 is Maundy Thursday 25 March; day +14 Easter Monday
	// 29 March: Tuesday the 30th is 1 day on, Thursday the 25th 4 days back.
	require.Subset(t, dues(t, "2027-03-15"), map[string]string{"stitch-removal": "2027-03-25", "physio": "2027-03-30"})
	// Tuesday 16 March 2027. Day +10 is Good Friday: the next working day is Tuesday 30 March, day +14.
	require.Subset(t, dues(t, "2027-03-16"), map[string]string{"stitch-removal": "2027-03-30"})
	// Tuesday 15 June 2027. Day +10 is Midsummer Eve, a Friday: Monday 28 June, day +13.
	require.Subset(t, dues(t, "2027-06-15"), map[string]string{"stitch-removal": "2027-06-28", "physio": "2027-06-29"})
	// Friday 11 June 2027. Day +14 is Midsummer Eve: Thursday 24 June is 1 day back.
	require.Subset(t, dues(t, "2027-06-11"), map[string]string{"physio": "2027-06-24"})
	// Tuesday 6 October 2026. Three months on is Epiphany, a Wednesday: Thursday 7 January.
	require.Subset(t, dues(t, "2026-10-06"), map[string]string{"doctor-visit": "2027-01-07"})
}

// Three months after the end of a month is the end of the shorter month.
func TestMonthEnds(t *testing.T) {
	for start, target := range map[string]string{
		"2026-11-30": "2027-02-28",
		"2027-11-30": "2028-02-29",
		"2026-08-31": "2026-11-30",
		"2026-12-31": "2027-03-31",
		"2027-01-31": "2027-04-30",
		"2027-11-29": "2028-02-29",
		"2026-11-28": "2027-02-28",
	} {
		plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, start).At(8, 30)})
		last := plan.Tasks[len(plan.Tasks)-1]
		require.Equal(t, "doctor-visit", last.Step.ID)
		require.Equal(t, target, last.Target.String(), start)
	}
}

// Hours are real: over a clock change the clock on the wall says an hour more or
// less, but the patient has fasted six hours and not driven for twenty-four.
func TestClockChanges(t *testing.T) {
	moments := func(start time.Time) (fasting, driving careplan.Moment) {
		plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: start})
		require.Equal(t, "fasting-from", plan.Milestones[0].Milestone.ID)
		require.Equal(t, "no-driving-until", plan.Milestones[2].Milestone.ID)
		return plan.Milestones[0].Begin, plan.Milestones[2].End
	}
	const wall = "2006-01-02 15:04"
	for _, test := range []struct {
		name, fasting, driving string
		start                  time.Time
	}{
		{"an ordinary day", "2026-12-14 07:00", "2026-12-15 13:00", date(t, "2026-12-14").At(13, 0)},
		{"the night before summer time begins", "2027-03-27 07:00", "2027-03-28 14:00", date(t, "2027-03-27").At(13, 0)},
		{"the morning when summer time began", "2027-03-28 01:30", "2027-03-29 08:30", date(t, "2027-03-28").At(8, 30)},
		{"the night before winter time begins", "2026-10-24 07:00", "2026-10-25 12:00", date(t, "2026-10-24").At(13, 0)},
		{"the morning when winter time began", "2026-10-25 02:30", "2026-10-26 07:30", date(t, "2026-10-25").At(7, 30)},
		{"fasting begins the day before", "2026-12-13 23:00", "2026-12-15 05:00", date(t, "2026-12-14").At(5, 0)},
	} {
		fasting, driving := moments(test.start)
		require.Equal(t, test.fasting, fasting.At.Format(wall), test.name)
		require.Equal(t, test.driving, driving.At.Format(wall), test.name)
		require.Equal(t, 6*time.Hour, test.start.Sub(fasting.At), test.name)
		require.Equal(t, 24*time.Hour, driving.At.Sub(test.start), test.name)
		require.Equal(t, models.DateOf(fasting.At), fasting.Date, test.name)
	}
}

// T's civil day is Stockholm's, however the instant was written.
func TestTheDayIsStockholms(t *testing.T) {
	at := time.Date(2026, time.December, 13, 23, 30, 0, 0, time.UTC) // 00:30 on the 14th
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: at})
	require.Equal(t, "2026-11-30", plan.Tasks[0].Due.String())
	require.Equal(t, "2026-12-14", plan.Milestones[1].Begin.Date.String())
}
