// Package workday knows on which days the clinic works: Monday to Friday, but
// not on a Swedish public holiday (law 1989:253) nor on Midsummer Eve,
// Christmas Eve and New Year's Eve, which the Annual Leave Act treats as Sundays.
package workday

import (
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/se"

	"nursedesk/models"
)

// Sunday is the name key of a Sunday that is no other holiday.
const Sunday = "holiday.sunday"

// holidays are the days off by their name key. Easter Day and Whit Sunday are
// Sundays anyway, but a calendar should call them by their name.
var holidays = map[string]*cal.Holiday{
	"holiday.new-year":      se.Nyarsdagen,
	"holiday.epiphany":      se.TrettondedagJul,
	"holiday.good-friday":   se.Langfredagen,
	"holiday.easter":        se.Paskdagen,
	"holiday.easter-monday": se.AnnandagPask,
	"holiday.may-day":       se.ForstaMaj,
	"holiday.ascension":     se.KristiHimmelfardsdag,
	"holiday.whit-sunday":   se.Pingstdagen,
	"holiday.national-day":  se.Nationaldagen,
	"holiday.midsummer-eve": se.Midsommarafton,
	"holiday.midsummer":     se.Midsommardagen,
	"holiday.all-saints":    se.AllaHelgonsDag,
	"holiday.christmas-eve": se.Julafton,
	"holiday.christmas":     se.Juldagen,
	"holiday.boxing-day":    se.AnnandagJul,
	"holiday.new-years-eve": se.Nyarsafton,
}

// years keeps the days off of each year asked for, as map[models.Date]string;
// a kept map is never changed, so any number of readers may share it.
var years sync.Map

func daysOff(year int) map[models.Date]string {
	if kept, ok := years.Load(year); ok {
		return kept.(map[models.Date]string)
	}
	names := make(map[models.Date]string, len(holidays))
	for name, holiday := range holidays {
		actual, _ := holiday.Calc(year)
		day := models.NewDate(actual.Year(), actual.Month(), actual.Day())
		// Two holidays on one day (1 May 2008 was Ascension Day too) must not
		// take turns with the order of the map.
		if other, taken := names[day]; taken {
			name = min(name, other)
		}
		names[day] = name
	}
	kept, _ := years.LoadOrStore(year, names)
	return kept.(map[models.Date]string)
}

// RedDay tells whether a day is marked as a day off in the calendar: a Sunday,
// a public holiday or one of the three eves. name is the translation key of
// what the day is called. A plain Saturday is no working day, but not red.
func RedDay(d models.Date) (name string, red bool) {
	if name, red = daysOff(d.Year())[d]; red {
		return name, true
	}
	if d.Weekday() == time.Sunday {
		return Sunday, true
	}
	return "", false
}

// IsWorkday tells whether the clinic works on that day.
func IsWorkday(d models.Date) bool {
	if weekday := d.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return false
	}
	_, off := daysOff(d.Year())[d]
	return !off
}

// Within gives the first and the last working day of a time; ok is false where it has none.
func Within(from, to models.Date) (first, last models.Date, ok bool) {
	first, last = Next(from), Previous(to)
	return first, last, !last.Before(first)
}

// Next gives d itself if it is a working day, else the first one after it.
func Next(d models.Date) models.Date {
	for !IsWorkday(d) {
		d = d.AddDays(1)
	}
	return d
}

// Previous gives d itself if it is a working day, else the last one before it.
func Previous(d models.Date) models.Date {
	for !IsWorkday(d) {
		d = d.AddDays(-1)
	}
	return d
}
