package care

import (
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// PlanWarnings says what the plan itself shows: a late booking, a day when the
// clinic is closed, a task without any working day.
func PlanWarnings(booking models.Booking, plan careplan.Plan) []*models.Problem {
	var warnings []*models.Problem
	day := models.DateOf(booking.Start)
	if closed := closedDay(day); closed != "" {
		warnings = append(warnings, models.Warning(closed, "date", map[string]any{"date": day}))
	}
	late := 0
	for _, task := range plan.Tasks {
		if task.Late {
			late++
		}
		if task.NoWorkingDay && task.Due != day { // the day itself is warned of above
			warnings = append(warnings, models.Warning("no-working-day", "date", map[string]any{
				"title": task.Step.Title, "date": task.Due,
			}))
		}
	}
	if late > 0 && !day.Before(booking.BookedOn) {
		warnings = append(warnings, models.Warning("late", "date", map[string]any{
			"count": late, "days": day.DaysSince(booking.BookedOn),
		}))
	}
	return warnings
}

// closedDay is the warning of a day on which the clinic does not work: a day off
// by its own name, else the end of the week; "" for a working day.
func closedDay(day models.Date) string {
	name, named := workday.RedDay(day)
	switch {
	case named && name != workday.Sunday:
		return "red-day"
	case day.Weekday() == time.Saturday:
		return "saturday"
	case day.Weekday() == time.Sunday:
		return "sunday"
	}
	return ""
}

// HoldWarnings say first what is most dangerous: a pause that should have begun,
// a decision that no longer counts, a medicine that nobody has decided about.
func HoldWarnings(booking models.Booking, holds []HoldFile, today models.Date) []*models.Problem {
	var warnings []*models.Problem
	for _, hold := range holds {
		if begun, ok := hold.begunOn(today, booking.Begin()); ok && hold.Decision == nil && hold.Asked {
			warnings = append(warnings, models.Warning("hold-begun", "medicines", map[string]any{
				"name": hold.Name, "date": begun, "days": booking.Day().DaysSince(today),
			}))
		}
	}
	warnings = append(warnings, outdatedWarnings(holds)...)
	if waiting := Undecided(holds); len(waiting) > 0 {
		warnings = append(warnings, models.Warning("thinner", "medicines", map[string]any{"count": len(waiting)}))
	}
	return warnings
}

// HoldsIfNothingElse are the holds where nothing of what the form asks speaks against
// them: until it is asked, the days that a pause takes at least are what may be too few.
func HoldsIfNothingElse(medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking) []HoldFile {
	booking.Factors = map[string]string{}
	for _, factor := range medication.Factors {
		booking.Factors[string(factor)] = string(medication.No)
	}
	holds, _ := Plan(medicines, protocol, booking, nil)
	return holds
}

// outdatedWarnings name each decision that the patient may be following though
// it no longer counts; they hold after the procedure too.
func outdatedWarnings(holds []HoldFile) []*models.Problem {
	var warnings []*models.Problem
	for _, hold := range holds {
		if hold.Outdated != nil {
			warnings = append(warnings, models.Warning("hold-outdated", "medicines", map[string]any{
				"name": hold.Name, "date": models.DateOf(hold.Outdated.ForStart), "doctor": hold.Outdated.DecidedBy,
			}))
		}
	}
	return warnings
}

// prescriptionWarnings stand from the day on which something is to be prescribed that
// may not meet one of the patient's medicines without a doctor's word, whether it
// is paused or not: a pause is there to keep the bleeding small.
func (f BookingFile) prescriptionWarnings(medicines *medication.Catalogue, today models.Date) []*models.Problem {
	var warnings []*models.Problem
	for _, task := range f.Tasks {
		step, ok := f.Protocol.Step(task.Step)
		if !ok || task.Closed() || task.Earliest.After(today) || step.Prescribes == "" {
			continue
		}
		for _, hold := range f.Holds {
			if medicines.Together(medication.Class(step.Prescribes), hold.Taken.ATC) {
				warnings = append(warnings, models.Warning("prescription."+step.Prescribes, "", map[string]any{
					"title": step.Title, "name": hold.Name,
				}))
			}
		}
	}
	return warnings
}

// RecordWarnings name each medicine that the patient takes by their record and a booking
// to come lacks: the plan of that booking knows nothing of it.
func RecordWarnings(medicines *medication.Catalogue, patient models.Patient, booking models.Booking) []*models.Problem {
	var warnings []*models.Problem
	for _, medicine := range patient.Without(booking) {
		warnings = append(warnings, models.Warning("not-on-booking", "medicines", map[string]any{"name": NameOf(medicines, medicine)}))
	}
	return warnings
}

// standingWarnings are what the patient's page says on top as long as it is so.
func (f BookingFile) standingWarnings(medicines *medication.Catalogue, now time.Time) []*models.Problem {
	var warnings []*models.Problem
	booking := f.Booking
	if !booking.Open() {
		return nil
	}
	if f.Patient.PersonalNumber == "" {
		warnings = append(warnings, models.Warning("unknown-identity", "personal-number", nil))
	}
	if booking.Status == models.StatusPerformed {
		warnings = append(warnings, outdatedWarnings(f.Holds)...)
	}
	if booking.Status == models.StatusBooked {
		warnings = append(warnings, RecordWarnings(medicines, f.Patient, booking)...)
		warnings = append(warnings, HoldWarnings(booking, f.Holds, models.DateOf(now))...)
		warnings = append(warnings, PlanWarnings(booking, f.Plan)...)
		if booking.Start.Before(now.Add(-24 * time.Hour)) {
			warnings = append(warnings, models.Warning("not-performed", "", map[string]any{"date": booking.Day()}))
		}
	}
	warnings = append(warnings, f.prescriptionWarnings(medicines, models.DateOf(now))...)
	for _, sheet := range f.Sheets[:min(1, len(f.Sheets))] {
		if f.SheetOutdated(sheet) {
			warnings = append(warnings, models.Warning("sheet-outdated", "", map[string]any{
				"date": models.DateOf(sheet.CreatedAt),
			}))
		}
	}
	return warnings
}
