package bookingform

import (
	"context"
	"errors"
	"reflect"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// Half is a half-typed booking, or change of one.
type Half interface {
	Empty() bool
	Mark() bookings.Kept
}

// Keeper keeps what a form holds after every change, so that it outlives the program and
// the power.
type Keeper[H Half] struct {
	*background.Keeper[H]

	// As is by what it is kept; zero: nothing is.
	As bookings.Kept

	half func(as bookings.Kept) H
	held H // what the form held when it was last looked at
}

// Desk is where it is kept.
type Desk[H Half] struct {
	Save    func(ctx context.Context, half *H) error
	Discard func(ctx context.Context, kept bookings.Kept) error
}

// NewKeeper makes one for a form. half is all that the form holds; takenOver is the key of what
// is said where another desk goes on with it.
func NewKeeper[H Half](host page.Host, desk Desk[H], half func(as bookings.Kept) H, takenOver string) *Keeper[H] {
	k := &Keeper[H]{Keeper: background.NewKeeper[H](host.Background()), half: half}
	k.Take = func() H { return half(k.As) }
	k.Write = func(ctx context.Context, half H) (H, error) {
		var nothing H
		switch {
		case !half.Empty():
			err := desk.Save(ctx, &half)
			return half, err
		case half.Mark().Started.IsZero():
			return nothing, nil
		}
		return nothing, desk.Discard(ctx, half.Mark())
	}
	k.Kept = func(half H, err error) (again bool) {
		switch {
		case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
			// Another desk goes on with it, or has saved it: what is typed here is kept as one of its own.
			k.As = bookings.Kept{}
			host.Toast(locale.T(takenOver), nil)
			return true
		case err != nil && !errors.Is(err, models.ErrKeptHere): // that there is no contact is said by the window
			host.Fail(err)
			return false
		}
		k.As = half.Mark()
		return false
	}
	return k
}

// Changed keeps the form where it has changed.
func (k *Keeper[H]) Changed() {
	was := k.held
	if k.Look(); !reflect.DeepEqual(was, k.held) {
		k.Touch()
	}
}

// Look takes what the form holds as what is kept of it.
func (k *Keeper[H]) Look() { k.held = k.half(bookings.Kept{}) }

// Forget makes the form begin on one of its own.
func (k *Keeper[H]) Forget() {
	var nothing H
	k.As, k.held = bookings.Kept{}, nothing
}
