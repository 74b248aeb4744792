package backup

import (
	"context"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// restoration is that somebody put a backup back, which the history is told once the restored
// database is open: before that its tables may be an older program's.
type restoration struct {
	At      time.Time
	Taken   time.Time // the backup
	StaffID int64     // who of the staff, 0 for somebody else
	Account string    // of the operating system, on the command line
	Name    string    // of who is none of the staff
}

func restorationOf(who office.Person, one Backup, at time.Time) restoration {
	told := restoration{At: at, Taken: one.At, StaffID: who.StaffID, Account: who.Account}
	if who.StaffID == 0 {
		told.Name = who.Name
	}
	return told
}

// TellHistory writes into the history who put back the backup that the open database comes from. What
// can't be written waits for the next time.
func (b *Backups) TellHistory(ctx context.Context, opened *office.Office) error {
	for _, one := range b.notes().Untold {
		who, err := one.person(ctx, opened)
		if err != nil {
			return err
		}
		err = opened.Change(office.WithPerson(ctx, who), func(*office.Tx) (models.AuditEntry, error) {
			return models.AuditEntry{Action: models.BackupRestored, Details: map[string]string{
				"at": one.At.UTC().Format(time.RFC3339), "from": one.Taken.UTC().Format(time.RFC3339),
			}}, nil
		})
		if err != nil {
			return err
		}
		if err := b.note(func(n *notes) { n.Untold = n.Untold[1:] }); err != nil {
			return err
		}
	}
	return nil
}

func (r restoration) person(ctx context.Context, opened *office.Office) (office.Person, error) {
	if r.StaffID == 0 {
		return office.Person{Name: r.Name, Account: r.Account}, nil
	}
	var one models.Staff
	err := opened.Read(ctx, func(tx *office.Tx) (err error) {
		one, err = tx.StaffMember(r.StaffID)
		return err
	})
	return office.PersonOf(one), err
}
