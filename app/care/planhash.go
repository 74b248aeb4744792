package care

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// PlanHash is a fingerprint of what a sheet would say: the dates, what the patient
// has to do because of an illness, and what is decided about each medicine. What
// the rules propose while no doctor has decided stands on no sheet. A procedure
// that began later on its own day makes no sheet untrue.
func PlanHash(medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision) string {
	if booking.DayStart().Equal(booking.Start) {
		booking.PerformedAt = nil
	}
	holds := holdsOf(medicines, protocol, booking, decisions)
	known := Facts(medicines, booking, holds)
	known.OnHold = slices.ContainsFunc(holds, func(h HoldFile) bool { return h.Decision != nil && h.Paused() })
	plan := protocol.Plan(careplan.Request{Start: booking.Begin(), BookedOn: booking.BookedOn, Facts: known})
	digest := sha256.New()
	day := DayMedicinesOf(medicines, booking, holds)
	_, _ = fmt.Fprintln(digest, plan.Hash(), known.Insulin, day.Pressure) // writing to a hash never fails
	for _, hold := range day.Morning {
		_, _ = fmt.Fprintln(digest, "morning", hold.OnBooking.Key())
	}
	for _, hold := range day.Asked {
		_, _ = fmt.Fprintln(digest, "asked", hold.OnBooking.Key())
	}
	if _, date, ok := inrTest(booking, holds); ok {
		_, _ = fmt.Fprintln(digest, date.Milestone.ID, date.Begin)
	}
	for _, hold := range holds {
		if !hold.Asked {
			continue
		}
		// By its key: a new way to write a name makes no patient's paper untrue.
		_, _ = fmt.Fprintln(digest, hold.OnBooking.Key(), hold.Status() == HoldContinues)
		if hold.Decision != nil {
			dates := hold.Dates()
			_, _ = fmt.Fprintln(digest, dates.LastDose, dates.LastDoseAt.UTC(), dates.FirstDoseAgain)
			if dates.Dose != "" { // papers from before it was asked say nothing of it
				_, _ = fmt.Fprintln(digest, dates.Dose)
			}
		}
	}
	return hex.EncodeToString(digest.Sum(nil))
}
