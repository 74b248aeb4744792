package office

import (
	"context"

	"nursedesk/models"
)

// Change runs one action, the only way to do one: the writes, whether who acts may do what
// the audit entry says, the entry, what the patient has to be told and, once all is committed,
// the event. committed runs before anybody hears of it.
func (o *Office) Change(ctx context.Context, act func(*Tx) (models.AuditEntry, error), committed ...func()) error {
	return o.Changes(ctx, func(tx *Tx) ([]models.AuditEntry, error) {
		entry, err := act(tx)
		return []models.AuditEntry{entry}, err
	}, committed...)
}

// Changes is [Office.Change] for an action that concerns several patients or
// bookings, with an entry for each. Without any entry nobody is told.
func (o *Office) Changes(ctx context.Context, act func(*Tx) ([]models.AuditEntry, error), committed ...func()) error {
	var entries []models.AuditEntry
	err := o.Keep(ctx, func(tx *Tx) error {
		err := tx.someone()
		if err != nil {
			return err
		}
		if err = tx.Alone(); err != nil { // two desks that look at once would both find a theatre free
			return err
		}
		if entries, err = act(tx); err != nil {
			return err
		}
		for _, entry := range entries {
			if err := o.Permit(tx, entry.Action); err != nil {
				return err
			}
			if err := tx.Audit(entry); err != nil {
				return err
			}
			if err := o.lookBy(tx, entry); err != nil {
				return err
			}
			if err := o.followTelling(tx.unseen(), entry); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, then := range committed {
		then()
	}
	switch len(entries) {
	case 0:
	case 1:
		o.Events.Publish(eventOf(entries[0]))
	default:
		o.Events.Publish(Event{})
	}
	return nil
}

func eventOf(entry models.AuditEntry) Event {
	var event Event
	if entry.PatientID != nil {
		event.PatientID = *entry.PatientID
	}
	if entry.BookingID != nil {
		event.BookingID = *entry.BookingID
	}
	return event
}
