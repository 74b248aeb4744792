package migrations

import "gorm.io/gorm"

// openID0022 is how the clinic's provider is asked; at most one row.
type openID0022 struct {
	ID      int64
	Issuer  string `gorm:"not null"`
	Client  string `gorm:"not null"`
	Claim   string `gorm:"not null"`
	Name    string `gorm:"not null"`
	Version int    `gorm:"not null"`
}

func (openID0022) TableName() string { return "open_id" }

// waysIn makes room for ways in besides a password: the own computer, and the clinic's OpenID Connect provider.
func waysIn() *Step {
	return &Step{
		ID: "0022-ways-in",
		Migrate: func(tx *gorm.DB) error {
			if err := tx.Migrator().CreateTable(&openID0022{}); err != nil {
				return err
			}
			for _, statement := range []string{
				`ALTER TABLE staff ADD COLUMN own_computer text NOT NULL DEFAULT ''`,
				`ALTER TABLE staff ADD COLUMN identity text NOT NULL DEFAULT ''`,
				`CREATE UNIQUE INDEX idx_staff_identity ON staff (identity) WHERE identity <> ''`,
			} {
				if err := tx.Exec(statement).Error; err != nil {
					return err
				}
			}
			return nil
		},
	}
}
