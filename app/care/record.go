package care

import (
	"slices"
	"time"

	"nursedesk/models"
)

// Record is all that is kept of one patient, for whoever takes it out of the desk.
type Record struct {
	PatientFile // with the whole history

	At     time.Time // when it was read, UTC
	By     string    // who reads it
	Clinic models.Clinic

	CallFiles []CallFile // oldest first
	Decisions []models.HoldDecision
	Attempts  []models.Attempt       // to reach somebody, oldest first
	Calendars []models.GivenCalendar // what the phone's calendar was given, by the booking
	Merges    []models.Merge         // by which others became this patient, newest first

	Restrictions []models.Restriction // those that were lifted too, oldest first
	Openings     []models.Opening     // of these, oldest first
}

// Tasks are all tasks of the patient, of a booking or of none, in the order in which they came to be.
func (r Record) Tasks() []models.Task {
	tasks := slices.Clone(r.Other)
	for _, file := range r.Bookings {
		tasks = append(tasks, file.Tasks...)
	}
	slices.SortStableFunc(tasks, func(a, b models.Task) int { return int(a.ID - b.ID) })
	return tasks
}

// Sheets are all sheets that were handed out, the earliest first.
func (r Record) Sheets() []models.Sheet {
	var sheets []models.Sheet
	for _, file := range r.Bookings {
		sheets = append(sheets, file.Sheets...)
	}
	slices.SortStableFunc(sheets, func(a, b models.Sheet) int { return int(a.ID - b.ID) })
	return sheets
}

// BookingOf finds a booking of the patient.
func (r Record) BookingOf(id *int64) (file BookingFile, ok bool) {
	for _, file := range r.Bookings {
		if id != nil && file.Booking.ID == *id {
			return file, true
		}
	}
	return BookingFile{}, false
}

// TriesFor are the tries to reach somebody for a task, the oldest first.
func (r Record) TriesFor(taskID int64) []models.Attempt {
	return slices.DeleteFunc(slices.Clone(r.Attempts), func(try models.Attempt) bool { return try.TaskID != taskID })
}
