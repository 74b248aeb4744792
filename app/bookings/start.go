package bookings

import (
	"regexp"
	"strings"
	"time"

	"nursedesk/models"
)

// excelNumber is what is left of a date and time where a spreadsheet cell is no text: 46370,354166.
var excelNumber = regexp.MustCompile(`^\d{5}([.,]\d+)?$`)

// A day and a time that are written as they should be, and may not exist all the same.
var (
	writtenDay  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	writtenTime = regexp.MustCompile(`^\d{1,2}[:.]\d{2}([:.]\d{2})?$`)
)

// ParseStart reads a day and time in Stockholm, 2026-12-14T08:30 or 2026-12-14 8.30,
// with seconds or not, and RFC 3339 with an offset.
func ParseStart(text string) (time.Time, error) {
	clean := strings.Join(strings.Fields(text), " ")
	if clean == "" {
		return time.Time{}, models.ErrRequired
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, clean); err == nil {
			return t.UTC(), nil
		}
	}
	problem := func(code string) error { return &models.Problem{Code: code, Values: map[string]any{"text": text}} }
	if excelNumber.MatchString(clean) {
		return time.Time{}, problem("start.number")
	}
	date, clock, timed := strings.Cut(strings.Replace(clean, "T", " ", 1), " ")
	day, err := time.Parse(time.DateOnly, date)
	if err != nil && writtenDay.MatchString(date) {
		return time.Time{}, problem("start.no-such-day")
	}
	if err != nil {
		return time.Time{}, problem("start.form")
	}
	if !timed {
		return time.Time{}, problem("start.no-time")
	}
	hour, err := parseClock(clock)
	if err != nil && writtenTime.MatchString(clock) {
		return time.Time{}, problem("start.no-such-time")
	}
	if err != nil {
		return time.Time{}, problem("start.form")
	}
	start := time.Date(day.Year(), day.Month(), day.Day(), hour.Hour(), hour.Minute(), hour.Second(), 0, models.Stockholm)
	if start.Hour() != hour.Hour() || start.Minute() != hour.Minute() {
		return time.Time{}, problem("start.gap")
	}
	return start.UTC(), nil
}

func parseClock(text string) (clock time.Time, err error) {
	text = strings.ReplaceAll(text, ".", ":")
	if clock, err = time.Parse("15:04:05", text); err == nil {
		return clock, nil
	}
	return time.Parse("15:04", text)
}
