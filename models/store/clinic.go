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
	if err := t.saveOnly(&record, record.ID, &record.Version); err != nil {
		return err
	}
	*clinic = record.Clinic
	return nil
}

// saveOnly keeps the only row of a table. Version 0 means the first one ever; where another
// desk was quicker it is models.ErrStale.
func (t *Tx) saveOnly(record any, id int64, version *int) error {
	if *version != 0 {
		return t.update(record, id, version)
	}
	*version = 1
	err := t.insert(record)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.ErrStale
	}
	return err
}
