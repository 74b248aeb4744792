package patient

import (
	"context"
	"errors"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
)

// changeKeeper keeps the form of a change.
type changeKeeper struct {
	*bookingform.Keeper[bookings.HalfChange]
	form *changing
	over bool // the change is made: what was typed on the way is not kept any more
}

func newChangeKeeper(c *changing) *changeKeeper {
	desk := bookingform.Desk[bookings.HalfChange]{Save: c.page.desk.SaveChangeDraft, Discard: c.page.desk.DiscardDraft}
	k := &changeKeeper{Keeper: bookingform.NewKeeper(c.page.host, desk, c.half, "patient.begun.taken-over"), form: c}
	k.Look()
	return k
}

func (k *changeKeeper) changed() {
	if !k.over {
		k.Changed()
	}
}

// drop takes away what is kept, once the change is made.
func (k *changeKeeper) drop() {
	k.over = true
	k.WhenKept(func(error) {
		if !k.As.Started.IsZero() {
			k.form.page.discardChange(k.As)
		}
	})
}

// half is all that the form holds.
func (c *changing) half(as bookings.Kept) bookings.HalfChange {
	half := bookings.HalfChange{Kept: as, BookingID: c.booking.ID, Seen: c.version, Before: c.before}
	if c.clash.Open() { // where it comes back, it is asked again
		half.Seen, half.Before = c.filled.Seen, c.filled.Before
	}
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
	c.keeper.As = begun.Kept
	c.keeper.Look()
	if !begun.Own {
		c.keeper.Touch()
	}
}

// leave closes the form; what is typed stays as a change that is begun.
func (c *changing) leave() {
	c.keeper.WhenKept(func(error) { c.page.Reload() })
}

// discardChange throws away what is kept of a change.
func (p *Page) discardChange(kept bookings.Kept) {
	background.Load(p.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.desk.DiscardDraft(ctx, kept)
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
