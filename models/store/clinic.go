package store

import (
	"errors"

	"gorm.io/gorm"

	"nursedesk/models"
)

// clinicTable has one row at most.
const clinicTable = "clinic"

// Clinic reads the clinic's settings; saved is false when nobody ever saved any.
func (t *Tx) Clinic() (clinic models.Clinic, saved bool, err error) {
	clinic, err = first[models.Clinic](t.db.Table(clinicTable))
	if errors.Is(err, models.ErrNotFound) {
		return models.Clinic{}, false, nil
	}
	return clinic, err == nil, err
}

// SaveClinic keeps the clinic's settings; settings that another desk changed
// meanwhile are models.ErrStale.
func (t *Tx) SaveClinic(clinic *models.Clinic) error {
	row := *clinic
	row.Version++
	var result *gorm.DB
	if clinic.Version == 0 {
		result = t.db.Table(clinicTable).Create(&row)
	} else {
		result = t.db.Table(clinicTable).Where("version = ?", clinic.Version).Select("*").UpdateColumns(&row)
	}
	if errors.Is(result.Error, gorm.ErrDuplicatedKey) {
		return models.ErrStale
	}
	if result.Error != nil {
		return result.Error
	}
	if result.RowsAffected == 0 {
		return models.ErrStale
	}
	*clinic = row
	return nil
}
