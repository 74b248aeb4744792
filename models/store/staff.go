package store

import (
	"errors"
	"time"

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
	others, err := list[models.Staff](t.db.Where("id <> ?", record.ID))
	if err != nil {
		return err
	}
	for _, other := range others {
		switch {
		case other.Key() == record.NameKey:
			return &models.Problem{Code: "staff.taken", Field: "name"}
		case other.Account != "" && models.SameAccount(other.Account, record.Account):
			return &models.Problem{Code: "staff.taken", Field: "account"}
		case other.Identity != "" && other.Identity == record.Identity:
			return &models.Problem{Code: "staff.taken", Field: "identity"}
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
	mapped, err := list[models.Staff](t.db.Where(map[string]any{"left": false}).Where("account <> ''"))
	if err != nil {
		return models.Staff{}, err
	}
	for _, one := range mapped {
		if models.SameAccount(one.Account, account) {
			return one, nil
		}
	}
	return models.Staff{}, models.ErrNotFound
}

// StaffOfIdentity finds who works here by what the clinic's OpenID Connect provider calls them.
func (t *Tx) StaffOfIdentity(identity string) (models.Staff, error) {
	return first[models.Staff](t.db.Where(map[string]any{"identity": identity, "left": false}).Where("identity <> ''"))
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
