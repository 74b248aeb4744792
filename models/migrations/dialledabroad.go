package migrations

import "gorm.io/gorm"

// dialledAbroad lets patients be found by their number as it is dialled from
// abroad, 0046 and so on. Before, a search took leading zeros away instead, and
// did not find who was born in 2000.
func dialledAbroad() *Step {
	return &Step{
		ID: "0007-dialled-abroad",
		Migrate: func(tx *gorm.DB) error {
			return tx.Exec(`INSERT INTO patient_keys (patient_id, word)
				SELECT id, '00' || substr(phone, 2) FROM patients WHERE phone LIKE '+%'`).Error
		},
	}
}
