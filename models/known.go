package models

import "time"

// Known is what a patient goes by from some time on: what they were told when
// the booking was made, by a sheet that they were handed, or by somebody since.
type Known struct {
	At     time.Time   `json:"at"`
	By     string      `json:"by"`
	How    string      `json:"how"`            // see the ways below
	Whom   string      `json:"whom,omitempty"` // who was told, see Listeners; "" is the patient
	TaskID int64       `json:"task,omitempty"` // the task that was closed by it
	Start  time.Time   `json:"start"`
	Ended  bool        `json:"ended,omitempty"` // that the booking is cancelled or was missed
	Holds  []KnownHold `json:"holds,omitempty"` // what was decided about medicines
}

// KnownHold is what a patient goes by about one medicine.
type KnownHold struct {
	Medicine       string     `json:"medicine"` // Medicine.Key
	Continues      bool       `json:"continues,omitempty"`
	LastDose       Date       `json:"last"`
	LastDoseAt     *time.Time `json:"last_at,omitempty"`
	FirstDoseAgain Date       `json:"again"`
}

// The ways in which a patient came to know.
const (
	ToldAtBooking  = "booking"
	ToldBySheet    = "sheet"
	ToldByPhone    = "phone"
	ToldInPerson   = "in-person"
	ToldInWriting  = "written"
	ToldNotReached = "not-reached" // given up after the tries that the rules ask for
)

// ToldWays are the ways that a nurse chooses from.
var ToldWays = []string{ToldByPhone, ToldInPerson, ToldInWriting}

// Listeners lists who can be told, by id.
var Listeners = []string{"patient", "relative"}

// Same tells whether two patients would go by the same about a medicine.
func (h KnownHold) Same(other KnownHold) bool {
	at := func(k KnownHold) time.Time {
		if k.LastDoseAt == nil {
			return time.Time{}
		}
		return k.LastDoseAt.Truncate(time.Minute)
	}
	return h.Medicine == other.Medicine && h.Continues == other.Continues && h.LastDose == other.LastDose &&
		h.FirstDoseAgain == other.FirstDoseAgain && at(h).Equal(at(other))
}

// Hold finds what is known about a medicine.
func (k Known) Hold(medicine string) (KnownHold, bool) {
	for _, hold := range k.Holds {
		if hold.Medicine == medicine {
			return hold, true
		}
	}
	return KnownHold{}, false
}
