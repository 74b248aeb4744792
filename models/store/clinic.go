package store

import (
	"errors"

	"gorm.io/gorm"

	"nursedesk/models"
)

// clinicID is the key of the only row of its table.
const clinicID = 1

type clinicRecord struct {
	ID int64
	models.Clinic
}

// TableName is where the one clinic lies.
func (clinicRecord) TableName() string { return "clinic" }

// Clinic reads the clinic's settings; saved is false when nobody ever saved any.
func (t *Tx) Clinic() (clinic models.Clinic, saved bool, err error) {
	record, err := one[clinicRecord](t, clinicID)
	if errors.Is(err, models.ErrNotFound) {
		return models.Clinic{}, false, nil
	}
	return record.Clinic, err == nil, err
}

// SaveClinic keeps the clinic's settings. Version 0 means the first ones ever;
// settings that another desk changed meanwhile are models.ErrStale.
func (t *Tx) SaveClinic(clinic *models.Clinic) error {
	record := clinicRecord{ID: clinicID, Clinic: *clinic}
	var err error
	if record.Version == 0 {
		record.Version = 1
		err = t.insert(&record)
	} else {
		err = t.update(&record, record.ID, &record.Version)
	}
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.ErrStale
	}
	if err != nil {
		return err
	}
	*clinic = record.Clinic
	return nil
}
