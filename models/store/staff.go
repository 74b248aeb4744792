package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// staffRecord is somebody with the key by which the name is found.
type staffRecord struct {
	models.Staff

	NameKey string
}

// SaveStaff adds somebody (ID 0) or changes them. A name or an account that another
// one has is a Problem at its field; who changed meanwhile is models.ErrStale.
func (t *Tx) SaveStaff(person *models.Staff) error {
	record := staffRecord{Staff: *person, NameKey: person.Key()}
	record.UpdatedAt = t.now()
	if record.ID == 0 {
		record.CreatedAt = record.UpdatedAt
	}
	for field, query := range map[string]*gorm.DB{
		"name":    t.db.Where("name_key = ?", record.NameKey),
		"account": t.db.Where("account = ? AND account <> ''", record.Account),
	} {
		var others int64
		if err := query.Model(&models.Staff{}).Where("id <> ?", record.ID).Count(&others).Error; err != nil {
			return err
		}
		if others > 0 {
			return &models.Problem{Code: "staff.taken", Field: field}
		}
	}
	if err := t.keep(&record, record.ID, &record.Version); err != nil {
		return err
	}
	*person = record.Staff
	return nil
}

// HasStaff tells whether anybody was ever added.
func (t *Tx) HasStaff() (has bool, err error) {
	err = t.db.Raw(`SELECT EXISTS (SELECT 1 FROM staff)`).Scan(&has).Error
	return has, err
}

// Staff lists everybody, those who left too, by their names.
func (t *Tx) Staff() ([]models.Staff, error) {
	return list[models.Staff](t.db.Order("name_key"))
}

// StaffMember reads one of them.
func (t *Tx) StaffMember(id int64) (models.Staff, error) { return one[models.Staff](t, id) }

// StaffNamed finds somebody who works here by name, see models.Staff.Key.
func (t *Tx) StaffNamed(key string) (models.Staff, error) {
	return first[models.Staff](t.db.Where(map[string]any{"name_key": key, "left": false}))
}

// StaffOfAccount finds who works here under an account of the operating system.
func (t *Tx) StaffOfAccount(account string) (models.Staff, error) {
	return first[models.Staff](t.db.Where(map[string]any{"account": account, "left": false}).Where("account <> ''"))
}

// SignInTries reads how often a name was tried with a wrong password.
func (t *Tx) SignInTries(key string) (models.SignInTries, error) {
	tries, err := first[models.SignInTries](t.db.Where("name = ?", key))
	if errors.Is(err, models.ErrNotFound) {
		return models.SignInTries{Name: key}, nil
	}
	return tries, err
}

// SaveSignInTries keeps the tries of a name, and forgets those of any name that
// were too long ago to count.
func (t *Tx) SaveSignInTries(tries models.SignInTries, forget time.Time) error {
	if err := t.db.Where("name = ? OR last < ?", tries.Name, utc(forget)).Delete(&models.SignInTries{}).Error; err != nil {
		return err
	}
	if tries.Wrong == 0 {
		return nil
	}
	tries.Last = utc(tries.Last)
	return t.insert(&tries)
}
