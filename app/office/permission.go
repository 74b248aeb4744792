package office

import (
	"context"
	"errors"

	"nursedesk/app/access"
	"nursedesk/models"
	"nursedesk/models/store"
)

// Permit refuses an action that nobody with the roles of who acts may do. Without staff
// everybody may do everything, as long as nobody was added.
func (o *Office) Permit(tx *Tx, action string) error {
	if !tx.staffed || tx.trusted {
		return nil
	}
	if o.Rules.Access.May(tx.Who.Roles, action) {
		return nil
	}
	if err := tx.someone(); err != nil {
		return err
	}
	return Refused(o.Rules.Access, action)
}

// Refused says who may do what somebody may not.
func Refused(table *access.Table, action string) error {
	return &models.Problem{Code: "access.refused", Values: map[string]any{"action": action, "roles": table.Who(action)}}
}

// PermitAll is [Office.Permit] for an action that stands for all that is done in the
// transaction, as an import does for what it registers and changes.
func (o *Office) PermitAll(tx *Tx, action string) error {
	if err := o.Permit(tx, action); err != nil {
		return err
	}
	tx.trusted = true
	return nil
}

// someone refuses who is none of the staff, where there is any.
func (tx *Tx) someone() error {
	if tx.staffed && !tx.trusted && tx.Who.StaffID == 0 {
		return &models.Problem{Code: "access.signed-out"}
	}
	return nil
}

// May tells whether who acts may do an action, for a page that would offer it.
func (o *Office) May(ctx context.Context, action string) (may bool, err error) {
	err = o.Read(ctx, func(tx *Tx) error {
		may = o.Permit(tx, action) == nil
		return nil
	})
	return may, err
}

// AsThemself tells whether a doctor is who acts. Where there is staff and the name is that
// of who acts without their being a doctor, it is refused: others enter what a doctor said.
func (o *Office) AsThemself(tx *Tx, doctor string) error {
	if tx.staffed && models.SameName(tx.By, doctor) {
		return o.Permit(tx, "may.decide")
	}
	return nil
}

// OnlyThemself refuses a doctor's word that somebody else would give.
func (o *Office) OnlyThemself(tx *Tx, doctor string) error {
	if !tx.staffed || tx.trusted || models.SameName(tx.By, doctor) {
		return nil
	}
	return &models.Problem{Code: "access.not-yourself", Field: "doctor", Values: map[string]any{"name": tx.By}}
}

// ReadAs is Read for what not everybody may see.
func (o *Office) ReadAs(ctx context.Context, action string, read func(*Tx) error) error {
	return o.Read(ctx, func(tx *Tx) error {
		if err := o.Permit(tx, action); err != nil {
			return err
		}
		return read(tx)
	})
}

// identify learns whether there is staff, and who of them runs the command line.
func (o *Office) identify(ctx context.Context, tx *store.Tx) (*Tx, error) {
	known := &Tx{Tx: tx, Who: Acting(ctx), Now: o.Now(), Desk: o.desk, Place: o.place}
	var err error
	if known.staffed, err = tx.HasStaff(); err != nil {
		return nil, err
	}
	known.trusted = known.Who.Account != "" && !o.store.Server()
	if known.staffed && known.Who.Account != "" {
		if known.Who, err = ofAccount(tx, known.Who, o.store.Server()); err != nil {
			return nil, err
		}
	}
	known.By = known.Who.Name
	return known, nil
}

// ofAccount is who of the staff an account of the operating system stands for, else the account itself. On
// a server, where nobody can tell who else knows its password, it has to stand for somebody.
func ofAccount(tx *store.Tx, who Person, server bool) (Person, error) {
	mapped, err := tx.StaffOfAccount(who.Account)
	switch {
	case err == nil:
		return PersonOf(mapped), nil
	case !errors.Is(err, models.ErrNotFound):
		return who, err
	case server:
		return who, &models.Problem{Code: "access.account", Values: map[string]any{"account": who.Account}}
	}
	return who, nil
}

// CheckAccount refuses a command on a server whose staff its account stands for none of. A desk asks at
// everything that it does; this is for what goes to the store itself, as a backup does.
func CheckAccount(ctx context.Context, from *store.Store) error {
	who := Acting(ctx)
	if who.Account == "" || !from.Server() {
		return nil
	}
	return from.Read(ctx, func(tx *store.Tx) error {
		staffed, err := tx.HasStaff()
		if err != nil || !staffed {
			return err
		}
		_, err = ofAccount(tx, who, true)
		return err
	})
}
