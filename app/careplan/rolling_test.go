package careplan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/careplan"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// only reads a protocol with one task, so that one rule can be tried alone.
func only(t require.TestingT, offset, earliest, latest, roll string) *careplan.Protocol {
	body := fmt.Sprintf(`
procedure: trial
version: "1"
title: {sv: Prov, en: Trial}
tasks:
  - id: step
    title: {sv: Steg, en: Step}
    why: {sv: Därför., en: Because.}
    role: nurse
    kind: appointment
    offset: %s
    earliest: %s
    latest: %s
    book_by: %s
    roll: %s
    leaflet: [B1]
`, offset, earliest, latest, earliest, roll)
	protocol, err := careplan.Parse("trial.yaml", []byte(body))
	require.NoError(t, err)
	return protocol
}

// November 2026 has no red days but its weekends: Monday the 2nd, Saturday the
// 7th, Sunday the 8th. Easter Monday 6 April 2026 ends four closed days.
func TestRolling(t *testing.T) {
	for _, test := range []struct {
		name                                  string
		offset, earliest, latest, roll, start string
		due                                   string
		noWorkingDay                          bool
	}{
		{"a working day stays", "+1d", "0d", "+7d", "next", "2026-11-04", "2026-11-05", false},
		{"next goes forward", "+3d", "+3d", "+5d", "next", "2026-11-04", "2026-11-09", false},
		{"previous goes back", "+3d", "+1d", "+5d", "previous", "2026-11-04", "2026-11-06", false},
		{"nearest to a Saturday is Friday", "+3d", "+1d", "+5d", "nearest", "2026-11-04", "2026-11-06", false},
		{"nearest to a Sunday is Monday", "+4d", "+1d", "+5d", "nearest", "2026-11-04", "2026-11-09", false},
		// A tie needs a closed day in the middle of the week: Epiphany 2027 is a Wednesday.
		{"a tie goes to the later day", "+2d", "0d", "+4d", "nearest", "2027-01-04", "2027-01-07", false},
		{"a tie goes to the earlier day where the later is outside", "+2d", "0d", "+2d", "nearest", "2027-01-04", "2027-01-05", false},
		{"next turns back where it leaves the window", "+3d", "+1d", "+4d", "next", "2026-11-04", "2026-11-06", false},
		{"previous turns forward where it leaves the window", "+3d", "+3d", "+5d", "previous", "2026-11-04", "2026-11-09", false},
		{"nearest turns to the far side", "+3d", "+3d", "+5d", "nearest", "2026-11-04", "2026-11-09", false},
		{"the window's last day still counts", "+2d", "+2d", "+4d", "next", "2026-11-05", "2026-11-09", false},
		{"no working day in the window: the target stays, flagged", "+3d", "+3d", "+4d", "next", "2026-11-04", "2026-11-07", true},
		{"four closed days of Easter", "+2d", "+2d", "+5d", "next", "2026-04-01", "2026-04-03", true},
		{"one day more and Easter is passed", "+2d", "+2d", "+6d", "next", "2026-04-01", "2026-04-07", false},
		{"the day of the procedure never rolls", "0d", "0d", "0d", "none", "2026-11-07", "2026-11-07", true},
		{"nor where its window reaches further", "0d", "0d", "+2d", "none", "2026-11-07", "2026-11-07", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := only(t, test.offset, test.earliest, test.latest, test.roll).
				Plan(careplan.Request{Start: date(t, test.start).At(8, 30)})
			require.Equal(t, test.due, plan.Tasks[0].Due.String())
			require.Equal(t, test.noWorkingDay, plan.Tasks[0].NoWorkingDay)
		})
	}
}

// Closed days are left out of the ends of a window and nothing else: it holds each
// working day that the protocol gives, none that it does not, and the day that the task is due.
func TestWindowsLeaveOutClosedDaysAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		earliest := rapid.IntRange(1, 20).Draw(t, "earliest")
		offset := earliest + rapid.IntRange(0, 9).Draw(t, "offset")
		latest := offset + rapid.IntRange(0, 9).Draw(t, "latest")
		roll := rapid.SampledFrom([]string{"next", "previous", "nearest"}).Draw(t, "roll")
		start := firstStart.AddDays(rapid.IntRange(0, lastStart.DaysSince(firstStart)).Draw(t, "start"))
		days := func(n int) string { return fmt.Sprintf("+%dd", n) }
		task := only(t, days(offset), days(earliest), days(latest), roll).Plan(careplan.Request{Start: start.At(8, 30)}).Tasks[0]
		first, last := start.AddDays(earliest), start.AddDays(latest)
		if task.NoWorkingDay {
			require.Equal(t, []models.Date{first, last, start.AddDays(offset)}, []models.Date{task.Earliest, task.Latest, task.Due})
			return
		}
		require.True(t, workday.IsWorkday(task.Earliest) && workday.IsWorkday(task.Latest) && workday.IsWorkday(task.Due))
		require.False(t, task.Due.Before(task.Earliest) || task.Due.After(task.Latest))
		for day := first; !day.After(last); day = day.AddDays(1) {
			within := !day.Before(task.Earliest) && !day.After(task.Latest)
			require.True(t, within || !workday.IsWorkday(day), "%s is left out", day)
		}
		require.False(t, task.Earliest.Before(first) || task.Latest.After(last))
	})
}

// The ends of windows around each closed time of the year, by hand.
func TestWindowsAroundHolidays(t *testing.T) {
	for _, test := range []struct{ name, start, earliest, latest string }{
		{"Christmas Eve to Boxing Day, 2026 a Thursday to a Saturday", "2026-12-08", "2026-12-21", "2026-12-23"},
		{"New Year's Eve and Day", "2026-12-14", "2026-12-28", "2026-12-30"},
		{"begins in Christmas", "2026-12-13", "2026-12-28", "2026-12-30"},
		{"Epiphany", "2026-12-19", "2027-01-04", "2027-01-05"},
		{"Good Friday to Easter Monday", "2027-03-11", "2027-03-23", "2027-03-25"},
		{"begins on Good Friday", "2027-03-14", "2027-03-30", "2027-04-01"},
		{"Ascension Day", "2027-04-18", "2027-04-30", "2027-05-05"},
		{"Midsummer Eve and Day", "2027-06-07", "2027-06-21", "2027-06-24"},
		{"a plain Saturday at the end", "2026-11-03", "2026-11-16", "2026-11-20"},
	} {
		task := only(t, "+14d", "+12d", "+18d", "nearest").Plan(careplan.Request{Start: date(t, test.start).At(8, 30)}).Tasks[0]
		require.Equal(t, []string{test.earliest, test.latest}, []string{task.Earliest.String(), task.Latest.String()}, test.name)
	}
}

// The time of an appointment is booked on a working day: book_by moves forward.
func TestBookByRollsNext(t *testing.T) {
	plan := only(t, "+14d", "+3d", "+18d", "nearest").Plan(careplan.Request{Start: date(t, "2026-11-04").At(8, 30)})
	require.Equal(t, "2026-11-09", plan.Tasks[0].BookBy.String(), "day +3 is a Saturday")
}

// A booking made late still gets every task: none is due before the day it was
// made, and what had its whole window before that day is marked.
func TestBookedLate(t *testing.T) {
	neurotomy, start := protocol(t, "neurotomy"), date(t, "2026-12-14").At(8, 30)
	for _, test := range []struct {
		booked string
		due    string
		late   bool
	}{
		{"", "2026-11-30", false},
		{"2026-11-01", "2026-11-30", false},
		{"2026-11-30", "2026-11-30", false},
		{"2026-12-01", "2026-12-01", false},
		{"2026-12-06", "2026-12-06", false}, // a Sunday: that very day
		{"2026-12-07", "2026-12-07", false}, // the window's last day
		{"2026-12-08", "2026-12-08", true},
		{"2026-12-20", "2026-12-20", true}, // entered after the procedure
	} {
		var booked models.Date
		if test.booked != "" {
			booked = date(t, test.booked)
		}
		plan := neurotomy.Plan(careplan.Request{Start: start, BookedOn: booked, Facts: everything})
		require.Len(t, plan.Tasks, 11, "every task is made")
		require.Equal(t, "bleeding-review", plan.Tasks[0].Step.ID)
		require.Equal(t, test.due, plan.Tasks[0].Due.String(), test.booked)
		require.Equal(t, test.late, plan.Tasks[0].Late, test.booked)
		require.Equal(t, "2026-11-30", plan.Tasks[0].Target.String(), "the rule's own day stays known")
		for _, task := range plan.Tasks {
			require.False(t, task.Due.Before(booked), task.Step.ID)
		}
	}
}
