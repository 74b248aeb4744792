package locale

import (
	"fmt"
	"strings"
	"time"

	"nursedesk/app/workday"
	"nursedesk/models"
)

// Date gives "mån 14 dec 2026", or "" for no date.
func Date(d models.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %s %d", Weekday(d.Weekday()), Short(d), d.Year())
}

// LongDate gives "måndag 14 december 2026".
func LongDate(d models.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d %s %d", LongWeekday(d.Weekday()), d.Day(), Month(d.Month()), d.Year())
}

// Short gives "14 dec".
func Short(d models.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", d.Day(), pick("date.months.short", int(d.Month())-1))
}

// ShortDay gives "mån 14 dec".
func ShortDay(d models.Date) string {
	if d.IsZero() {
		return ""
	}
	return Weekday(d.Weekday()) + " " + Short(d)
}

// Week gives "v. 51", the ISO week.
func Week(d models.Date) string {
	_, week := d.ISOWeek()
	return T("date.week", "week", week)
}

// Weekday gives "mån".
func Weekday(day time.Weekday) string { return pick("date.weekdays.short", int(day)) }

// LongWeekday gives "måndag".
func LongWeekday(day time.Weekday) string { return pick("date.weekdays.long", int(day)) }

// Month gives "december".
func Month(month time.Month) string { return pick("date.months.long", int(month)-1) }

// Time gives "08:30", the time of day in Stockholm.
func Time(t time.Time) string { return t.In(models.Stockholm).Format("15:04") }

// Moment gives "mån 14 dec 2026 08:30", or "" for the zero time.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Date(models.DateOf(t)) + " " + Time(t)
}

// ShortMoment gives "14 dec 08:30".
func ShortMoment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Short(models.DateOf(t)) + " " + Time(t)
}

// MomentOn gives "08:30", with the day where that is not today.
func MomentOn(today models.Date, t time.Time) string {
	if models.DateOf(t) == today {
		return Time(t)
	}
	return ShortMoment(t)
}

// Relative gives "idag", "i morgon", "i går", "om 3 d" or "för 3 d sedan".
func Relative(d, today models.Date) string {
	switch n := d.DaysSince(today); {
	case n == 0:
		return T("date.today")
	case n == 1:
		return T("date.tomorrow")
	case n == -1:
		return T("date.yesterday")
	case n > 0:
		return T("date.in-days", "n", n)
	default:
		return T("date.days-ago", "n", -n)
	}
}

// LateBy gives "2 d sen": how long something has been overdue.
func LateBy(d, today models.Date) string { return T("date.late", "n", today.DaysSince(d)) }

// pick gives one word of a text that lists several, between spaces.
func pick(key string, index int) string {
	words := strings.Fields(T(key))
	if index < 0 || index >= len(words) {
		return key
	}
	return words[index]
}

// write gives a value as it stands in a sentence.
func write(value any) any {
	switch value := value.(type) {
	case models.Date:
		return Date(value)
	case time.Time:
		return Moment(value)
	case models.PersonalNumber:
		return value.String()
	case models.Phone:
		return value.Format()
	case models.Text:
		return In(value)
	}
	return value
}

// RedDay tells whether the clinic is closed on a day, and what the day is
// called; a plain Saturday or Sunday goes by its weekday.
func RedDay(date models.Date) (name string, red bool) {
	key, named := workday.RedDay(date)
	switch {
	case named && key != workday.Sunday:
		return T(key), true
	case !workday.IsWorkday(date):
		return LongWeekday(date.Weekday()), true
	}
	return "", false
}
