package migrations

import (
	"fmt"

	"gorm.io/gorm"
)

// secondNumbers lets who was registered before be found by their second number and by a
// relative's, as by the first: whole, as dialled within Sweden and from abroad, and by the last five
// digits or more, each marked with "#".
func secondNumbers() *Step {
	return &Step{
		ID: "0026-second-numbers",
		Migrate: func(tx *gorm.DB) error {
			for _, column := range []string{"other_phone", "relative_phone"} {
				for _, form := range []struct{ digits, which string }{
					{"substr(" + column + ", 2)", column + " LIKE '+%'"},
					{"'00' || substr(" + column + ", 2)", column + " LIKE '+%'"},
					{"'0' || substr(" + column + ", 4)", column + " LIKE '+46%'"},
				} {
					words := []string{form.digits}
					for length := 5; length <= 17; length++ {
						words = append(words, fmt.Sprintf("CASE WHEN length(%[1]s) >= %[2]d THEN '#' || substr(%[1]s, length(%[1]s) - %[3]d) END", form.digits, length, length-1))
					}
					for _, word := range words {
						err := tx.Exec(fmt.Sprintf(`INSERT INTO patient_keys (patient_id, word)
							SELECT id, %[1]s FROM patients WHERE %[2]s AND %[1]s IS NOT NULL
							AND NOT EXISTS (SELECT 1 FROM patient_keys AS k WHERE k.patient_id = patients.id AND k.word = %[1]s)`,
							word, form.which)).Error
						if err != nil {
							return err
						}
					}
				}
			}
			return nil
		},
	}
}
