package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"nursedesk/models/migrations"
)

// Health is what a look through the whole database found. It holds no patient
// data and may be shown and sent to support.
type Health struct {
	Location string
	Engine   string  // "sqlite 3.51.0" or "postgres 17.2"
	Schema   string  // the last migration step, "0001-start"
	Size     int64   // in bytes, with the write-ahead log
	Counts   []Count // rows in each table
	Faults   []string
	Orphans  []Count // things that lost what they belong to; none should be there
}

// Count is how many rows of a kind there are.
type Count struct {
	Name string // a translation key below "check."
	Rows int64
}

// OK tells whether nothing is wrong.
func (h Health) OK() bool { return len(h.Faults) == 0 && len(h.Orphans) == 0 }

// tables are the tables that Check counts.
var tables = []string{
	"patients", "bookings", "tasks", "hold_decisions", "calls", "sheets", "audit_entries", "clinic", "protocols",
	"patient_keys", "booking_keys", "approvals", "complications", "sheet_files",
	"call_records", "call_additions", "call_drafts", "booking_drafts", "attempts",
}

// orphans are questions whose answer should be 0.
var orphans = []struct{ name, query string }{
	{"patients-without-keys", `SELECT count(*) FROM patients
		WHERE NOT EXISTS (SELECT 1 FROM patient_keys WHERE patient_keys.patient_id = patients.id)`},
	{"bookings-without-protocol", `SELECT count(*) FROM bookings WHERE NOT EXISTS (
		SELECT 1 FROM protocols WHERE protocols.code = bookings.procedure AND protocols.version = bookings.protocol_version)`},
	{"tasks-of-another-patient", `SELECT count(*) FROM tasks JOIN bookings ON bookings.id = tasks.booking_id
		WHERE bookings.patient_id <> tasks.patient_id`},
	{"sheets-without-file", `SELECT count(*) FROM sheets
		WHERE how <> '' AND NOT EXISTS (SELECT 1 FROM sheet_files WHERE sheet_files.hash = sheets.hash)`},
	{"open-tasks-of-cancelled", `SELECT count(*) FROM tasks JOIN bookings ON bookings.id = tasks.booking_id
		WHERE bookings.status = 'cancelled' AND tasks.kind <> 'callback' AND tasks.call_id IS NULL AND ` + openTasks},
}

// Check looks through the whole database. It can take seconds on a large one
// and changes nothing.
func (s *Store) Check(ctx context.Context) (Health, error) {
	health := Health{Location: s.location}
	err := s.Read(ctx, func(tx *Tx) error {
		if err := tx.db.Table(migrations.Table).Select("max(id)").Scan(&health.Schema).Error; err != nil {
			return err
		}
		if err := health.count(tx.db); err != nil {
			return err
		}
		if s.engine == postgresEngine {
			return health.askPostgres(tx.db)
		}
		return health.askSQLite(tx.db)
	})
	return health, err
}

func (h *Health) count(db *gorm.DB) error {
	for _, table := range tables {
		count := Count{Name: table}
		if err := db.Table(table).Count(&count.Rows).Error; err != nil {
			return err
		}
		h.Counts = append(h.Counts, count)
	}
	for _, orphan := range orphans {
		count := Count{Name: orphan.name}
		if err := db.Raw(orphan.query).Scan(&count.Rows).Error; err != nil {
			return err
		}
		if count.Rows > 0 {
			h.Orphans = append(h.Orphans, count)
		}
	}
	return nil
}

// askPostgres asks for what only the server knows; it checks its foreign keys itself.
func (h *Health) askPostgres(db *gorm.DB) error {
	err := db.Raw(`SELECT 'postgres ' || current_setting('server_version'), pg_database_size(current_database())`).
		Row().Scan(&h.Engine, &h.Size)
	return err
}

func (h *Health) askSQLite(db *gorm.DB) error {
	if err := db.Raw(`SELECT 'sqlite ' || sqlite_version()`).Scan(&h.Engine).Error; err != nil {
		return err
	}
	if err := db.Raw(`SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&h.Size).Error; err != nil {
		return err
	}
	var said []string
	if err := db.Raw(`PRAGMA integrity_check`).Scan(&said).Error; err != nil {
		return fmt.Errorf("integrity check: %w", err)
	}
	for _, line := range said {
		if line != "ok" {
			h.Faults = append(h.Faults, line)
		}
	}
	faults, err := foreignKeyFaults(db)
	h.Faults = append(h.Faults, faults...)
	return err
}
