package models

import (
	"strings"
	"time"
)

// TimeOfDay is a wall-clock time of day in Stockholm, in minutes after midnight.
type TimeOfDay int

// TimeOfDayOf gives the time of day at an instant.
func TimeOfDayOf(t time.Time) TimeOfDay {
	local := t.In(Stockholm)
	return TimeOfDay(local.Hour()*60 + local.Minute())
}

// plainTime writes a time with a colon and no spaces.
var plainTime = strings.NewReplacer(".", ":", " ", "")

// ParseTimeOfDay reads 8:30, 08.30, 0830 and 830.
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	clean := plainTime.Replace(text)
	if digits := len(clean); (digits == 3 || digits == 4) && !strings.Contains(clean, ":") {
		clean = clean[:digits-2] + ":" + clean[digits-2:]
	}
	if t, err := time.Parse("15:04", clean); err == nil {
		return TimeOfDay(t.Hour()*60 + t.Minute()), nil
	}
	return 0, &Problem{Code: "time.form", Values: map[string]any{"text": text}}
}

// Hour is the full hours since midnight.
func (t TimeOfDay) Hour() int { return int(t) / 60 }

// Minute is the minute of the hour.
func (t TimeOfDay) Minute() int { return int(t) % 60 }

// String gives 08:30.
func (t TimeOfDay) String() string {
	return time.Date(0, 1, 1, t.Hour(), t.Minute(), 0, 0, time.UTC).Format("15:04")
}

// On gives the instant of the time on a day.
func (t TimeOfDay) On(day Date) time.Time { return day.At(t.Hour(), t.Minute()) }
