package widgets

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// What a nurse types while the patient waits must be the day that she means.
func TestReadDate(t *testing.T) {
	require.NoError(t, locale.Use(models.Swedish))
	today := models.NewDate(2026, 11, 23) // a Monday
	cases := map[string]string{
		"2026-12-14":             "2026-12-14",
		"mån 2026-12-14 · v. 51": "2026-12-14", // what the field shows itself
		"14/12":                  "2026-12-14",
		"14.12":                  "2026-12-14",
		"14/12/26":               "2026-12-14",
		"14/12/2027":             "2027-12-14",
		"20/11":                  "2026-11-20", // three days ago, rather than next year
		"2/1":                    "2027-01-02", // next year's January is nearer
		"14 dec":                 "2026-12-14",
		"14 december 2027":       "2027-12-14",
		"141226":                 "2026-12-14",
		"261214":                 "2026-12-14",
		"20261214":               "2026-12-14",
		"14122026":               "2026-12-14",
		"+10d":                   "2026-12-03",
		"+10":                    "2026-12-03",
		"+2v":                    "2026-12-07",
		"+3m":                    "2027-02-23",
		"-2d":                    "2026-11-21",
		"idag":                   "2026-11-23",
		"Imorgon":                "2026-11-24",
		"i morgon":               "2026-11-24",
		"igår":                   "2026-11-22",
		"övermorgon":             "2026-11-25",
		"mån":                    "2026-11-30", // the next Monday, not today
		"fre":                    "2026-11-27",
		"tisdag":                 "2026-11-24",
		"":                       "",
	}
	for typed, want := range cases {
		got, err := readDate(typed, today)
		require.NoErrorf(t, err, "%q", typed)
		require.Equalf(t, want, got.String(), "%q", typed)
	}
}

// Where a booking is moved, a distance counts from its day, and the field says so; names
// of days and days without a year go by today.
func TestADistanceCountsFromTheBookedDay(t *testing.T) {
	require.NoError(t, locale.Use(models.Swedish))
	today, booked := models.NewDate(2026, 11, 23), models.NewDate(2026, 12, 14)
	field := NewDateField(func() models.Date { return today }, nil)
	field.CountFrom(booked, "från bokad dag")
	said := ""
	field.Says(func(text string, _ bool) { said = text })
	for typed, want := range map[string]string{"+5d": "2026-12-19", "- 1 v": "2026-12-07", "imorgon": "2026-11-24", "1/12": "2026-12-01"} {
		field.line.SetText(typed)
		got, err := field.Date()
		require.NoError(t, err)
		require.Equal(t, want, got.String(), typed)
		require.Equal(t, isShift(typed), strings.Contains(said, "från bokad dag"), said)
	}
}

// What cannot be a day is refused with its reason, never guessed.
func TestReadDateRefuses(t *testing.T) {
	today := models.NewDate(2026, 11, 23)
	cases := map[string]string{
		"30/2": "date.no-such-day", "2026-02-30": "date.no-such-day", "32/12": "date.no-such-day",
		"311126": "date.no-such-day", "14/13": "date.no-such-day",
		"1026-12-14": "date.year", "+9999m": "date.year",
		"snart": "date.form", "14": "date.form", "+3år": "date.form", "m": "date.form", "14foo": "date.form",
	}
	for typed, code := range cases {
		_, err := readDate(typed, today)
		var problem *models.Problem
		require.ErrorAsf(t, err, &problem, "%q", typed)
		require.Equalf(t, code, problem.Code, "%q", typed)
		require.NotEqual(t, locale.T("problem.fault"), locale.Problem(err), code)
	}
}

// Whatever day the field shows, it reads back as the same day.
func TestShownDateReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := models.NewDate(firstYear, 1, 1).AddDays(rapid.IntRange(0, 73_000).Draw(t, "day"))
		today := models.NewDate(2026, 1, 1).AddDays(rapid.IntRange(0, 10_000).Draw(t, "today"))
		got, err := readDate(shownDate(day), today)
		require.NoError(t, err)
		require.Equal(t, day, got)
	})
}

// Times are typed as they are said.
func TestReadTime(t *testing.T) {
	for typed, want := range map[string]string{
		"830": "08:30", "8.30": "08:30", "08:30": "08:30", "0830": "08:30", "8": "08:00", "13": "13:00", " 7:05 ": "07:05",
	} {
		got, err := readTime(typed)
		require.NoErrorf(t, err, "%q", typed)
		require.Equalf(t, want, got.String(), "%q", typed)
	}
	for _, typed := range []string{"25", "8:75", "åtta", "12345", ""} {
		_, err := readTime(typed)
		require.Errorf(t, err, "%q", typed)
	}
}
