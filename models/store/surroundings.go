package store

import (
	"context"
	"os"
	"path/filepath"

	"nursedesk/models"
)

// roomToWork is what has to be free on the disk beside two copies of the database: its backup, and the
// one before its tables change. In bytes.
const roomToWork = 50 << 20

// Warnings tell what may go wrong soon though the database itself is sound: a clock that was set back since
// the last entry, a disk that is nearly full.
func (s *Store) Warnings(ctx context.Context) (warnings models.Problems, err error) {
	if s.engine != sqliteEngine {
		return nil, nil // the server sees to itself
	}
	var last []models.AuditEntry
	err = s.Read(ctx, func(tx *Tx) (err error) {
		last, err = list[models.AuditEntry](tx.db.Order("id DESC").Limit(1))
		return err
	})
	if err != nil {
		return nil, err
	}
	if now := s.now(); !s.test && len(last) == 1 && last[0].At.After(now.Add(clockSlip)) {
		warnings.Add("", models.Warning("clock-before-last", "", map[string]any{"now": now, "last": last[0].At}))
	}
	info, err := os.Stat(s.location)
	if err != nil {
		return warnings, explain(err, s.location)
	}
	least := uint64(2*info.Size()) + roomToWork //nolint:gosec // a file's size is no negative number
	if free, known := freeSpace(filepath.Dir(s.location)); known && free < least {
		warnings.Add("", models.Warning("disk-nearly-full", "", map[string]any{"free": free >> 20, "least": least >> 20}))
	}
	return warnings, nil
}
