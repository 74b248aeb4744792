package store

import (
	"database/sql"
	"slices"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// belongs is a table with rows of a patient's: which ones, by the patients' ids, and the
// columns that say when something was entered.
type belongs struct {
	table, rows string
	entered     []string
}

const (
	theirBookings     = `booking_id IN (SELECT id FROM bookings WHERE patient_id IN @patients)`
	theirTasks        = `task_id IN (SELECT id FROM tasks WHERE patient_id IN @patients)`
	theirRestrictions = `restriction_id IN (SELECT id FROM record_restrictions WHERE patient_id IN @patients)`
	theirCalls        = `call_id IN (SELECT id FROM calls WHERE patient_id IN @patients)`
	their             = `patient_id IN @patients`
)

// ofPatient lists what belongs to a patient, those first to which nothing else here refers.
var ofPatient = []belongs{
	{"attempts", theirTasks, []string{"created_at"}},
	{"complications", their, []string{"created_at", "withdrawn_at"}},
	{"hold_decisions", their, []string{"created_at"}},
	{"given_calendars", theirBookings, nil},
	{"sheets", theirBookings, []string{"created_at"}},
	{"tasks", their, []string{"created_at", "updated_at"}},
	{"call_additions", theirCalls, []string{"created_at"}},
	{"call_records", theirCalls, nil},
	{"call_drafts", their, []string{"updated_at"}},
	{"restriction_openings", theirRestrictions, []string{"at"}},
	{"record_restrictions", their, []string{"at", "lifted_at"}},
	{"calls", their, []string{"created_at"}},
	{"booking_drafts", theirBookings, []string{"updated_at"}},
	{"booking_keys", theirBookings, nil},
	{"bookings", their, []string{"created_at", "updated_at", "start"}},
	{"patient_keys", their, nil},
}

// sought are keys by which rows are found; they are counted with no one.
var sought = []string{"booking_keys", "patient_keys"}

// LastEntered is when something was last entered of a patient, or of those whose place they
// took: what is kept says so, and what the history tells but for some actions, which enter nothing.
func (t *Tx) LastEntered(patientID int64, without []string) (last time.Time, err error) {
	ids, err := t.RecordsOf(patientID)
	if err != nil {
		return last, err
	}
	newest := func(query *gorm.DB, column string) error {
		var found []time.Time
		err := query.Where(column+" IS NOT NULL").Order(column+" DESC").Limit(1).Pluck(column, &found).Error
		if len(found) == 1 && found[0].After(last) {
			last = found[0]
		}
		return err
	}
	for _, column := range []string{"created_at", "updated_at"} {
		if err := newest(t.db.Table("patients").Where("id IN ?", ids), column); err != nil {
			return last, err
		}
	}
	for _, kind := range ofPatient {
		for _, column := range kind.entered {
			if err := newest(t.db.Table(kind.table).Where(kind.rows, sql.Named("patients", ids)), column); err != nil {
				return last, err
			}
		}
	}
	err = newest(t.db.Table("audit_entries").Where("patient_id IN ? AND action NOT IN ?", ids, without), "at")
	return utc(last), err
}

// KeptOf counts what Erase would take away, and what would stay.
func (t *Tx) KeptOf(patientID int64) (removed, stays []models.RowCount, err error) {
	ids, err := t.RecordsOf(patientID)
	if err != nil {
		return nil, nil, err
	}
	for _, kind := range ofPatient {
		if slices.Contains(sought, kind.table) {
			continue
		}
		count := models.RowCount{Name: kind.table}
		if err := t.db.Table(kind.table).Where(kind.rows, sql.Named("patients", ids)).Count(&count.Rows).Error; err != nil {
			return nil, nil, err
		}
		removed = models.Count(removed, kind.table, count.Rows)
	}
	for _, kind := range []struct{ table, rows string }{
		{"patients", "id IN @patients"}, {"audit_entries", their}, {"looks", their}, {"patient_merges", "kept_id IN @patients OR gone_id IN @patients"},
	} {
		count := models.RowCount{Name: kind.table}
		if err := t.db.Table(kind.table).Where(kind.rows, sql.Named("patients", ids)).Count(&count.Rows).Error; err != nil {
			return nil, nil, err
		}
		stays = models.Count(stays, kind.table, count.Rows)
	}
	return removed, stays, nil
}

// Erase takes away all that is kept of a patient and of those whose place they took. Their
// rows stay as numbers alone, since the history and the access log speak of them; of those the
// words are taken out, and what was done, when and by whom stays. Whoever calls writes the entry
// models.PatientErased with what is given back, or the check of the database finds it.
func (t *Tx) Erase(patientID int64) (done models.Erasure, err error) {
	done.PatientID = patientID
	if done.Removed, done.Stays, err = t.KeptOf(patientID); err != nil {
		return done, err
	}
	ids, err := t.RecordsOf(patientID)
	if err != nil {
		return done, err
	}
	patients := sql.Named("patients", ids)
	if err := t.empty(patientID, patients); err != nil {
		return done, err
	}
	var files []string
	if err := t.db.Table("sheets").Where(theirBookings, patients).Distinct().Pluck("hash", &files).Error; err != nil {
		return done, err
	}
	if err := t.db.Exec(`UPDATE tasks SET answer_id = NULL WHERE `+their, patients).Error; err != nil { // they refer to each other
		return done, err
	}
	if err := t.db.Exec(`DELETE FROM presences WHERE kind = ? AND subject_id IN ?`, models.OpenPatient, ids).Error; err != nil {
		return done, err
	}
	for _, kind := range ofPatient {
		if err := t.db.Exec(`DELETE FROM `+kind.table+` WHERE `+kind.rows, patients).Error; err != nil {
			return done, err
		}
	}
	err = t.db.Where("hash IN ? AND NOT EXISTS (SELECT 1 FROM sheets WHERE sheets.hash = sheet_files.hash)", files).Delete(&sheetFile{}).Error
	if err != nil {
		return done, err
	}
	if err := t.numbersAlone(ids); err != nil {
		return done, err
	}
	if done.History, err = rest[models.AuditEntry](t, patientID); err != nil {
		return done, err
	}
	done.Looks, err = rest[models.Look](t, patientID)
	return done, err
}

// empty takes the words out of the history and the access log where there are any.
func (t *Tx) empty(erasure int64, patients sql.NamedArg) error {
	err := t.db.Exec(`UPDATE audit_entries SET erasure = @erasure, details = NULL, booking_id = NULL, task_id = NULL
		WHERE (`+their+` OR `+theirBookings+` OR `+theirTasks+`)
		AND (booking_id IS NOT NULL OR task_id IS NOT NULL OR details IS NOT NULL AND details NOT IN ('null', '{}'))`,
		patients, sql.Named("erasure", erasure)).Error
	if err != nil {
		return err
	}
	return t.db.Exec(`UPDATE looks SET erasure = @erasure, why = '' WHERE `+their+` AND why <> ''`, patients, sql.Named("erasure", erasure)).Error
}

// numbersAlone leaves of patients their rows' numbers, and of merges that there was one.
func (t *Tx) numbersAlone(ids []int64) error {
	patients, err := list[models.Patient](t.db.Where("id IN ?", ids))
	if err != nil {
		return err
	}
	now := t.now()
	for _, patient := range patients {
		row := patientRecord{Patient: models.Patient{
			ID: patient.ID, ReplacedBy: patient.ReplacedBy, ErasedAt: &now, CreatedAt: now, UpdatedAt: now, Version: patient.Version + 1,
		}}
		if err := t.db.Model(&row).Where("id = ?", row.ID).Select("*").Omit("id").UpdateColumns(&row).Error; err != nil {
			return err
		}
	}
	return t.db.Model(&models.Merge{}).Where("kept_id IN ? OR gone_id IN ?", ids, ids).
		Select("before", "reason").UpdateColumns(&models.Merge{}).Error
}

// rest sums up what an erasure left of a chain.
func rest[T chained](t *Tx, erasure int64) (rest models.Rest, err error) {
	rows, err := list[T](t.db.Where("erasure = ?", erasure).Order("id"))
	if err != nil {
		return rest, err
	}
	for _, row := range rows {
		said, err := row.Says()
		if err != nil {
			return rest, err
		}
		rest.Add(said)
	}
	return rest, nil
}

// emptied is what erasures left of a chain, by whose erasure it was.
type emptied map[int64]leftOver

// leftOver is what one erasure left, and its first row.
type leftOver struct {
	models.Rest
	first models.HistoryHead
}

func (e emptied) add(erasure int64, row models.HistoryHead, said string) {
	left, ok := e[erasure]
	if !ok {
		left.first = row
	}
	left.Add(said)
	e[erasure] = left
}

// unlikeTold gives the erasures of which the history tells otherwise than they left the
// chains: nobody took words out but by an erasure, and what it left was not altered since.
func unlikeTold(db *gorm.DB, history, looks emptied) (faults []models.HistoryFault, err error) {
	entries, err := list[models.AuditEntry](db.Where("action = ?", models.PatientErased).Order("id"))
	if err != nil {
		return nil, err
	}
	fault := func(of models.Chain, at models.HistoryHead) {
		faults = append(faults, models.HistoryFault{Of: of, Kind: models.HistoryEmptied, Entry: at.Entry, At: at.At})
	}
	told := map[int64]bool{}
	for _, entry := range entries {
		erasure := models.ErasureOf(entry)
		if told[erasure.PatientID] { // a second one would stand for what was altered since
			fault(models.ChainHistory, entry.Head())
		}
		told[erasure.PatientID] = true
		if history[erasure.PatientID].Rest != erasure.History {
			fault(models.ChainHistory, entry.Head())
		}
		if looks[erasure.PatientID].Rest != erasure.Looks {
			fault(models.ChainLooks, entry.Head())
		}
	}
	for _, chain := range []struct {
		of   models.Chain
		left emptied
	}{{models.ChainHistory, history}, {models.ChainLooks, looks}} {
		for erasure, left := range chain.left {
			if !told[erasure] {
				fault(chain.of, left.first)
			}
		}
	}
	slices.SortFunc(faults, func(a, b models.HistoryFault) int { return int(a.Entry - b.Entry) })
	return faults[:min(len(faults), mostChainFaults)], nil
}
