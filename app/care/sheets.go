package care

import (
	"slices"

	"nursedesk/models"
)

// SheetStatus tells whether a sheet that a patient holds is still true.
type SheetStatus string

// The statuses of a sheet.
const (
	SheetCurrent  SheetStatus = "current"
	SheetOutdated SheetStatus = "outdated" // the patient goes by something that is no longer so
	SheetTold     SheetStatus = "told"     // no longer true on paper, but the patient was told by phone
)

// SheetStatus tells how a sheet of the booking stands. What was printed and is
// now otherwise makes it out of date: a date, what was decided about a medicine,
// the time, place or person of a booked visit. A line that was left to write on
// is never wrong. A patient who was told something else by phone since goes by
// that, even where the paper should come true again.
func (f BookingFile) SheetStatus(sheet models.Sheet) SheetStatus {
	switch {
	case !f.Booking.Open():
		return SheetCurrent // nobody goes by it any more
	case !f.holdsTrue(sheet.Known()):
		return SheetOutdated
	case !f.holdsTrue(sheet.PlanHash, sheet.Lines):
		return SheetTold
	}
	return SheetCurrent
}

// SheetOutdated tells whether a sheet says what is no longer so, and the patient
// was not told.
func (f BookingFile) SheetOutdated(sheet models.Sheet) bool {
	return f.SheetStatus(sheet) == SheetOutdated
}

// Misled tells whether the patient goes by something that is no longer so: the
// newest sheet counts.
func (f BookingFile) Misled() bool { return len(f.Sheets) > 0 && f.SheetOutdated(f.Sheets[0]) }

func (f BookingFile) holdsTrue(planHash string, lines []models.SheetLine) bool {
	return planHash == f.PlanHash &&
		!slices.ContainsFunc(lines, func(line models.SheetLine) bool { return !f.lineHolds(line) })
}

// lineHolds tells whether a task is still as a line says: a visit at its time,
// place and person, whether it is over or not; anything else due on its day, or closed.
func (f BookingFile) lineHolds(line models.SheetLine) bool {
	task, ok := f.TaskOf(line.Step)
	switch {
	case !ok:
		return false
	case line.At == nil:
		return task.Closed() || task.At != nil || task.Due == line.Day
	}
	return task.At != nil && task.State != models.ToBook && truncated(*task.At).Equal(truncated(*line.At)) &&
		task.Place == line.Place && task.With == line.With
}

// TaskOf finds the task of a step that was not withdrawn.
func (f BookingFile) TaskOf(step string) (models.Task, bool) {
	for _, task := range f.Tasks {
		if task.Step == step && task.State != models.Withdrawn {
			return task, true
		}
	}
	return models.Task{}, false
}
