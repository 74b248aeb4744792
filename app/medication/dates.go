package medication

import (
	"time"

	"nursedesk/models"
)

// Dates are what a hold means in the calendar. They are zero where the medicine
// goes on or the doctor decides.
type Dates struct {
	LastDose       models.Date // the last civil day with a dose
	LastDoseAt     time.Time   // holds in hours only: the last dose is taken then or before, Stockholm time
	DaysWithout    int         // full civil days without, between the last dose's day and the procedure's
	FirstDoseAgain models.Date // the first civil day with a dose again, at the earliest
}

// Dates counts a hold around a start; a doctor's own figure is counted the same
// way. Five days means no dose on the days -5 to -1 nor before the procedure on
// the day itself, so that the last dose is on day -6. Hours are real ones: a
// night with a clock change is an hour longer or shorter.
func (c *Catalogue) Dates(pause Pause, start time.Time) Dates {
	day := models.DateOf(start)
	dates := Dates{FirstDoseAgain: day.AddDays(c.resume.Days)}
	switch pause.Kind {
	case Days:
		dates.LastDose = day.AddDays(-pause.Amount - 1)
	case Hours:
		dates.LastDoseAt = start.Add(-time.Duration(pause.Amount) * time.Hour).In(models.Stockholm)
		dates.LastDose = models.DateOf(dates.LastDoseAt)
	default:
		return Dates{}
	}
	dates.DaysWithout = max(0, day.DaysSince(dates.LastDose)-1)
	return dates
}
