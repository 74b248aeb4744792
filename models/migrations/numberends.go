package migrations

import (
	"fmt"

	"gorm.io/gorm"
)

// numberEnds lets who was registered before be found by the last digits of a number,
// five or more, each marked with "#". Personal numbers have 12 digits, telephone
// numbers 15 at most (E.164); those dialled from abroad or within Sweden begin with zeros.
func numberEnds() *Step {
	return &Step{
		ID: "0012-number-ends",
		Migrate: func(tx *gorm.DB) error {
			for _, number := range []struct{ digits, which string }{
				{"personal_number", "length(personal_number) = 12 AND lower(personal_number) = upper(personal_number)"}, // no letters
				{"'00' || substr(phone, 2)", "phone LIKE '+%'"},
				{"'0' || substr(phone, 4)", "phone LIKE '+46%'"},
			} {
				for length := 5; length <= 17; length++ {
					word := fmt.Sprintf("'#' || substr(%[1]s, length(%[1]s) - %[2]d)", number.digits, length-1)
					err := tx.Exec(fmt.Sprintf(`INSERT INTO patient_keys (patient_id, word)
						SELECT id, %[1]s FROM patients WHERE %[2]s AND length(%[3]s) >= %[4]d
						AND NOT EXISTS (SELECT 1 FROM patient_keys AS k WHERE k.patient_id = patients.id AND k.word = %[1]s)`,
						word, number.which, number.digits, length)).Error
					if err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
}
