// Package emergency keeps the emergency list on this computer: who comes today and
// the next working day, and which calls were promised, to print when the database can't
// be reached. It is sealed, and drawn only when somebody wants to see it.
package emergency

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"nursedesk/app/sealed"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// List is what was true when it was last read.
type List struct {
	Input sheet.ListingInput
	Made  time.Time // when it was last another, UTC
	True  time.Time // when it was last so, UTC
}

// Printed is that a list left the desk, which the history is told once it can be.
type Printed struct {
	At     time.Time
	How    models.SheetWay
	Listed []int64 // bookings
}

// Desk is what a keeper asks.
type Desk interface {
	// Read gives the list as it is now.
	Read(ctx context.Context) (sheet.ListingInput, error)
	// Note writes into the history that a list left the desk.
	Note(ctx context.Context, printed Printed) error
}

// Keeper keeps the list of a desk up to date. It may be used from several goroutines.
type Keeper struct {
	desk Desk
	box  *sealed.Box
	now  func() time.Time

	changed atomic.Bool // something was done since it was read

	mutex sync.Mutex
	known *List // as it lies on the disk; nil before it was read
	day   models.Date
}

// New gives the keeper of a desk.
func New(desk Desk, box *sealed.Box, now func() time.Time) *Keeper {
	k := &Keeper{desk: desk, box: box, now: now}
	k.Changed()
	return k
}

// Every is how often a keeper looks. The list is never older than that while there is contact.
const Every = time.Minute

// Changed tells that something was done, here or at another desk. It never waits.
func (k *Keeper) Changed() { k.changed.Store(true) }

// Run keeps the list until ctx ends. It blocks. there tells whether there is contact with the
// database; failed is told what keeps the list from being written, and nil when it is.
func (k *Keeper) Run(ctx context.Context, there func() bool, failed func(error)) {
	for {
		if there() {
			failed(k.Refresh(ctx))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(Every):
		}
	}
}

// Refresh reads the list anew where something was done or a day has begun, seals it where it is
// another, and else notes that it still holds. What was printed without the
// database is told to the history.
func (k *Keeper) Refresh(ctx context.Context) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	now := k.now()
	if err := k.refresh(ctx, now); err != nil {
		k.Changed()
		return err
	}
	return k.tell(ctx)
}

func (k *Keeper) refresh(ctx context.Context, now time.Time) error {
	_, there := k.box.Written(file)
	if today := models.DateOf(now); !k.changed.Load() && today == k.day && there {
		k.known.True = now
		return k.box.Confirm(file, now)
	}
	k.changed.Store(false) // before it is read: what comes meanwhile counts for the next time
	read, err := k.desk.Read(ctx)
	if err != nil {
		return err
	}
	k.day = models.DateOf(now)
	if k.known != nil && there && reflect.DeepEqual(k.known.Input, read) {
		k.known.True = now
		return k.box.Confirm(file, now)
	}
	list := List{Input: read, Made: now, True: now}
	body, err := json.Marshal(list)
	if err != nil {
		return err
	}
	if err := k.box.Write(file, body); err != nil {
		return err
	}
	k.known = &list
	return k.box.Confirm(file, now)
}

// Names of the sealed files.
const (
	file        = "emergency"
	printedFile = "emergency-printed"
)

// Kept is the list as it lies in a box. Where there is none it is models.ErrNoEmergencyList.
func Kept(box *sealed.Box) (List, error) {
	body, err := box.Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return List{}, models.ErrNoEmergencyList
	}
	if err != nil {
		return List{}, err
	}
	var list List
	if err := json.Unmarshal(body, &list); err != nil {
		return List{}, models.ErrNoEmergencyList.Because(err)
	}
	if at, ok := box.Written(file); ok && at.After(list.True) {
		list.True = at.UTC()
	}
	return list, nil
}

// Remove takes the list away, as where the desk has moved to another database.
func Remove(box *sealed.Box) error { return box.Remove(file) }

// List is the newest list that can be had: read now, or as it lies on this computer.
func (k *Keeper) List(ctx context.Context) (List, error) {
	err := k.Refresh(ctx)
	list, keptErr := Kept(k.box)
	if keptErr != nil && err != nil {
		return List{}, err
	}
	return list, keptErr
}

// Left notes that a list left the desk, in the history or, where the database is not to be
// reached, on this computer until it is.
func (k *Keeper) Left(ctx context.Context, printed Printed) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.desk.Note(ctx, printed); err == nil {
		return nil
	}
	return Note(k.box, printed)
}

// Note keeps in a box that a list left the desk.
func Note(box *sealed.Box, printed Printed) error {
	waiting, err := untold(box)
	if err != nil {
		return err
	}
	body, err := json.Marshal(append(waiting, printed))
	if err != nil {
		return err
	}
	return box.Write(printedFile, body)
}

func untold(box *sealed.Box) (waiting []Printed, err error) {
	body, err := box.Read(printedFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return waiting, json.Unmarshal(body, &waiting)
}

// tell tells the history what was printed without it. Where that can't be said yet, as
// while nobody is signed in, it waits for the next time.
func (k *Keeper) tell(ctx context.Context) error {
	waiting, err := untold(k.box)
	if err != nil || len(waiting) == 0 {
		return err
	}
	for len(waiting) > 0 && k.desk.Note(ctx, waiting[0]) == nil {
		waiting = waiting[1:]
	}
	if len(waiting) == 0 {
		return k.box.Remove(printedFile)
	}
	body, err := json.Marshal(waiting)
	if err != nil {
		return err
	}
	return k.box.Write(printedFile, body)
}
