package models

import "time"

// Restriction closes a patient's record to the staff of other care units, at the patient's own wish: Patientdatalagen
// (2008:355) 4 kap. 4 §, "spärr". It is kept after it was lifted, as who had it is asked long afterwards.
type Restriction struct {
	ID        int64
	PatientID int64
	Unit      string // that keeps the data, see [Clinic.UnitOf]
	Word      string // on whose word it was set
	By        string
	At        time.Time // UTC

	LiftedWord string
	LiftedBy   string
	LiftedAt   *time.Time // UTC; nil while it holds
}

// TableName is where they lie.
func (Restriction) TableName() string { return "record_restrictions" }

// Validate tells what keeps it from being set.
func (r Restriction) Validate() error {
	var problems Problems
	problems.Add("unit", checkText(r.Unit, false, MaxLine))
	problems.Add("word", checkText(r.Word, true, MaxLine))
	if r.LiftedAt != nil {
		problems.Add("word", checkText(r.LiftedWord, true, MaxLine))
	}
	return problems.OrNil()
}

// OpeningGrounds are why a restricted record is opened to somebody of another unit, a translation key below "restriction.".
type OpeningGrounds string

// The grounds.
const (
	OpenedByConsent   OpeningGrounds = "consent"
	OpenedInEmergency OpeningGrounds = "emergency" // the patient can't be asked, and it is needed for care that can't wait
)

// Ways in which a patient consents, translation keys below "restriction.".
const (
	ConsentInPerson = "in-person"
	ConsentByPhone  = "by-phone"
)

// Opening lets one person see a record in spite of one restriction, for a while.
type Opening struct {
	ID            int64
	RestrictionID int64
	Grounds       OpeningGrounds
	How           string // the patient consented; "" in an emergency
	Reason        string // of an emergency
	By            string
	StaffID       *int64    // nil for who is none of the staff
	At            time.Time // UTC
	Until         time.Time // UTC, not included
}

// TableName is where they lie.
func (Opening) TableName() string { return "restriction_openings" }

// Validate tells what keeps the record from being opened.
func (o Opening) Validate() error {
	var problems Problems
	switch o.Grounds {
	case OpenedByConsent:
		if o.How != ConsentInPerson && o.How != ConsentByPhone {
			problems.Add("how", ErrRequired)
		}
	case OpenedInEmergency:
		problems.Add("reason", checkText(o.Reason, true, MaxNote))
	default:
		problems.Add("grounds", ErrRequired)
	}
	return problems.OrNil()
}
