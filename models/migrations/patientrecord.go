package migrations

import (
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// booking0015 is a booking with what its patient was said to take.
type booking0015 struct {
	PatientID  int64
	Medicines  []byte // JSON
	Conditions []byte // JSON
}

func (booking0015) TableName() string { return "bookings" }

// record0015 is what a patient takes and has, by all bookings that were not called off.
type record0015 struct {
	medicines  []map[string]any
	conditions []string
}

// patientRecord keeps with the patient what holds beside any booking, and begins with
// what the bookings say: the newest one first, an older one for what it lacks.
func patientRecord() *Step {
	return &Step{
		ID: "0015-patient-record",
		Migrate: func(tx *gorm.DB) error {
			for _, change := range []string{
				`ALTER TABLE patients ADD COLUMN medicines text`, // JSON, as are the conditions
				`ALTER TABLE patients ADD COLUMN conditions text`,
				`ALTER TABLE patients ADD COLUMN allergies text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN interpreter text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN hard_of_hearing boolean NOT NULL DEFAULT false`,
				`ALTER TABLE patients ADD COLUMN other_phone text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN no_phone text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN relative_name text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN relative_phone text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN relative_may_know text NOT NULL DEFAULT ''`,
				`ALTER TABLE patients ADD COLUMN protected_identity boolean NOT NULL DEFAULT false`,
				`ALTER TABLE patients ADD COLUMN checked_on text NOT NULL DEFAULT ''`,
			} {
				if err := tx.Exec(change).Error; err != nil {
					return err
				}
			}
			return recordsSoFar(tx)
		},
	}
}

func recordsSoFar(tx *gorm.DB) error {
	var bookings []booking0015
	err := tx.Where("status IN ('booked', 'performed')").Order("start DESC, id DESC").Find(&bookings).Error
	if err != nil {
		return err
	}
	records := map[int64]*record0015{}
	for _, booking := range bookings {
		if records[booking.PatientID] == nil {
			records[booking.PatientID] = &record0015{}
		}
		if err := records[booking.PatientID].add(booking); err != nil {
			return err
		}
	}
	for id, record := range records {
		if err := record.keep(tx, id); err != nil {
			return err
		}
	}
	return nil
}

func (r *record0015) add(booking booking0015) error {
	var medicines []map[string]any
	var conditions []string
	for _, column := range []struct {
		body []byte
		into any
	}{{booking.Medicines, &medicines}, {booking.Conditions, &conditions}} {
		if len(column.body) == 0 {
			continue
		}
		if err := json.Unmarshal(column.body, column.into); err != nil {
			return err
		}
	}
	for _, medicine := range medicines {
		if !slices.ContainsFunc(r.medicines, func(m map[string]any) bool { return key0015(m) == key0015(medicine) }) {
			r.medicines = append(r.medicines, medicine)
		}
	}
	for _, condition := range conditions {
		if !slices.Contains(r.conditions, condition) {
			r.conditions = append(r.conditions, condition)
		}
	}
	return nil
}

func key0015(medicine map[string]any) string {
	atc, _ := medicine["atc"].(string)
	text, _ := medicine["text"].(string)
	return atc + "?" + strings.ToLower(text)
}

func (r *record0015) keep(tx *gorm.DB, id int64) error {
	if len(r.medicines)+len(r.conditions) == 0 {
		return nil
	}
	medicines, err := json.Marshal(r.medicines)
	if err != nil {
		return err
	}
	conditions, err := json.Marshal(r.conditions)
	if err != nil {
		return err
	}
	return tx.Exec("UPDATE patients SET medicines = ?, conditions = ? WHERE id = ?", string(medicines), string(conditions), id).Error
}
