package sheet

import (
	"time"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// DecisionsInput is the list "Att besluta": what waits for a doctor's decision,
// in the order that it is to stand. Everything is in words already.
type DecisionsInput struct {
	On       models.Date // the day that the list is printed
	Clinic   models.Clinic
	Language models.Language // "" is Swedish
	Bookings []DecisionBooking
}

// DecisionBooking is one patient's procedure with the medicines that wait.
type DecisionBooking struct {
	Booking        int64 // its id
	Patient        string
	PersonalNumber string // "" where it is not known
	Procedure      string
	Start          time.Time
	Clearance      string   // "62 ml/min (2 oktober 2026)"; "" where it is not known
	Factors        []string // what the doctor has to weigh: "stent i hjärtats kranskärl"
	Medicines      []DecisionMedicine
}

// DecisionMedicine is one medicine with the program's proposal: a hold where
// LastDose is set, that it goes on where Continues is true, else a question.
type DecisionMedicine struct {
	Name           string // "Waran (warfarin)"
	Form           string // the dose form in words, "" where no rule asks for it
	Continues      bool
	LastDose       careplan.Moment // the day, or the instant for a hold in hours
	Dose           string          // which dose of its day is the last, as in [Medicine]
	DaysWithout    int             // full civil days without before the procedure
	FirstDoseAgain models.Date
	Reasons        []string // why it is the doctor's question, or what to weigh in the proposal
	Guideline      string   // the guideline's figure and range: "5 dygn (2–5 dygn), åter 6 h"
}
