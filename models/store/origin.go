package store

import (
	"context"
	"time"
)

// origin is how a database came to be; the table has one row.
type origin struct {
	ID   int64
	Test bool
	At   time.Time
}

func (origin) TableName() string { return "origin" }

// readOrigin learns whether this is a test database. One that does not say yet
// is one if test is.
func (s *Store) readOrigin(ctx context.Context, test bool) error {
	db := s.writer.WithContext(ctx)
	var rows []origin
	if err := db.Limit(1).Find(&rows).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		rows = []origin{{ID: 1, Test: test, At: s.now()}}
		if err := db.Create(&rows).Error; err != nil {
			return err
		}
	}
	s.test = rows[0].Test
	return nil
}
