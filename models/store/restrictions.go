package store

import (
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// SaveRestriction keeps a new restriction of a patient's record.
func (t *Tx) SaveRestriction(restriction *models.Restriction) error {
	restriction.At, restriction.LiftedAt = utc(restriction.At), utcOf(restriction.LiftedAt)
	return t.insert(restriction)
}

// LiftRestriction writes that a restriction no longer holds; one that was lifted already is models.ErrStale.
func (t *Tx) LiftRestriction(restriction models.Restriction) error {
	result := t.db.Model(&models.Restriction{}).Where("id = ? AND lifted_at IS NULL", restriction.ID).UpdateColumns(map[string]any{
		"lifted_word": restriction.LiftedWord, "lifted_by": restriction.LiftedBy, "lifted_at": utcOf(restriction.LiftedAt),
	})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrStale
	}
	return result.Error
}

// Restrictions reads those that hold, of all patients, the oldest first.
func (t *Tx) Restrictions() ([]models.Restriction, error) {
	return list[models.Restriction](t.db.Where("lifted_at IS NULL").Order("id"))
}

// RestrictionsOf reads every restriction that a patient, or one whose place they took, has or had.
func (t *Tx) RestrictionsOf(patientID int64) ([]models.Restriction, error) {
	ids, err := t.RecordsOf(patientID)
	if err != nil {
		return nil, err
	}
	return list[models.Restriction](t.db.Where("patient_id IN ?", ids).Order("id"))
}

// OpeningsOf reads how restricted records of a patient were opened, the oldest first.
func (t *Tx) OpeningsOf(patientID int64) ([]models.Opening, error) {
	ids, err := t.RecordsOf(patientID)
	if err != nil {
		return nil, err
	}
	return list[models.Opening](t.db.
		Where("restriction_id IN (SELECT id FROM record_restrictions WHERE patient_id IN ?)", ids).Order("id"))
}

// SaveOpening keeps that somebody may see a restricted record for a while.
func (t *Tx) SaveOpening(opening *models.Opening) error {
	opening.At, opening.Until = utc(opening.At), utc(opening.Until)
	return t.insert(opening)
}

// OpenedTo reads the restrictions that stand open at an instant to somebody of the staff or, where staffID is 0, to
// who goes by a name alone.
func (t *Tx) OpenedTo(staffID int64, name string, at time.Time) (restrictions []int64, err error) {
	query := t.db.Model(&models.Opening{}).Where("until > ?", utc(at))
	if staffID != 0 {
		query = query.Where("staff_id = ?", staffID)
	} else {
		query = query.Where("staff_id IS NULL").Where(map[string]any{"by": name})
	}
	err = query.Distinct().Pluck("restriction_id", &restrictions).Error
	return restrictions, err
}

// Replacements tells which record took the place of which.
func (t *Tx) Replacements() (map[int64]int64, error) {
	rows, err := list[models.Patient](t.db.Select("id", "replaced_by").Where("replaced_by IS NOT NULL"))
	by := make(map[int64]int64, len(rows))
	for _, row := range rows {
		by[row.ID] = *row.ReplacedBy
	}
	return by, err
}

// UnitNamed tells whether anybody who works here, or a restriction that holds, belongs to a care unit of a name.
func (t *Tx) UnitNamed(name string) (named bool, err error) {
	for _, query := range []*gorm.DB{
		t.db.Model(&models.Staff{}).Where(map[string]any{"unit": name, "left": false}),
		t.db.Model(&models.Restriction{}).Where("unit = ? AND lifted_at IS NULL", name),
	} {
		var count int64
		if err := query.Count(&count).Error; err != nil || count > 0 {
			return count > 0, err
		}
	}
	return false, nil
}
