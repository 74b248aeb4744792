package bookings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Kept is by what a half-typed booking, or change of one, is known. It is kept at every
// change of the form, so that it outlives the window, the program and the power.
type Kept struct {
	ID      int64     `json:"-"` // 0: the database does not have it yet
	Version int       `json:"-"`
	Started time.Time `json:"-"` // zero: when it is first kept
}

// Mark is by what it is known.
func (k Kept) Mark() Kept { return k }

func keptOf(row models.BookingDraft) Kept {
	return Kept{ID: row.ID, Version: row.Version, Started: row.Started}
}

// Keeping is who has typed something that is kept.
type Keeping struct {
	By  string // who typed last
	Own bool   // that is who asks
	// Unreadable is one that another version of the program has written: it stays where it
	// is, and what is typed in it is not known.
	Unreadable bool
}

// halfForm is the form in which what is half-typed is written; what is in another form
// belongs to another version of the program.
const halfForm = 1

// keep writes a half-typed booking, or change of the booking that is named.
func (s *Service) keep(ctx context.Context, kept *Kept, bookingID *int64, half any) error {
	typed := kept.typed(ctx)
	typed.BookingID = bookingID
	if typed.Started.IsZero() {
		typed.Started = s.office.Now()
	}
	var err error
	if typed.Body, err = json.Marshal(half); err != nil {
		return fmt.Errorf("keep what is half-typed: %w", err)
	}
	err = s.office.KeepTyped(ctx, &typed)
	if err == nil || errors.Is(err, models.ErrKeptHere) {
		*kept = Kept{ID: typed.ID, Version: typed.Version, Started: typed.Started}
	}
	return err
}

func (k Kept) typed(ctx context.Context) office.Typed {
	return office.Typed{Kind: office.TypedBooking, ID: k.ID, Version: k.Version, Started: k.Started, By: office.Actor(ctx)}
}

// readHalf reads what is typed so far, nothing where it can't be read.
func readHalf[Half any](row models.BookingDraft, by string) (Half, Keeping) {
	var form struct{ Form int }
	var half, nothing Half
	keeping := Keeping{By: row.By, Own: row.By == by}
	if json.Unmarshal(row.Body, &form) != nil || form.Form != halfForm || json.Unmarshal(row.Body, &half) != nil {
		keeping.Unreadable = true
		return nothing, keeping
	}
	return half, keeping
}

// DiscardDraft throws a half-typed booking or change away that was saved or is not wanted.
// One that another desk goes on with stays, which is no error: it is no longer this desk's.
func (s *Service) DiscardDraft(ctx context.Context, kept Kept) error {
	err := s.office.Keep(ctx, func(tx *office.Tx) error { return tx.RemoveBookingDraft(kept.ID, kept.Version) })
	if err != nil && kept.ID != 0 {
		return err
	}
	return s.office.DropTyped(kept.typed(ctx))
}
