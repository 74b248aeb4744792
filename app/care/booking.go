package care

import (
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// BookingFile is a booking with all that follows from it.
type BookingFile struct {
	Booking  models.Booking
	Patient  models.Patient
	Protocol *careplan.Protocol // the version the booking froze
	Plan     careplan.Plan
	Holds    []HoldFile    // one for each medicine
	Tasks    []models.Task // by the day someone has to act
	Sheets   []models.Sheet
	Warnings []*models.Problem

	Elsewhere  models.Medicines   // that the patient takes by the record, and this booking lacks
	Conditions []models.Condition // those ticked, and those that the medicines make known

	Restricted bool // closed to who reads it: nothing else is known but when, where and of whom, see models.Restriction

	PlanHash string // fingerprint of what a sheet written now would say
}

// Follow adds what the rules say of a booking with its tasks and sheets.
func (f *BookingFile) Follow(
	medicines *medication.Catalogue, protocol *careplan.Protocol, decisions []models.HoldDecision, now time.Time,
) {
	f.Protocol = protocol
	f.Holds, f.Plan = Plan(medicines, protocol, f.Booking, decisions)
	f.Conditions = ConditionsOf(medicines, f.Booking)
	f.Elsewhere = f.Patient.Without(f.Booking)
	f.PlanHash = PlanHash(medicines, protocol, f.Booking, decisions)
	f.markHolds(models.DateOf(now))
	f.Warnings = f.standingWarnings(medicines, now)
}
