package store

import (
	"context"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"nursedesk/models"
)

// Audit writes who did what, linked to the entry before it. An entry is never
// changed or removed. Other desks hear of it with the commit.
func (t *Tx) Audit(entry models.AuditEntry) error { return t.AuditMany([]models.AuditEntry{entry}) }

// AuditMany is Audit for several entries, in their order.
func (t *Tx) AuditMany(entries []models.AuditEntry) error {
	if len(entries) == 0 {
		return nil
	}
	previous, err := newestLink[models.AuditEntry](t)
	if err != nil {
		return err
	}
	for i := range entries {
		entry := &entries[i]
		entry.At = utc(entry.At)
		if entry.Details, err = asKept(entry.Details); err != nil {
			return err
		}
		if entry.Link, err = entry.LinkTo(previous); err != nil {
			return err
		}
		previous = entry.Link
	}
	if err := t.insert(&entries); err != nil {
		return err
	}
	for _, entry := range entries {
		t.noted = append(t.noted, entry.ID)
	}
	t.told = true
	return nil
}

// asKept gives details as they are read back: JSON has no place for bytes that are no text.
func asKept(details map[string]string) (kept map[string]string, err error) {
	body, err := json.Marshal(details)
	if err != nil {
		return nil, err
	}
	return kept, json.Unmarshal(body, &kept)
}

// readChains reads through the history and the access log, and notes what is wrong with either.
func (h *health) readChains(db *gorm.DB, test bool) error {
	history, faults, left, err := readChain[models.AuditEntry](db, models.ChainHistory, test)
	if err != nil {
		return err
	}
	looks, others, leftOfLooks, err := readChain[models.Look](db, models.ChainLooks, test)
	if err != nil {
		return err
	}
	unlike, err := unlikeTold(db, left, leftOfLooks)
	if err != nil {
		return err
	}
	h.Head, h.Looks, h.DatabaseHealth.History = history, looks, slices.Concat(faults, others, unlike)
	if db.Name() != string(sqliteEngine) {
		return nil
	}
	for _, chain := range []struct {
		of    models.Chain
		table string
		head  models.HistoryHead
	}{{models.ChainHistory, "audit_entries", history}, {models.ChainLooks, "looks", looks}} {
		cut, err := cutChain(db, chain.of, chain.table, chain.head)
		if err != nil {
			return err
		}
		h.DatabaseHealth.History = append(h.DatabaseHealth.History, cut...)
	}
	return nil
}

// CheckHistory reads through the whole history and the access log, and gives the places
// where they are not as they were written.
func (s *Store) CheckHistory(ctx context.Context) ([]models.HistoryFault, error) {
	var found health
	err := s.Read(ctx, func(tx *Tx) error { return found.readChains(tx.db, s.test) })
	return found.DatabaseHealth.History, err
}

// HistoryOfBooking reads what was done with a booking of a patient, the oldest first.
func (t *Tx) HistoryOfBooking(booking models.Booking) ([]models.AuditEntry, error) {
	patients, err := t.RecordsOf(booking.PatientID)
	if err != nil {
		return nil, err
	}
	return list[models.AuditEntry](t.db.
		Where("patient_id IN ? AND booking_id = ?", patients, booking.ID).Order("id"))
}

// Latest reads the newest entries of some actions, the newest first.
func (t *Tx) Latest(limit int, actions ...string) ([]models.AuditEntry, error) {
	return list[models.AuditEntry](t.db.Where("action IN ?", actions).Order("id DESC").Limit(limit))
}

// History reads what was done for a patient, and for those whose place they took, the
// newest first. Limit 0 sets no limit.
func (t *Tx) History(patientID int64, limit int) ([]models.AuditEntry, error) {
	patients, err := t.RecordsOf(patientID)
	if err != nil {
		return nil, err
	}
	query := t.db.Where("patient_id IN ?", patients).Order("id DESC")
	if limit > 0 {
		query = query.Limit(limit)
	}
	return list[models.AuditEntry](query)
}
