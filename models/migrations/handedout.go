package migrations

import "gorm.io/gorm"

// handedOut makes room for what is told to patients: when the phone is answered.
func handedOut() *Step {
	return &Step{
		ID: "0004-handed-out",
		Migrate: func(tx *gorm.DB) error {
			for _, change := range []string{
				`ALTER TABLE clinic ADD COLUMN phone_opens text NOT NULL DEFAULT ''`,
				`ALTER TABLE clinic ADD COLUMN phone_closes text NOT NULL DEFAULT ''`,
			} {
				if err := tx.Exec(change).Error; err != nil {
					return err
				}
			}
			return nil
		},
	}
}
