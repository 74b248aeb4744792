package staff

import (
	"time"

	"nursedesk/app/access"
	"nursedesk/app/office"
	"nursedesk/models"
)

// ToRestore is who would put a backup back where no desk can be opened: one of those who worked there when
// it was taken, by the password of that day, who may do so. Wrong ones are counted as at a sign-in.
func ToRestore(people []models.Staff, tries Tries, table *access.Table, now time.Time, name, password string) (office.Person, error) {
	key := models.Staff{Name: name}.Key()
	if _, err := count(tries, key, now); err != nil {
		return office.Person{}, err
	}
	var person models.Staff
	for _, one := range people {
		if !one.Left && one.Key() == key {
			person = one
		}
	}
	if err := check(person, password); err != nil {
		return office.Person{}, err
	}
	if err := tries.SaveSignInTries(models.SignInTries{Name: key}, now.Add(-forgotten)); err != nil {
		return office.Person{}, err
	}
	if !table.May(person.Roles, models.BackupRestored) {
		return office.Person{}, office.Refused(table, models.BackupRestored)
	}
	return office.PersonOf(person), nil
}
