package sheet

import (
	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Medicine is what the doctor has decided, or has not yet, about one medicine.
// No date of an undecided or continued one ever stands on the sheet.
type Medicine struct {
	Name    string // as the nurse and the patient call it: "Waran (warfarin)"
	Decided bool

	Continues      bool            // it is taken as usual, on the day of the procedure too; the rest is then unused
	LastDose       careplan.Moment // the day of the last dose; for a hold in hours the instant that it is taken at or before
	FirstDoseAgain models.Date     // the first civil day with a dose again; the doctor's own day, whatever the leaflet says
}
