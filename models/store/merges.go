package store

import (
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// SaveMerge keeps that two patients were made one.
func (t *Tx) SaveMerge(merge *models.Merge) error {
	merge.At = utc(merge.At)
	return t.insert(merge)
}

// Merge reads one merge.
func (t *Tx) Merge(id int64) (models.Merge, error) { return one[models.Merge](t, id) }

// MergesOf reads the merges that hold in which a patient stands, the newest first.
func (t *Tx) MergesOf(patientID int64) ([]models.Merge, error) {
	return list[models.Merge](t.db.Where("kept_id = ? AND undone_at IS NULL", patientID).Order("id DESC"))
}

// EndMerge writes that a merge was undone; one that was already is models.ErrStale.
func (t *Tx) EndMerge(id int64, by string, at time.Time) error {
	result := t.db.Model(&models.Merge{}).Where("id = ? AND undone_at IS NULL", id).
		Select("undone_by", "undone_at").UpdateColumns(map[string]any{"undone_by": by, "undone_at": utc(at)})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrStale
	}
	return result.Error
}

// RecordsOf are a patient's own and those whose place it took, for what is never written anew:
// the history and the access log.
func (t *Tx) RecordsOf(patientID int64) ([]int64, error) {
	all := []int64{patientID}
	for last := all; len(last) > 0; {
		var replaced []int64
		err := t.db.Model(&models.Patient{}).Where("replaced_by IN ?", last).Order("id").Pluck("id", &replaced).Error
		if err != nil {
			return nil, err
		}
		all, last = append(all, replaced...), replaced
	}
	return all, nil
}

// BelongingsOf reads what belongs to a patient.
func (t *Tx) BelongingsOf(patientID int64) (all models.Belongings, err error) {
	for _, kind := range belongings(&all) {
		if err := t.db.Model(kind.row).Where("patient_id = ?", patientID).Order("id").Pluck("id", kind.ids).Error; err != nil {
			return all, err
		}
	}
	return all, nil
}

// FollowersOf reads what belongs to bookings and calls: with them it goes from one
// patient to another.
func (t *Tx) FollowersOf(bookings, calls []int64) (all models.Belongings, err error) {
	all = models.Belongings{Bookings: bookings}
	for _, kind := range belongings(&all)[1:] {
		query := t.db.Where("booking_id IN ?", bookings)
		switch kind.row.(type) {
		case *models.Task:
			query = query.Or("call_id IN ?", calls)
		case *models.Call:
			query = query.Or("id IN ?", calls)
		}
		if err := t.db.Model(kind.row).Where(query).Order("id").Pluck("id", kind.ids).Error; err != nil {
			return all, err
		}
	}
	return all, nil
}

// Give gives rows to another patient. Whoever changes one of them at the same time is
// told, where the rows have a version.
func (t *Tx) Give(what models.Belongings, to int64) error {
	for _, kind := range belongings(&what) {
		if len(*kind.ids) == 0 {
			continue
		}
		columns := map[string]any{"patient_id": to}
		if kind.versioned {
			columns["version"] = gorm.Expr("version + 1")
		}
		err := t.db.Model(kind.row).Where("id IN ?", *kind.ids).UpdateColumns(columns).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// belonging is one kind of rows that belong to a patient.
type belonging struct {
	row       any
	ids       *[]int64
	versioned bool
}

func belongings(of *models.Belongings) []belonging {
	return []belonging{
		{&models.Booking{}, &of.Bookings, true},
		{&models.Task{}, &of.Tasks, true},
		{&models.HoldDecision{}, &of.Decisions, false},
		{&models.Call{}, &of.Calls, false},
		{&models.Complication{}, &of.Complications, false},
	}
}

// FreeNumbers takes the personal numbers of two patients away, so that each can get the other's.
func (t *Tx) FreeNumbers(one, other int64) error {
	return t.db.Model(&models.Patient{}).Where("id IN ?", []int64{one, other}).UpdateColumn("personal_number", "").Error
}

// RestorePatient writes a patient as it was, with the day on which it was changed last;
// version is the one that is kept.
func (t *Tx) RestorePatient(patient models.Patient, version int) error {
	record := patientRecord{Patient: patient, SortKey: sortKey(patient)}
	record.Version = version
	if err := t.update(&record, record.ID, &record.Version); err != nil {
		return err
	}
	return t.keepPatientKeys(record.Patient, false)
}

// RestoreBooking is RestorePatient for a booking.
func (t *Tx) RestoreBooking(booking models.Booking, version int) error {
	booking.Version = version
	if err := t.update(&booking, booking.ID, &booking.Version); err != nil {
		return err
	}
	return t.keepBookingKeys(booking, false)
}

// RestoreTask is RestorePatient for a task.
func (t *Tx) RestoreTask(task models.Task, version int) error {
	task.Version = version
	return t.update(&task, task.ID, &task.Version)
}

// RemoveTask takes away a task that should never have been. One that the history speaks
// of stays, and removed is false.
func (t *Tx) RemoveTask(id int64) (removed bool, err error) {
	result := t.db.Where("id = ? AND NOT EXISTS (SELECT 1 FROM audit_entries WHERE audit_entries.task_id = tasks.id)", id).
		Where("NOT EXISTS (SELECT 1 FROM attempts WHERE attempts.task_id = tasks.id)").
		Where("NOT EXISTS (SELECT 1 FROM tasks AS other WHERE other.answer_id = tasks.id)").Delete(&models.Task{})
	return result.RowsAffected == 1, result.Error
}

// EachName hands over everyone's name and numbers, for whoever looks for the same person twice.
func (t *Tx) EachName(do func(models.PatientRow) error) error {
	return oneByOne(t, t.db.Table("patients").Select("id, personal_number, given_name, family_name, phone").
		Where("replaced_by IS NULL AND erased_at IS NULL").Order("sort_key, id"), do)
}

// PatientRows reads patients as lists show them.
func (t *Tx) PatientRows(ids []int64) ([]models.PatientRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return t.patientRows(t.patientsInOrder().Where("patients.id IN ?", ids))
}
