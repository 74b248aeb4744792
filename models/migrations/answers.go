package migrations

import "gorm.io/gorm"

// answers lets a task say which answer asked for it, in what words, and what an
// answer replaced in its booking.
func answers() *Step {
	return &Step{
		ID: "0008-answers",
		Migrate: func(tx *gorm.DB) error {
			for _, change := range []string{
				`ALTER TABLE tasks ADD COLUMN answer_id bigint REFERENCES tasks(id) ON DELETE RESTRICT`,
				`ALTER TABLE tasks ADD COLUMN said text NOT NULL DEFAULT ''`,
				`ALTER TABLE tasks ADD COLUMN replaced text`, // JSON
			} {
				if err := tx.Exec(change).Error; err != nil {
					return err
				}
			}
			return nil
		},
	}
}
