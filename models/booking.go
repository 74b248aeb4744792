package models

import (
	"slices"
	"time"
)

// BookingStatus tells how far a booking has come.
type BookingStatus string

// The statuses of a booking. All but StatusBooked are final, save that a
// performed booking may have its real time corrected.
const (
	StatusBooked    BookingStatus = "booked"
	StatusPerformed BookingStatus = "performed"
	StatusCancelled BookingStatus = "cancelled"
	StatusNotCome   BookingStatus = "not-come"
)

// Condition is something about the patient's health that changes the plan or the sheet.
type Condition string

// The conditions that the protocols ask for (leaflet D2, D3).
const (
	Insulin      Condition = "insulin"
	Hypertension Condition = "hypertension"
	SGLT2        Condition = "sglt2" // takes an SGLT2 inhibitor
	GLP1         Condition = "glp1"  // takes a GLP-1 agonist
)

// Conditions lists every condition that can be ticked; the others are known from
// the medicines alone.
var Conditions = []Condition{Insulin, Hypertension}

// ParseCondition reads a condition's id.
func ParseCondition(id string) (Condition, error) {
	if slices.Contains(Conditions, Condition(id)) {
		return Condition(id), nil
	}
	return "", &Problem{Code: "condition.unknown", Values: map[string]any{"text": id}}
}

// HealthDeclaration is what the patient says about the weeks before (leaflet B1, B3).
// A nil answer means "not asked yet".
type HealthDeclaration struct {
	BleedingTendency *bool `json:"bleeding_tendency,omitempty"`
	NaturalRemedies  *bool `json:"natural_remedies,omitempty"`
	FeverOrIll       *bool `json:"fever_or_ill,omitempty"`
	Antibiotics      *bool `json:"antibiotics,omitempty"`
	HospitalStay     *bool `json:"hospital_stay,omitempty"` // inpatient within four weeks
}

// HealthQuestion is one question of the health declaration.
type HealthQuestion string

// The questions (leaflet B1, B3).
const (
	Bleeding     HealthQuestion = "bleeding"
	Remedies     HealthQuestion = "remedies"
	Fever        HealthQuestion = "fever" // or feeling ill
	Antibiotics  HealthQuestion = "antibiotics"
	HospitalCare HealthQuestion = "hospital"
)

// HealthQuestions lists every question, in the order in which they are asked.
var HealthQuestions = []HealthQuestion{Bleeding, Remedies, Fever, Antibiotics, HospitalCare}

// Answer is where the answer to a question is kept.
func (h *HealthDeclaration) Answer(question HealthQuestion) **bool {
	switch question {
	case Bleeding:
		return &h.BleedingTendency
	case Remedies:
		return &h.NaturalRemedies
	case Fever:
		return &h.FeverOrIll
	case Antibiotics:
		return &h.Antibiotics
	case HospitalCare:
		return &h.HospitalStay
	}
	return new(*bool)
}

// Yes tells whether a question was answered with yes.
func (h HealthDeclaration) Yes(question HealthQuestion) bool {
	answer := *h.Answer(question)
	return answer != nil && *answer
}

// Booking is one procedure for one patient, from booking to performed or cancelled.
type Booking struct {
	ID              int64
	PatientID       int64
	Procedure       string // the protocol's code
	ProtocolVersion string // frozen when booked: the plan never changes under the patient
	Start           time.Time
	PerformedAt     *time.Time // the real start, once performed
	BookedOn        Date
	Surgeon         string
	Theatre         string
	Medicines       Medicines         `gorm:"serializer:json"` // blood thinners and others
	Factors         map[string]string `gorm:"serializer:json"` // about the patient, by id: "yes" or "no"; left out is not known
	Clearance       float64           // creatinine clearance in ml/min; 0 is not known
	Tier            string            // bleeding risk that a doctor set; "" is the protocol's
	Conditions      []Condition       `gorm:"serializer:json"`
	Health          HealthDeclaration `gorm:"serializer:json"`
	Status          BookingStatus
	StatusReason    string
	Note            string
	Known           []Known `gorm:"serializer:json"` // what the patient went by, the newest last
	ExternalID      string  // what the sending system calls it, "" for a booking made here
	Version         int
	CreatedAt       time.Time
	UpdatedAt       time.Time
}

// Begin is T: the real start once performed, else the planned one.
func (b Booking) Begin() time.Time {
	if b.PerformedAt != nil {
		return *b.PerformedAt
	}
	return b.Start
}

// Day is T's civil date in Stockholm.
func (b Booking) Day() Date { return DateOf(b.Begin()) }

// DayStart is the start that days are counted from: the planned one, also where
// the procedure began later on its own day, but the real one on another day.
func (b Booking) DayStart() time.Time {
	if b.PerformedAt != nil && DateOf(*b.PerformedAt) != DateOf(b.Start) {
		return *b.PerformedAt
	}
	return b.Start
}

// Has tells whether a condition was ticked.
func (b Booking) Has(condition Condition) bool { return slices.Contains(b.Conditions, condition) }

// Open tells whether the booking still has work before or after it: neither
// cancelled nor missed by the patient.
func (b Booking) Open() bool { return b.Status == StatusBooked || b.Status == StatusPerformed }

// Validate tells everything that keeps the booking from being kept. Whether the
// start is in the past or outside opening hours is the desk's question, since
// it needs a clock and the clinic's settings.
func (b Booking) Validate() error {
	var problems Problems
	if b.Procedure == "" {
		problems.Add("procedure", ErrRequired)
	}
	if b.Start.IsZero() {
		problems.Add("date", ErrRequired)
	}
	problems.Add("", b.Medicines.Validate())
	problems.Add("surgeon", checkText(b.Surgeon, false, MaxLine))
	problems.Add("theatre", checkText(b.Theatre, false, MaxLine))
	problems.Add("note", checkText(b.Note, false, MaxNote))
	problems.Add("external-id", checkText(b.ExternalID, false, MaxLine))
	if b.Status == StatusCancelled || b.Status == StatusNotCome {
		problems.Add("reason", checkText(b.StatusReason, true, MaxNote))
	}
	return problems.OrNil()
}
