package office

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"time"

	"nursedesk/app/conflict"
	"nursedesk/app/rulebook"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// loadClinic reads what a clinic is called before anyone has changed its settings.
func loadClinic(resources fs.FS) (models.Clinic, error) {
	const name = "clinic.yaml"
	body, err := fs.ReadFile(resources, name)
	if err != nil {
		return models.Clinic{}, err
	}
	var clinic models.Clinic
	if err := rulebook.Decode(name, body, &clinic); err != nil {
		return models.Clinic{}, err
	}
	if err := clinic.Validate(); err != nil {
		return models.Clinic{}, fmt.Errorf("%s: %w", name, err)
	}
	return clinic, nil
}

// Clinic gives the clinic's settings.
func (o *Office) Clinic(ctx context.Context) (models.Clinic, error) {
	var clinic models.Clinic
	err := o.Read(ctx, func(tx *Tx) error {
		var err error
		clinic, err = o.ClinicIn(tx)
		return err
	})
	return clinic, err
}

// ClinicChanged tells who changed the clinic's settings last, and when; the zero entry
// where nobody has.
func (o *Office) ClinicChanged(ctx context.Context) (models.AuditEntry, error) {
	var entries []models.AuditEntry
	err := o.Read(ctx, func(tx *Tx) (err error) {
		entries, err = tx.Latest(1, "clinic.changed")
		return err
	})
	return conflict.Last(entries, func(models.AuditEntry) bool { return true }), err
}

// ClinicIn is Clinic within a transaction.
func (o *Office) ClinicIn(tx *Tx) (models.Clinic, error) {
	clinic, saved, err := tx.Clinic()
	if err != nil {
		return clinic, err
	}
	if !saved {
		return o.Rules.Clinic, nil
	}
	if clinic.PhoneOpens == "" && clinic.PhoneCloses == "" { // kept before there were phone hours
		clinic.PhoneOpens, clinic.PhoneCloses = o.Rules.Clinic.PhoneOpens, o.Rules.Clinic.PhoneCloses
	}
	return clinic, nil
}

// PhoneAnswered tells whether the clinic answers its phone at an instant: on a working
// day within its phone hours.
func PhoneAnswered(clinic models.Clinic, at time.Time) bool {
	return workday.IsWorkday(models.DateOf(at)) && clinic.InPhoneHours(at)
}

// keepsUnits refuses to let a care unit go that somebody of the staff, or a restriction that holds, belongs to.
func (tx *Tx) keepsUnits(clinic models.Clinic) error {
	before, _, err := tx.Clinic()
	if err != nil {
		return err
	}
	for _, unit := range before.Units {
		if clinic.HasUnit(unit) {
			continue
		}
		if named, err := tx.UnitNamed(unit); err != nil || named {
			return cmp.Or(err, error(&models.Problem{Code: "clinic.unit-in-use", Field: "units", Values: map[string]any{"unit": unit}}))
		}
	}
	return nil
}

// clinicChanged is what the history calls other settings of the clinic.
const clinicChanged = "clinic.changed"

// SaveClinic keeps the clinic's settings.
func (o *Office) SaveClinic(ctx context.Context, clinic models.Clinic) error {
	if err := clinic.Validate(); err != nil {
		return err
	}
	return o.Change(ctx, func(tx *Tx) (models.AuditEntry, error) {
		entry := models.AuditEntry{Action: clinicChanged}
		if err := tx.keepsUnits(clinic); err != nil {
			return entry, err
		}
		return entry, tx.SaveClinic(&clinic)
	}, func() { o.approved.only.Store(clinic.ApprovedOnly) })
}
