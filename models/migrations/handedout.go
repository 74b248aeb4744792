package migrations

import "gorm.io/gorm"

// sheetFile0004 keeps the PDFs that were handed out, each once. A sheet from
// before has none, so that no reference leads here.
type sheetFile0004 struct {
	Hash ordered `gorm:"primaryKey"`
	PDF  []byte  `gorm:"not null"`
}

func (sheetFile0004) TableName() string { return "sheet_files" }

// handedOut makes room for what is told to patients: the very sheets that they
// were given and what they were told since, and when the phone is answered.
func handedOut() *Step {
	return &Step{
		ID: "0004-handed-out",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&sheetFile0004{}); err != nil {
				return err
			}
			for _, change := range []string{
				`ALTER TABLE sheets ADD COLUMN form text NOT NULL DEFAULT ''`,
				`ALTER TABLE sheets ADD COLUMN texts text NOT NULL DEFAULT ''`,
				`ALTER TABLE sheets ADD COLUMN how text NOT NULL DEFAULT ''`,
				`ALTER TABLE sheets ADD COLUMN lines text`, // JSON, as is what was told
				`ALTER TABLE sheets ADD COLUMN told text`,
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
