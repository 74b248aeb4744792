package care

import (
	"slices"

	"nursedesk/app/medication"
	"nursedesk/models"
)

// DayMedicines are what the patient does with medicines on the day of the
// procedure, in the order taken.
type DayMedicines struct {
	// Morning are taken on the morning of the procedure, as the leaflet has it of
	// blood-pressure medicine (D3).
	Morning []HoldFile
	// Asked are those of which the doctor or the anaesthetist has to say how they are
	// taken. Insulin alone is not among them: the leaflet speaks of it (D2).
	Asked []HoldFile
	// Pressure tells that blood-pressure medicine is taken in the morning (D3) that
	// nobody can name: ticked without a medicine that explains the tick, or kept as a
	// code that the catalogue has no name for.
	Pressure bool
}

// DayMedicinesOf sorts a booking's medicines by what is done with them on the day.
func DayMedicinesOf(medicines *medication.Catalogue, booking models.Booking, holds []HoldFile) DayMedicines {
	var day DayMedicines
	explained := false
	for _, hold := range holds {
		known := medicines.Conditions([]string{hold.Taken.ATC})
		pressure := slices.Contains(known, models.Hypertension)
		explained = explained || pressure
		switch {
		case hold.DayAsked():
			if len(hold.Parts) > 0 || !slices.Contains(known, models.Insulin) {
				day.Asked = append(day.Asked, hold)
			}
		case pressure && !hold.Known:
			day.Pressure = true
		case pressure && !hold.Asked: // what waits for a hold is told of there
			day.Morning = append(day.Morning, hold)
		}
	}
	day.Pressure = day.Pressure || booking.Has(models.Hypertension) && !explained
	return day
}
