package office

import (
	"slices"
	"time"

	"nursedesk/models"
)

// BeatEvery is how often a desk says that it is there with what it has open: seldom
// enough to be no load at 32 desks.
const BeatEvery = 10 * time.Second

// presenceLapses is after how long a desk that says nothing is gone, and a call that was
// begun there free for others: three beats may be lost on a bad net, and whoever waits for
// a call does not notice half a minute.
const presenceLapses = 3*BeatEvery + 5*time.Second

// AllOpen reads what is open at which desk, this one too.
func (tx *Tx) AllOpen() ([]models.Presence, error) {
	return tx.Presences(tx.Now.Add(-presenceLapses))
}

// Lapsed reads what desks had open that are gone.
func (tx *Tx) Lapsed() ([]models.Presence, error) {
	all, err := tx.Presences(time.Time{})
	return slices.DeleteFunc(all, func(one models.Presence) bool {
		return !one.Seen.Before(tx.Now.Add(-presenceLapses))
	}), err
}

// Here is the presence of something that is opened at this desk now.
func (tx *Tx) Here(open models.Opened) models.Presence {
	return models.Presence{Desk: tx.Desk, Place: tx.Place, By: tx.By, Opened: open, Since: tx.Now, Seen: tx.Now}
}

// Take makes a call this desk's own. One that another desk makes is *models.Taken. A
// desk makes one call at a time: one that it had before is free again.
func (tx *Tx) Take(open models.Opened) error {
	if err := tx.leaveCalls(open); err != nil {
		return err
	}
	_, err := tx.TakeBeside(open)
	return err
}

// TakeBeside makes something this desk's own beside what it has, and tells whether it was not
// so before. What another desk has is *models.Taken.
func (tx *Tx) TakeBeside(open models.Opened) (began bool, err error) {
	holder, err := tx.holder(open)
	if err != nil || holder.Desk == tx.Desk {
		return false, err
	}
	if holder.ID != 0 && !tx.left(holder) && !holder.Seen.Before(tx.Now.Add(-presenceLapses)) {
		return false, &models.Taken{Presence: holder}
	}
	if holder.ID != 0 {
		if err := tx.RemovePresences([]models.Presence{holder}); err != nil {
			return false, err
		}
	}
	began, err = tx.AddPresence(tx.Here(open))
	if err != nil || began {
		return began, err
	}
	if holder, err = tx.holder(open); err != nil { // another desk was quicker
		return false, err
	}
	return false, &models.Taken{Presence: holder}
}

// left tells that the same person left something open at the same computer: the program
// ended there without a word, and whoever starts it again goes on at once.
func (tx *Tx) left(open models.Presence) bool {
	return open.Place != "" && open.Place == tx.Place && open.By == tx.By
}

// holder is the desk that has a call, the zero Presence for none.
func (tx *Tx) holder(open models.Opened) (models.Presence, error) {
	holders, err := tx.PresencesOf(open, time.Time{})
	if err != nil || len(holders) == 0 {
		return models.Presence{}, err
	}
	return holders[0], nil
}

// LeaveCalls lets go of every call that this desk has.
func (tx *Tx) LeaveCalls() error { return tx.leaveCalls(models.Opened{}) }

func (tx *Tx) leaveCalls(but models.Opened) error {
	all, err := tx.Presences(time.Time{})
	if err != nil {
		return err
	}
	return tx.RemovePresences(slices.DeleteFunc(all, func(one models.Presence) bool {
		return one.Desk != tx.Desk || one.Kind == models.OpenPatient || one.Opened == but
	}))
}

// LetGo says that a call has ended here.
func (tx *Tx) LetGo(open models.Opened) error {
	holder, err := tx.holder(open)
	if err != nil || holder.Desk != tx.Desk {
		return err
	}
	return tx.RemovePresences([]models.Presence{holder})
}
