package careplan

import (
	"regexp"
	"strconv"
	"time"

	"nursedesk/models"
)

// offset is a distance from the procedure, in one unit.
type offset struct {
	amount int
	unit   byte // 'h' hours, 'd' days, 'w' weeks, 'm' months
}

var offsetForm = regexp.MustCompile(`^([+-]?[0-9]{1,4})([hdwm])$`)

func parseOffset(text string) (offset, bool) {
	parts := offsetForm.FindStringSubmatch(text)
	if parts == nil {
		return offset{}, false
	}
	amount, err := strconv.Atoi(parts[1])
	return offset{amount: amount, unit: parts[2][0]}, err == nil
}

// hours tells whether the offset counts real hours from the start, not days.
func (o offset) hours() bool { return o.unit == 'h' }

// day counts whole days, weeks or months from the procedure's civil day.
func (o offset) day(from models.Date) models.Date {
	switch o.unit {
	case 'w':
		return from.AddDays(7 * o.amount)
	case 'm':
		return from.AddMonths(o.amount)
	default:
		return from.AddDays(o.amount)
	}
}

// moment counts from the start: real hours give an instant, anything else a day.
func (o offset) moment(start time.Time) Moment {
	if o.hours() {
		at := start.Add(time.Duration(o.amount) * time.Hour).In(models.Stockholm)
		return Moment{Date: models.DateOf(at), At: at}
	}
	return Moment{Date: o.day(models.DateOf(start))}
}

// Months differ in length, so that the order of two offsets can hang on the
// day it is counted from. Every start within a leap cycle is tried.
var leapCycle = func() []models.Date {
	first := models.NewDate(2027, time.January, 1)
	days := make([]models.Date, 4*365+1)
	for i := range days {
		days[i] = first.AddDays(i)
	}
	return days
}()

// neverAfter tells whether o is on or before other whatever day both count from.
func (o offset) neverAfter(other offset) bool {
	if o.unit != 'm' && other.unit != 'm' {
		return !o.day(leapCycle[0]).After(other.day(leapCycle[0]))
	}
	for _, day := range leapCycle {
		if o.day(day).After(other.day(day)) {
			return false
		}
	}
	return true
}
