package store

import (
	"context"
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// historyLock has desks on one PostgreSQL server write the history one after the other.
const historyLock = applicationID + 1

// Audit writes who did what, linked to the entry before it. An entry is never
// changed or removed.
func (t *Tx) Audit(entry models.AuditEntry) error {
	if t.db.Name() == "postgres" {
		if err := t.db.Exec(`SELECT pg_advisory_xact_lock(?)`, historyLock).Error; err != nil {
			return err
		}
	}
	previous, err := lastLink(t.db)
	if err != nil {
		return err
	}
	entry.At = utc(entry.At)
	if entry.Details, err = asKept(entry.Details); err != nil {
		return err
	}
	if entry.Link, err = entry.LinkTo(previous); err != nil {
		return err
	}
	return t.insert(&entry)
}

// asKept gives details as they are read back: JSON has no place for bytes that are no text.
func asKept(details map[string]string) (kept map[string]string, err error) {
	body, err := json.Marshal(details)
	if err != nil {
		return nil, err
	}
	return kept, json.Unmarshal(body, &kept)
}

// lastLink is the link of the newest entry, "" where there is none.
func lastLink(db *gorm.DB) (link string, err error) {
	err = db.Model(&models.AuditEntry{}).Select("link").Order("id DESC").Limit(1).Scan(&link).Error
	return link, err
}

// clockSlip is how far the system's clock may be set back without a word in the
// check of the history: time servers move it by seconds.
const clockSlip = 10 * time.Minute

// mostHistoryFaults bounds what is listed: where many entries are wrong, the first ones say enough.
const mostHistoryFaults = 10

// readHistory reads through every entry and notes those that do not follow from the one before.
func (h *health) readHistory(db *gorm.DB, test bool) error {
	rows, err := db.Model(&models.AuditEntry{}).Order("id").Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err
	var before models.AuditEntry
	for rows.Next() {
		var entry models.AuditEntry
		if err := db.ScanRows(rows, &entry); err != nil {
			return err
		}
		link, err := entry.LinkTo(before.Link)
		if err != nil {
			return err
		}
		if link != entry.Link {
			h.brokenHistory(models.HistoryAltered, entry)
		}
		if !test && entry.At.Before(before.At.Add(-clockSlip)) {
			h.brokenHistory(models.HistoryBackdated, entry)
		}
		before = entry
	}
	h.Head = models.HistoryHead{Entry: before.ID, Link: before.Link, At: before.At}
	return rows.Err()
}

func (h *health) brokenHistory(kind models.HistoryFaultKind, entry models.AuditEntry) {
	if len(h.DatabaseHealth.History) >= mostHistoryFaults {
		return
	}
	h.DatabaseHealth.History = append(h.DatabaseHealth.History, models.HistoryFault{Kind: kind, Entry: entry.ID, At: entry.At})
}

// CheckHistory reads through the whole history and gives the places where it is
// not as it was written.
func (s *Store) CheckHistory(ctx context.Context) ([]models.HistoryFault, error) {
	var found health
	err := s.Read(ctx, func(tx *Tx) error {
		if err := found.readHistory(tx.db, s.test); err != nil || s.engine != sqliteEngine {
			return err
		}
		return found.cutHistory(tx.db)
	})
	return found.DatabaseHealth.History, err
}

// cutHistory finds out whether entries were taken from the end: SQLite remembers
// the last number that it gave.
func (h *health) cutHistory(db *gorm.DB) error {
	var last int64
	if err := db.Raw(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'audit_entries'`).Scan(&last).Error; err != nil {
		return err
	}
	if last > h.Head.Entry {
		h.brokenHistory(models.HistoryCut, models.AuditEntry{ID: h.Head.Entry, At: h.Head.At})
	}
	return nil
}

// History reads what was done for a patient, the newest first. Limit 0 sets no
// HistoryOfBooking reads what was done with a booking of a patient, the oldest first.
func (t *Tx) HistoryOfBooking(booking models.Booking) ([]models.AuditEntry, error) {
	return list[models.AuditEntry](t.db.
		Where("patient_id = ? AND booking_id = ?", booking.PatientID, booking.ID).Order("id"))
}

// limit.
func (t *Tx) History(patientID int64, limit int) ([]models.AuditEntry, error) {
	query := t.db.Where("patient_id = ?", patientID).Order("id DESC")
	if limit > 0 {
		query = query.Limit(limit)
	}
	return list[models.AuditEntry](query)
}
