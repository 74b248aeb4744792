package models

import "time"

// Merge is two patients who were one person, made one: what the one had belongs to the
// other from then on, until it is undone.
type Merge struct {
	ID       int64
	KeptID   int64 // the patient who stands
	GoneID   int64 // whose place it took
	Reason   string
	By       string
	At       time.Time // UTC
	Before   Unmerged  `gorm:"serializer:json"`
	UndoneBy string
	UndoneAt *time.Time // UTC; nil while it holds
}

// TableName is where merges lie.
func (Merge) TableName() string { return "patient_merges" }

// Validate tells why two patients can't be made one.
func (m Merge) Validate() error {
	var problems Problems
	if m.KeptID == m.GoneID {
		problems.Add("patient", &Problem{Code: "merge.same"})
	}
	problems.Add("reason", checkText(m.Reason, true, MaxNote))
	return problems.OrNil()
}

// Unmerged is all that a merge changed, as it was before.
type Unmerged struct {
	Kept     Patient    `json:"kept"`
	Gone     Patient    `json:"gone"`
	Bookings []Booking  `json:"bookings"` // of both
	Tasks    []Task     `json:"tasks"`    // of both
	Own      Belongings `json:"own"`      // what was the kept one's
	Moved    Belongings `json:"moved"`    // what was the gone one's

	Merged          Patient       `json:"merged"` // the one who stands, right afterwards
	BookingVersions map[int64]int `json:"booking_versions"`
	TaskVersions    map[int64]int `json:"task_versions"` // also of the tasks that the merge made
}

// Belongings are what belongs to a patient, by the rows' ids.
type Belongings struct {
	Bookings      []int64 `json:"bookings"`
	Tasks         []int64 `json:"tasks"`
	Decisions     []int64 `json:"decisions"`
	Calls         []int64 `json:"calls"`
	Complications []int64 `json:"complications"`
}

// Count is how many rows belong to the patient.
func (b Belongings) Count() int {
	return len(b.Bookings) + len(b.Tasks) + len(b.Decisions) + len(b.Calls) + len(b.Complications)
}

// Pair is two patients who may be one person.
type Pair struct{ One, Other PatientRow }
