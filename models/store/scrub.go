package store

import (
	"context"

	"gorm.io/gorm"

	"nursedesk/models"
)

// Scrub has the database write itself anew, so that nothing of what was taken away is left in
// its file or in its log, where a deleted row's bytes lie until something else is written there.
// It takes as long as reading the file does. While another program reads in the file the log stays:
// models.ErrDatabaseBusy. A server lets what is gone be overwritten; its own log and copies it keeps.
func (s *Store) Scrub(ctx context.Context) error {
	db := s.writer.Session(&gorm.Session{Context: ctx})
	err := db.Exec(`VACUUM`).Error
	if err == nil && s.engine == sqliteEngine {
		var busy, inLog, done int // SQLite tells of a busy database in a row, not as an error
		err = db.Raw(`PRAGMA wal_checkpoint(TRUNCATE)`).Row().Scan(&busy, &inLog, &done)
		if err == nil && busy != 0 {
			err = models.ErrDatabaseBusy
		}
	}
	return explain(err, s.location)
}
