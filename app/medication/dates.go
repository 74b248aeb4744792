package medication

import (
	"time"

	"nursedesk/models"
)

// Dates are what a hold means in the calendar. They are zero where the medicine
// goes on or the doctor decides.
type Dates struct {
	LastDose       models.Date // the last civil day with a dose
	LastDoseAt     time.Time   // holds in hours only: the last dose is taken then or before, Stockholm time; zero where every dose of that day is early enough
	Dose           DoseTime    // which dose of that day is the last, Morning or Evening; "" is not known
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

// lastTaken draws a hold in hours back to the last dose that the patient really takes:
// who takes it in the evening has none on the morning on which the hours begin. day is
// the procedure's.
func (c *Catalogue) lastTaken(dates Dates, when DoseTime, day models.Date) Dates {
	if dates.LastDoseAt.IsZero() || when == "" {
		return dates
	}
	mornings, evenings, now := when != Evening, when != Morning, c.doseTime(dates.LastDoseAt)
	switch {
	case evenings && now == Evening, mornings && now == Morning:
		dates.Dose = now
	case mornings && now == Evening:
		dates.Dose, dates.LastDoseAt = Morning, time.Time{}
	default: // that day's is too late
		dates.Dose, dates.LastDose, dates.LastDoseAt = Morning, dates.LastDose.AddDays(-1), time.Time{}
		if evenings {
			dates.Dose = Evening
		}
		dates.DaysWithout = max(0, day.DaysSince(dates.LastDose)-1)
	}
	return dates
}

// DoseOf tells which dose is the last of a day that a doctor decided; at is the instant
// by which it is taken, zero for any of that day, when of two doses nobody can say.
func (c *Catalogue) DoseOf(when DoseTime, at time.Time) DoseTime {
	switch {
	case when != TwiceDaily:
		return when
	case at.IsZero():
		return ""
	}
	return c.doseTime(at)
}

// doseTime tells which dose is taken at an instant; "" is before the morning's.
func (c *Catalogue) doseTime(at time.Time) DoseTime {
	switch clock := models.TimeOfDayOf(at); {
	case clock >= c.evening:
		return Evening
	case clock >= c.morning:
		return Morning
	}
	return ""
}
