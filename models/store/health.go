package store

import (
	"context"
	"fmt"
	"path/filepath"

	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// tables are the tables that Check counts.
var tables = []string{
	"patients", "bookings", "tasks", "hold_decisions", "calls", "sheets", "audit_entries", "clinic", "protocols",
	"patient_keys", "booking_keys", "approvals", "complications", "sheet_files",
	"call_records", "call_additions", "call_drafts", "booking_drafts", "attempts", "given_calendars", "origin",
	"staff", "sign_in_tries", "looks", "shift_notes", "patient_merges", "presences", "open_id", "record_restrictions", "restriction_openings",
}

// orphans are questions whose answer should be 0.
var orphans = []struct{ name, query string }{
	{"patients-without-keys", `SELECT count(*) FROM patients
		WHERE erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM patient_keys WHERE patient_keys.patient_id = patients.id)`},
	{"bookings-without-protocol", `SELECT count(*) FROM bookings WHERE NOT EXISTS (
		SELECT 1 FROM protocols WHERE protocols.code = bookings.procedure AND protocols.version = bookings.protocol_version)`},
	{"tasks-of-another-patient", `SELECT count(*) FROM tasks JOIN bookings ON bookings.id = tasks.booking_id
		WHERE bookings.patient_id <> tasks.patient_id`},
	{"sheets-without-file", `SELECT count(*) FROM sheets
		WHERE how <> '' AND NOT EXISTS (SELECT 1 FROM sheet_files WHERE sheet_files.hash = sheets.hash)`},
	{"open-tasks-of-cancelled", `SELECT count(*) FROM tasks JOIN bookings ON bookings.id = tasks.booking_id
		WHERE bookings.status = 'cancelled' AND tasks.kind <> 'callback' AND tasks.call_id IS NULL AND ` + openTasks},
	{"erased-untold", `SELECT count(*) FROM patients WHERE erased_at IS NOT NULL AND replaced_by IS NULL AND NOT EXISTS (
		SELECT 1 FROM audit_entries WHERE audit_entries.patient_id = patients.id AND action = '` + models.PatientErased + `')`},
	{"told-unerased", `SELECT count(*) FROM audit_entries JOIN patients ON patients.id = audit_entries.patient_id
		WHERE audit_entries.action = '` + models.PatientErased + `' AND patients.erased_at IS NULL`},
	{"kept-of-erased", `SELECT count(*) FROM patients WHERE erased_at IS NOT NULL AND (personal_number <> '' OR family_name <> ''
		OR EXISTS (SELECT 1 FROM bookings WHERE bookings.patient_id = patients.id) OR EXISTS (SELECT 1 FROM tasks WHERE tasks.patient_id = patients.id)
		OR EXISTS (SELECT 1 FROM calls WHERE calls.patient_id = patients.id))`},
}

// health is what is found while it is looked for.
type health struct{ models.DatabaseHealth }

// Check looks through the whole database. It can take seconds on a large one
// and changes nothing.
func (s *Store) Check(ctx context.Context) (models.DatabaseHealth, error) {
	health := health{models.DatabaseHealth{Location: s.location, Test: s.test, Exposed: s.exposed(), Unencrypted: s.engine == sqliteEngine && unencrypted(filepath.Dir(s.location))}}
	err := s.Read(ctx, func(tx *Tx) error {
		if err := tx.db.Table(migrations.Table).Select("max(id)").Scan(&health.Schema).Error; err != nil {
			return err
		}
		if err := health.count(tx.db); err != nil {
			return err
		}
		if err := health.readChains(tx.db, s.test); err != nil {
			return err
		}
		if s.engine == postgresEngine {
			return health.askPostgres(tx.db)
		}
		return health.askSQLite(tx.db)
	})
	return health.DatabaseHealth, err
}

func (h *health) count(db *gorm.DB) error {
	for _, table := range tables {
		count := models.RowCount{Name: table}
		if err := db.Table(table).Count(&count.Rows).Error; err != nil {
			return err
		}
		h.Counts = append(h.Counts, count)
	}
	for _, orphan := range orphans {
		count := models.RowCount{Name: orphan.name}
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
func (h *health) askPostgres(db *gorm.DB) error {
	err := db.Raw(`SELECT 'postgres ' || current_setting('server_version'), pg_database_size(current_database())`).
		Row().Scan(&h.Engine, &h.Size)
	return err
}

func (h *health) askSQLite(db *gorm.DB) error {
	if err := db.Raw(`SELECT 'sqlite ' || sqlite_version()`).Scan(&h.Engine).Error; err != nil {
		return err
	}
	if err := db.Raw(`SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&h.Size).Error; err != nil {
		return err
	}
	return h.askIntegrity(db)
}

// askIntegrity reads through the file itself.
func (h *health) askIntegrity(db *gorm.DB) error {
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
