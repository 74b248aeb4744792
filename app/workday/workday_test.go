package workday_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/workday"
	"nursedesk/models"
	"nursedesk/resources"
)

func date(t require.TestingT, text string) models.Date {
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}

// A time is drawn in to its working days; one of a single such day, and one of none, are told.
func TestWithin(t *testing.T) {
	for _, test := range []struct {
		from, to, first, last string
		ok                    bool
	}{
		{"2026-12-17", "2026-12-25", "2026-12-17", "2026-12-23", true},
		{"2026-11-07", "2026-11-13", "2026-11-09", "2026-11-13", true},
		{"2026-11-07", "2026-11-09", "2026-11-09", "2026-11-09", true},
		{"2026-11-07", "2026-11-08", "", "", false},
	} {
		first, last, ok := workday.Within(date(t, test.from), date(t, test.to))
		require.Equal(t, test.ok, ok)
		if ok {
			require.Equal(t, test.first, first.String())
			require.Equal(t, test.last, last.String())
		}
	}
}

// The movable days of 2026 and 2027, worked out from law 1989:253 by hand, and
// every fixed one; a mistake here would put a patient's visit on a closed day.
func TestRedDays(t *testing.T) {
	for _, test := range []struct{ day, name string }{
		{"2008-05-01", "holiday.ascension"}, // and 1 May: the first by its key, the same at every start
		{"2026-01-01", "holiday.new-year"},
		{"2026-01-06", "holiday.epiphany"},
		{"2026-04-03", "holiday.good-friday"},
		{"2026-04-05", "holiday.easter"},
		{"2026-04-06", "holiday.easter-monday"},
		{"2026-05-01", "holiday.may-day"},
		{"2026-05-14", "holiday.ascension"},
		{"2026-05-24", "holiday.whit-sunday"},
		{"2026-06-06", "holiday.national-day"},
		{"2026-06-19", "holiday.midsummer-eve"},
		{"2026-06-20", "holiday.midsummer"},
		{"2026-10-31", "holiday.all-saints"},
		{"2026-12-24", "holiday.christmas-eve"},
		{"2026-12-25", "holiday.christmas"},
		{"2026-12-26", "holiday.boxing-day"},
		{"2026-12-31", "holiday.new-years-eve"},
		{"2027-03-26", "holiday.good-friday"},
		{"2027-03-28", "holiday.easter"},
		{"2027-03-29", "holiday.easter-monday"},
		{"2027-05-06", "holiday.ascension"},
		{"2027-06-25", "holiday.midsummer-eve"},
		{"2027-06-26", "holiday.midsummer"},
		{"2027-11-06", "holiday.all-saints"},
		{"2027-11-07", workday.Sunday},
	} {
		name, red := workday.RedDay(date(t, test.day))
		require.True(t, red, test.day)
		require.Equal(t, test.name, name, test.day)
		require.False(t, workday.IsWorkday(date(t, test.day)), test.day)
	}
}

// Days that look free but are not: bridge days, Whit Monday (a working day
// since 2005), Maundy Thursday, All Saints' Eve, the days between the holidays.
func TestWorkdays(t *testing.T) {
	for _, day := range []string{
		"2026-01-02", "2026-01-05", "2026-05-15", "2027-05-07", "2026-05-25", "2026-04-02", "2026-10-30",
		"2026-12-23", "2026-12-28", "2026-12-29", "2026-12-30", "2026-06-18", "2026-06-22", "2026-11-02",
	} {
		require.True(t, workday.IsWorkday(date(t, day)), day)
		_, red := workday.RedDay(date(t, day))
		require.False(t, red, day)
	}
	saturday := date(t, "2026-11-28")
	require.False(t, workday.IsWorkday(saturday))
	_, red := workday.RedDay(saturday)
	require.False(t, red, "a plain Saturday is closed but not red")
}

// Around Christmas 2025 five days in a row are closed: Wednesday 24 to Sunday 28 December.
func TestNextAndPrevious(t *testing.T) {
	for _, test := range []struct{ day, next, previous string }{
		{"2025-12-23", "2025-12-23", "2025-12-23"},
		{"2025-12-24", "2025-12-29", "2025-12-23"},
		{"2025-12-28", "2025-12-29", "2025-12-23"},
		{"2026-12-31", "2027-01-04", "2026-12-30"},
		{"2026-04-03", "2026-04-07", "2026-04-02"},
		{"2026-06-19", "2026-06-22", "2026-06-18"},
	} {
		require.Equal(t, test.next, workday.Next(date(t, test.day)).String(), test.day)
		require.Equal(t, test.previous, workday.Previous(date(t, test.day)).String(), test.day)
	}
}

// Next and Previous land on a working day, never move further than they must,
// and never more than the longest run of closed days.
func TestNextAndPreviousAreNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := models.NewDate(2020, time.January, 1).AddDays(rapid.IntRange(0, 41*365).Draw(t, "day"))
		next, previous := workday.Next(day), workday.Previous(day)
		require.True(t, workday.IsWorkday(next))
		require.True(t, workday.IsWorkday(previous))
		require.LessOrEqual(t, next.DaysSince(previous), 6)
		for between := previous.AddDays(1); between.Before(next); between = between.AddDays(1) {
			require.False(t, workday.IsWorkday(between), between)
		}
	})
}

// The law says which days are red however they are worked out: a second
// calculation (Gauss for Easter) agrees on every day of 2006–2060.
func TestAgreesWithTheLawWrittenOutOnceMore(t *testing.T) {
	last := models.NewDate(2060, time.December, 31)
	for day := models.NewDate(2006, time.January, 1); !day.After(last); day = day.AddDays(1) {
		_, red := workday.RedDay(day)
		require.Equal(t, redByLaw(day), red, day)
	}
}

func redByLaw(day models.Date) bool {
	date := int(day.Month())*100 + day.Day()
	within := func(first, last int) bool { return date >= first && date <= last }
	switch {
	case day.Weekday() == time.Sunday:
		return true
	case slices.Contains([]int{-2, 1, 39}, day.DaysSince(easter(day.Year()))):
		return true
	case slices.Contains([]int{101, 106, 501, 606, 1224, 1225, 1226, 1231}, date):
		return true
	case day.Weekday() == time.Friday:
		return within(619, 625)
	case day.Weekday() == time.Saturday:
		return within(620, 626) || within(1031, 1106)
	}
	return false
}

// easter is Gauss's rule for 1900–2099.
func easter(year int) models.Date {
	a, b, c := year%19, year%4, year%7
	d := (19*a + 24) % 30
	e := (2*b + 4*c + 6*d + 5) % 7
	day := 22 + d + e
	if day == 57 || day == 56 && d == 28 && e == 6 && a > 10 {
		day -= 7
	}
	return models.NewDate(year, time.March, day)
}

// Every name that a calendar can show has its words.
func TestEveryRedDayHasAName(t *testing.T) {
	words, err := resources.Words("sv")
	require.NoError(t, err)
	last := models.NewDate(2035, time.December, 31)
	for day := models.NewDate(2020, time.January, 1); !day.After(last); day = day.AddDays(1) {
		if name, red := workday.RedDay(day); red {
			require.Contains(t, words, name)
		}
	}
}

// The screen and background work ask at the same time; the race detector watches.
func TestManyMayAskAtOnce(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for year := 2061; year < 2081; year++ {
				require.False(t, workday.IsWorkday(models.NewDate(year, time.December, 25)))
			}
		})
	}
	group.Wait()
}

func BenchmarkIsWorkday(b *testing.B) {
	day := models.NewDate(2026, time.January, 1)
	for i := 0; b.Loop(); i++ {
		workday.IsWorkday(day.AddDays(i % 365))
	}
}
