package migrations

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"
)

// booking0011 is a booking that was made before it was kept what its patient goes by.
type booking0011 struct {
	ID    int64
	Start time.Time
}

func (booking0011) TableName() string { return "bookings" }

// decision0011 is what a doctor decided; the patient is taken to have been told.
type decision0011 struct {
	ID             int64
	BookingID      int64
	Medicine       string // JSON
	Continues      bool
	LastDose       string
	LastDoseAt     *time.Time
	FirstDoseAgain string
}

func (decision0011) TableName() string { return "hold_decisions" }

// known keeps for each booking what its patient goes by, and makes one task of
// giving a new sheet and of calling the patient.
func known() *Step {
	return &Step{
		ID: "0011-known",
		Migrate: func(tx *gorm.DB) error {
			for _, change := range []string{
				`ALTER TABLE bookings ADD COLUMN known text`, // JSON
				`UPDATE tasks SET step = 'tell-patient', kind = 'callback' WHERE step IN ('new-sheet', 'call-patient') AND state = 'open'`,
			} {
				if err := tx.Exec(change).Error; err != nil {
					return err
				}
			}
			return knownSoFar(tx)
		},
	}
}

// knownSoFar takes it that whoever is booked knows the time and what was decided.
func knownSoFar(tx *gorm.DB) error {
	var bookings []booking0011
	if err := tx.Where("status = 'booked'").Find(&bookings).Error; err != nil {
		return err
	}
	var decisions []decision0011
	if err := tx.Where("booking_id IN (SELECT id FROM bookings WHERE status = 'booked')").Order("id").Find(&decisions).Error; err != nil {
		return err
	}
	holds := map[int64]map[string]any{}
	for _, one := range decisions { // the newest of a medicine counts
		var medicine struct{ ATC, Text string }
		if err := json.Unmarshal([]byte(one.Medicine), &medicine); err != nil {
			return err
		}
		key := medicine.ATC
		if key == "" {
			key = "?" + medicine.Text
		}
		if holds[one.BookingID] == nil {
			holds[one.BookingID] = map[string]any{}
		}
		holds[one.BookingID][key] = map[string]any{
			"medicine": key, "continues": one.Continues, "last": one.LastDose, "last_at": one.LastDoseAt, "again": one.FirstDoseAgain,
		}
	}
	for _, booking := range bookings {
		var list []any
		for _, hold := range holds[booking.ID] {
			list = append(list, hold)
		}
		body, err := json.Marshal([]map[string]any{{
			"at": booking.Start.UTC(), "by": "", "how": "booking", "start": booking.Start.UTC(), "holds": list,
		}})
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE bookings SET known = ? WHERE id = ?", string(body), booking.ID).Error; err != nil {
			return err
		}
	}
	return nil
}
