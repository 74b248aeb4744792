package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// SaveComplication writes down a complication. One that is written down already,
// of the same kind and first day after the same procedure, is refused with
// "complication.exists".
func (t *Tx) SaveComplication(complication *models.Complication) error {
	row := *complication
	row.CreatedAt, row.WithdrawnAt = t.now(), nil
	err := t.insert(&row)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return &models.Problem{Code: "complication.exists", Field: "kind"}
	}
	if err != nil {
		return err
	}
	*complication = row
	return nil
}

// Complication reads one complication, withdrawn or not.
func (t *Tx) Complication(id int64) (models.Complication, error) {
	return one[models.Complication](t, id)
}

// WithdrawComplication takes back a complication; one that is withdrawn already
// is models.ErrStale.
func (t *Tx) WithdrawComplication(id int64, by, reason string, at time.Time) error {
	return withdraw[models.Complication](t, id, by, reason, at)
}

// ComplicationsOf reads a patient's complications, withdrawn ones too, the latest
// onset first.
func (t *Tx) ComplicationsOf(patientID int64) ([]models.Complication, error) {
	return list[models.Complication](t.db.Where("patient_id = ?", patientID).Order("onset_on DESC, id DESC"))
}

// Performed reads the procedures that were performed at from or later and before
// until, the first one first.
func (t *Tx) Performed(from, until time.Time) ([]models.PerformedRow, error) {
	return list[models.PerformedRow](t.performedIn(t.db.Table("bookings"), from, until).
		Select("id, procedure, surgeon, performed_at").Order("performed_at, id"))
}

// ComplicationsAfter reads the complications that hold of the procedures that
// Performed reads, the latest onset first.
func (t *Tx) ComplicationsAfter(from, until time.Time) ([]models.ComplicationRow, error) {
	return list[models.ComplicationRow](t.complicationsAfter(from, until))
}

func (t *Tx) complicationsAfter(from, until time.Time) *gorm.DB {
	query := t.db.Table("complications").
		Select(`complications.*, bookings.procedure, bookings.surgeon, bookings.performed_at,
			patients.personal_number, patients.given_name, patients.family_name`).
		Joins("JOIN bookings ON bookings.id = complications.booking_id").
		Joins("JOIN patients ON patients.id = complications.patient_id").
		Where("complications.withdrawn_at IS NULL")
	return t.performedIn(query, from, until).Order("complications.onset_on DESC, complications.id DESC")
}

func (t *Tx) performedIn(query *gorm.DB, from, until time.Time) *gorm.DB {
	return query.Where("bookings.status = 'performed' AND bookings.performed_at >= ? AND bookings.performed_at < ?", utc(from), utc(until))
}
