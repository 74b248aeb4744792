package models_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
)

func date(t *testing.T, text string) models.Date {
	t.Helper()
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return at
}

func drawDate(t *rapid.T, label string) models.Date {
	return models.NewDate(1900, time.January, 1).AddDays(rapid.IntRange(0, 73_000).Draw(t, label))
}

// A return visit after three months must never slip into the month after.
func TestAddMonthsClampsToTheMonthsEnd(t *testing.T) {
	for _, test := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-11-30", 3, "2027-02-28"},
		{"2027-11-30", 3, "2028-02-29"},
		{"2026-12-14", 3, "2027-03-14"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-05-31", -3, "2026-02-28"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-11-23", 0, "2026-11-23"},
	} {
		require.Equal(t, test.want, date(t, test.from).AddMonths(test.months).String(), "%s %+d", test.from, test.months)
	}
}

// Clinics speak of weeks; the turn of the year is where week numbers go wrong.
func TestISOWeek(t *testing.T) {
	for _, test := range []struct {
		day        string
		year, week int
	}{
		{"2026-12-31", 2026, 53},
		{"2027-01-01", 2026, 53},
		{"2027-01-03", 2026, 53},
		{"2027-01-04", 2027, 1},
		{"2024-12-30", 2025, 1},
		{"2026-11-23", 2026, 48},
	} {
		year, week := date(t, test.day).ISOWeek()
		require.Equal(t, [2]int{test.year, test.week}, [2]int{year, week}, test.day)
	}
}

func TestMonday(t *testing.T) {
	for day, monday := range map[string]string{
		"2026-11-23": "2026-11-23", // Monday
		"2026-11-24": "2026-11-23",
		"2026-11-28": "2026-11-23", // Saturday
		"2026-11-29": "2026-11-23", // Sunday
		"2027-01-01": "2026-12-28",
	} {
		require.Equal(t, monday, date(t, day).Monday().String(), day)
	}
	rapid.Check(t, func(t *rapid.T) {
		day := drawDate(t, "day")
		monday := day.Monday()
		require.Equal(t, time.Monday, monday.Weekday())
		require.Contains(t, []int{0, 1, 2, 3, 4, 5, 6}, day.DaysSince(monday))
		year, week := day.ISOWeek()
		mondaysYear, mondaysWeek := monday.ISOWeek()
		require.Equal(t, [2]int{year, week}, [2]int{mondaysYear, mondaysWeek})
	})
}

// What happened before midnight in Stockholm belongs to that day, whatever UTC says.
func TestDateOfNearMidnightAndClockChanges(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-23T22:59:59Z":      "2026-11-23", // 23:59:59 winter time
		"2026-11-23T23:00:00Z":      "2026-11-24",
		"2026-07-01T21:59:59Z":      "2026-07-01", // 23:59:59 summer time
		"2026-07-01T22:00:00Z":      "2026-07-02",
		"2026-03-28T23:00:00Z":      "2026-03-29", // the night the clocks go forward
		"2026-03-29T21:59:59Z":      "2026-03-29",
		"2026-03-29T22:00:00Z":      "2026-03-30",
		"2026-10-24T22:00:00Z":      "2026-10-25", // the night they go back
		"2026-10-25T22:59:59Z":      "2026-10-25",
		"2026-10-25T23:00:00Z":      "2026-10-26",
		"2026-12-14T08:30:00+01:00": "2026-12-14",
	} {
		require.Equal(t, want, models.DateOf(instant(t, at)).String(), at)
	}
}

func TestAtIsWallClockTimeInStockholm(t *testing.T) {
	for _, test := range []struct {
		day          string
		hour, minute int
		want         string
	}{
		{"2026-12-14", 8, 30, "2026-12-14T07:30:00Z"},
		{"2026-07-01", 8, 30, "2026-07-01T06:30:00Z"},
		{"2026-03-29", 2, 30, "2026-03-29T01:30:00Z"}, // skipped: shows as 03:30
		{"2026-10-25", 2, 30, "2026-10-25T01:30:00Z"}, // twice: the second
	} {
		require.Equal(t, test.want, date(t, test.day).At(test.hour, test.minute).UTC().Format(time.RFC3339), test.day)
	}
}

func TestParseDateProblems(t *testing.T) {
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "14/12", "20261214", "2026-1-2", "0000-12-31", "2026-12-14T08:30"} {
		_, err := models.ParseDate(text)
		require.ErrorIs(t, err, &models.Problem{Code: "date.form"}, "%q", text)
	}
}

// Days are kept as text: what goes into the database, a file or JSON comes back the same.
func TestDateRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDate(t, "day")
		parsed, err := models.ParseDate(day.String())
		require.NoError(t, err)
		require.Equal(t, day, parsed)
		require.Equal(t, day, models.NewDate(day.Year(), day.Month(), day.Day()))

		kept, err := day.Value()
		require.NoError(t, err)
		require.Equal(t, day.String(), kept)
		var fromText, fromBytes models.Date
		require.NoError(t, fromText.Scan(kept))
		require.NoError(t, fromBytes.Scan([]byte(day.String())))
		require.Equal(t, []models.Date{day, day}, []models.Date{fromText, fromBytes})

		written, err := json.Marshal(day)
		require.NoError(t, err)
		var read models.Date
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, day, read)
	})
}

func TestNoDate(t *testing.T) {
	var none models.Date
	require.True(t, none.IsZero())
	require.Empty(t, none.String())
	kept, err := none.Value()
	require.NoError(t, err)
	for _, source := range []any{nil, "", []byte{}, kept} {
		day := models.NewDate(2026, time.November, 23)
		require.NoError(t, day.Scan(source))
		require.True(t, day.IsZero())
	}
	require.Error(t, none.Scan(42))
	require.Error(t, none.Scan("yesterday"))
}

// Counting days is the same forwards, backwards and in order.
func TestDayArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day, n := drawDate(t, "day"), rapid.IntRange(-5000, 5000).Draw(t, "n")
		later := day.AddDays(n)
		require.Equal(t, n, later.DaysSince(day))
		require.Equal(t, day, later.AddDays(-n))
		require.Equal(t, n < 0, later.Before(day))
		require.Equal(t, n > 0, later.After(day))
		require.Equal(t, n, later.Compare(day))
		require.Equal(t, day, models.DateOf(day.At(12, 0)))
		months := rapid.IntRange(-600, 600).Draw(t, "months")
		moved := day.AddMonths(months)
		require.LessOrEqual(t, moved.Day(), day.Day())
		require.Equal(t, months, (moved.Year()-day.Year())*12+int(moved.Month())-int(day.Month()))
	})
}
