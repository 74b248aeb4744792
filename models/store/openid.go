package store

import (
	"errors"

	"nursedesk/models"
)

// openIDRow is the key of the only row of its table.
const openIDRow = 1

type openIDRecord struct {
	ID int64
	models.OpenID
}

// TableName is where the one provider lies.
func (openIDRecord) TableName() string { return "open_id" }

// OpenID reads how the clinic's provider is asked, the zero value where there is none.
func (t *Tx) OpenID() (models.OpenID, error) {
	record, err := one[openIDRecord](t, openIDRow)
	if errors.Is(err, models.ErrNotFound) {
		return models.OpenID{}, nil
	}
	return record.OpenID, err
}

// SaveOpenID keeps how the clinic's provider is asked; what another desk changed meanwhile is models.ErrStale.
func (t *Tx) SaveOpenID(settings *models.OpenID) error {
	record := openIDRecord{ID: openIDRow, OpenID: *settings}
	if err := t.saveOnly(&record, record.ID, &record.Version); err != nil {
		return err
	}
	*settings = record.OpenID
	return nil
}
