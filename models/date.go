package models

import (
	"database/sql/driver"
	"fmt"
	"time"
	_ "time/tzdata" // an office PC may lack a zone database
)

// Stockholm is the zone of every date and time on screen and paper.
var Stockholm = mustLoad("Europe/Stockholm")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the database is embedded above, so this cannot fail at run time
	}
	return zone
}

// Date is a civil day without time or zone. The zero Date means "no date".
// Dates are comparable with == and usable as map keys.
type Date struct {
	ordinal int // days since 0000-12-31
}

const secondsPerDay = 24 * 60 * 60

var ordinalZero = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

// NewDate gives the day; like time.Date it normalises values outside their range.
func NewDate(year int, month time.Month, day int) Date {
	seconds := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - ordinalZero
	return Date{ordinal: int(seconds / secondsPerDay)}
}

// DateOf gives the civil day in Stockholm at the instant t.
func DateOf(t time.Time) Date {
	local := t.In(Stockholm)
	return NewDate(local.Year(), local.Month(), local.Day())
}

// ParseDate reads the form 2026-12-14.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() == 0 { // the year 0 holds the zero Date
		return Date{}, &Problem{Code: "date.form", Values: map[string]any{"text": text}}
	}
	return NewDate(t.Year(), t.Month(), t.Day()), nil
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.ordinal == 0 }

func (d Date) midnightUTC() time.Time {
	return time.Unix(ordinalZero+int64(d.ordinal)*secondsPerDay, 0).UTC()
}

// Year is the calendar year.
func (d Date) Year() int { return d.midnightUTC().Year() }

// Month is the month of the year.
func (d Date) Month() time.Month { return d.midnightUTC().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.midnightUTC().Day() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

// ISOWeek gives the ISO 8601 year and week number.
func (d Date) ISOWeek() (year, week int) { return d.midnightUTC().ISOWeek() }

// AddDays gives the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return Date{ordinal: d.ordinal + n} }

// AddMonths gives the same day n months later, clamped to the month's end:
// three months after 30 November is 28 (or 29) February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return NewDate(first.Year(), first.Month(), min(d.Day(), last))
}

// DaysSince gives how many days d lies after other; negative when before.
func (d Date) DaysSince(other Date) int { return d.ordinal - other.ordinal }

// Before tells whether d lies before other.
func (d Date) Before(other Date) bool { return d.ordinal < other.ordinal }

// After tells whether d lies after other.
func (d Date) After(other Date) bool { return d.ordinal > other.ordinal }

// Compare orders two days as cmp.Compare does.
func (d Date) Compare(other Date) int { return d.ordinal - other.ordinal }

// Monday gives the first day of d's ISO week.
func (d Date) Monday() Date { return d.AddDays(-int(d.Weekday()+6) % 7) }

// At gives the instant of a wall-clock time on that day in Stockholm. A time
// that a clock change skips becomes the one as far after the change; of one that
// comes twice it is the second.
func (d Date) At(hour, minute int) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, Stockholm)
}

// String gives 2026-12-14, or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnightUTC().Format(time.DateOnly)
}

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; "" is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value stores the day as text, so that it reads and sorts the same in every database.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads what Value stored.
func (d *Date) Scan(source any) error {
	switch value := source.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(value))
	case []byte:
		return d.UnmarshalText(value)
	default:
		return fmt.Errorf("date: cannot read %T from the database", source)
	}
}

// GormDataType names the column type on every database.
func (Date) GormDataType() string { return "string" }
