package office

import (
	"context"
	"maps"
	"slices"

	"nursedesk/models"
)

// looksOf are the actions by which a patient's record is seen, too.
var looksOf = map[string]models.LookKind{
	SheetWritten: models.LookPrinted, "sheet.again": models.LookPrinted, "calendar.given": models.LookPrinted,
	"call.copied": models.LookPrinted, "patient.exported": models.LookExported, "call.handed-over": models.LookPrinted, "holds.listed": models.LookPrinted,
	"booking.listed": models.LookPrinted, "emergency.listed": models.LookPrinted,
	"call.logged": models.LookCalled, "log.extracted": models.LookExtract, "patient.revealed": models.LookProtected,
	"patient.merged": models.LookOpened, "patient.gave-way": models.LookOpened,
}

// SeenBy are the actions by which a record is seen or leaves the desk: by themselves they enter nothing in it.
func SeenBy() []string { return slices.Sorted(maps.Keys(looksOf)) }

// Looked writes that who acts saw a patient's record, or refuses them one that is restricted; why is asked for some kinds. It
// waits for the database: call it away from the screen.
func (o *Office) Looked(ctx context.Context, patientID int64, kind models.LookKind, why string) error {
	return o.Keep(ctx, func(tx *Tx) error {
		if err := tx.Allow(patientID); err != nil {
			return err
		}
		return o.Look(tx, patientID, kind, why)
	})
}

// LookedAt is Looked for several patients in one go.
func (o *Office) LookedAt(ctx context.Context, kind models.LookKind, patients ...int64) error {
	return o.Keep(ctx, func(tx *Tx) error {
		for _, patient := range patients {
			if kind != models.LookListed { // where a restricted record stands without what it is about
				if err := tx.Allow(patient); err != nil {
					return err
				}
			}
			if err := o.Look(tx, patient, kind, ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// Look is Looked within a transaction.
func (o *Office) Look(tx *Tx, patientID int64, kind models.LookKind, why string) error {
	look := models.Look{
		At: tx.Now, By: tx.By, Roles: models.RolesText(tx.Who.Roles), PatientID: patientID, Kind: kind, Place: o.place, Why: why,
	}
	if tx.Who.StaffID != 0 {
		look.StaffID = &tx.Who.StaffID
	}
	if err := look.Validate(); err != nil {
		return err
	}
	return tx.SaveLook(look)
}

// lookBy writes the look that an action is.
func (o *Office) lookBy(tx *Tx, entry models.AuditEntry) error {
	kind, ok := looksOf[entry.Action]
	if !ok || entry.PatientID == nil {
		return nil
	}
	return o.Look(tx, *entry.PatientID, kind, "")
}
