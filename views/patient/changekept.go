package patient

import (
	"context"
	"errors"
	"reflect"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
)

// changeKeeper keeps the form of a change after every letter, so that it outlives the
// program and the power.
type changeKeeper struct {
	*background.Keeper[bookings.HalfChange]
	form *changing
	as   bookings.HalfChange // ID, Version and Started of what is kept; zero: nothing is
	held bookings.HalfChange // what the form held when it was last looked at
	over bool                // the change is made: what was typed on the way is not kept any more
}

func newChangeKeeper(c *changing) *changeKeeper {
	k := &changeKeeper{Keeper: background.NewKeeper[bookings.HalfChange](c.page.host.Background()), form: c, held: c.half()}
	k.Take = func() bookings.HalfChange {
		half := c.half()
		half.ID, half.Version, half.Started = k.as.ID, k.as.Version, k.as.Started
		return half
	}
	k.Write, k.Kept = k.write, k.kept
	return k
}

func (k *changeKeeper) changed() {
	if now := k.form.half(); !k.over && !reflect.DeepEqual(now, k.held) {
		k.held = now
		k.Touch()
	}
}

func (k *changeKeeper) write(ctx context.Context, half bookings.HalfChange) (bookings.HalfChange, error) {
	switch {
	case !half.Empty():
		err := k.form.page.desk.SaveChangeDraft(ctx, &half)
		return half, err
	case half.Started.IsZero():
		return bookings.HalfChange{}, nil
	}
	return bookings.HalfChange{}, k.form.page.desk.DiscardChangeDraft(ctx, half)
}

func (k *changeKeeper) kept(half bookings.HalfChange, err error) (again bool) {
	switch {
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
		// Another desk goes on with it, or has made the change: this is kept as one of its own.
		k.as = bookings.HalfChange{}
		k.form.page.host.Toast(locale.T("patient.begun.taken-over"), nil)
		return true
	case err != nil && !errors.Is(err, models.ErrKeptHere): // that there is no contact is said by the window
		k.form.page.host.Fail(err)
		return false
	}
	k.as = bookings.HalfChange{ID: half.ID, Version: half.Version, Started: half.Started}
	return false
}

// drop takes away what is kept, once the change is made.
func (k *changeKeeper) drop() {
	k.over = true
	k.WhenKept(func(error) {
		if k.as.Started.IsZero() {
			return
		}
		half := k.as
		half.BookingID = k.form.booking.ID
		k.form.page.discardChange(half)
	})
}

// half is all that the form holds.
func (c *changing) half() bookings.HalfChange {
	half := bookings.HalfChange{BookingID: c.booking.ID, Seen: c.version, Before: c.before}
	c.details.Read(&half.Now)
	typed := c.details.Medicines.Typed()
	half.Medicine, half.Unsure = typed.Search, typed.Unsure
	return half
}

// restore fills the form with what was begun, as it was, and makes it this desk's own.
func (c *changing) restore(begun bookings.OpenChange) {
	c.before, c.version = begun.Before, begun.Seen
	c.details.Fill(begun.Now)
	c.details.Medicines.SetTyped(medicines.Typed{Search: begun.Medicine, Unsure: begun.Unsure})
	c.keeper.as = bookings.HalfChange{ID: begun.ID, Version: begun.Version, Started: begun.Started}
	c.keeper.held = c.half()
	if !begun.Own {
		c.keeper.Touch()
	}
}

// leave closes the form; what is typed stays as a change that is begun.
func (c *changing) leave() {
	c.keeper.WhenKept(func(error) { c.page.Reload() })
}

// discardChange throws away what is kept of a change.
func (p *Page) discardChange(half bookings.HalfChange) {
	background.Load(p.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.desk.DiscardChangeDraft(ctx, half)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.host.Fail(err)
		}
		p.Reload()
	})
}

// Close implements page.Closer: it waits until the last letter of a change is kept.
func (p *Page) Close(then func()) {
	if p.changing == nil {
		then()
		return
	}
	p.changing.keeper.WhenKept(func(err error) {
		if err == nil || errors.Is(err, models.ErrKeptHere) {
			then()
			return
		}
		p.host.Ask(page.Dialog{
			Title: locale.T("patient.leave.title"), Text: locale.T("patient.leave.text"),
			Confirm: locale.T("patient.leave.confirm"), Cancel: locale.T("patient.leave.stay"), Danger: true, OnDone: then,
		})
	})
}
