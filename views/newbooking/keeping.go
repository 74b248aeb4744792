package newbooking

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
)

// keeper keeps the form in the database after every change, so that it outlives
// the program and the power.
type keeper struct {
	*background.Keeper[bookings.HalfBooking]
	page *bookingPage
	as   bookings.HalfBooking // ID, Version and Started of what is kept; zero: nothing is
	held bookings.HalfBooking // what the form held when it was last looked at
}

func newKeeper(p *bookingPage) *keeper {
	k := &keeper{Keeper: background.NewKeeper[bookings.HalfBooking](p.host.Background()), page: p}
	k.Take = func() bookings.HalfBooking {
		half := p.half()
		half.ID, half.Version, half.Started = k.as.ID, k.as.Version, k.as.Started
		return half
	}
	k.Write = k.write
	k.Kept = k.kept
	return k
}

// changed keeps the form where it has changed. While it is being saved it rests:
// a saved booking must not come back as one that is begun.
func (k *keeper) changed() {
	if k.page.saving {
		return
	}
	if now := k.page.half(); !reflect.DeepEqual(now, k.held) {
		k.held = now
		k.Touch()
	}
}

func (k *keeper) write(ctx context.Context, half bookings.HalfBooking) (bookings.HalfBooking, error) {
	switch {
	case !half.Empty():
		err := k.page.desk.SaveBookingDraft(ctx, &half)
		return half, err
	case half.Started.IsZero():
		return bookings.HalfBooking{}, nil
	}
	return bookings.HalfBooking{}, k.page.desk.DiscardBookingDraft(ctx, half)
}

func (k *keeper) kept(half bookings.HalfBooking, err error) (again bool) {
	switch {
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
		// Another desk goes on with it, or has saved it: what is typed here is kept as one of its own.
		k.as = bookings.HalfBooking{}
		k.page.host.Toast(locale.T("newbooking.taken-over"), nil)
		return true
	case err != nil && !errors.Is(err, models.ErrKeptHere): // that there is no contact is said by the window
		k.page.host.Fail(err)
		return false
	}
	k.as = bookings.HalfBooking{ID: half.ID, Version: half.Version, Started: half.Started}
	return false
}

// forget makes the form begin on a booking of its own.
func (k *keeper) forget() { k.as, k.held = bookings.HalfBooking{}, bookings.HalfBooking{} }

// half is all that the form holds; nothing where nothing would be missed.
func (p *bookingPage) half() bookings.HalfBooking {
	if !p.dirty() {
		return bookings.HalfBooking{}
	}
	takes := p.details.Medicines.Typed()
	return bookings.HalfBooking{Booking: p.draft(), Typed: bookings.TypedBooking{
		Search: p.who.search.Text(), Patient: p.who.written(), IsNew: p.who.stage == fresh,
		Date: p.date.Text(), Time: p.time.Text(), Medicine: takes.Search, Unsure: takes.Unsure,
	}}
}

// fill puts a half-typed booking into the form, as it was.
func (p *bookingPage) fill(open bookings.OpenBooking) {
	p.empty()
	p.keeper.as = bookings.HalfBooking{ID: open.ID, Version: open.Version, Started: open.Started}
	p.filling = true
	booking, typed := open.Booking, open.Typed
	p.procedure.Choose(booking.Procedure)
	p.date.Restore(typed.Date)
	if day, err := p.date.Date(); err == nil && day != booking.Date && !booking.Date.IsZero() {
		p.date.SetDate(booking.Date) // +3d means another day by now
	}
	p.time.Restore(typed.Time)
	p.details.Fill(booking)
	p.details.Medicines.SetTyped(medicines.Typed{Search: typed.Medicine, Unsure: typed.Unsure})
	p.who.fill(open)
	p.filling = false
	p.keeper.held = p.half()
	p.relaid()
}

// reopen reads the half-typed bookings. One's own comes back by itself where
// nothing is typed yet; then follows in any case.
func (p *bookingPage) reopen(then func()) {
	p.openKept(func(open []bookings.OpenBooking, _ error) {
		for _, each := range open {
			if each.Own && !each.Unreadable && !p.dirty() {
				p.fill(each)
				p.begun.returned(each)
			}
		}
		p.begun.setOthers(open, p.keeper.as.ID)
		then()
	})
}

// openKept reads the half-typed bookings once the one in the form is among them.
// Nothing is being written while show runs; unkept is why the form is not kept.
func (p *bookingPage) openKept(show func(open []bookings.OpenBooking, unkept error)) {
	p.keeper.WhenKept(func(error) {
		background.Load(p.host.Background(), &p.reopening, p.desk.OpenBookingDrafts,
			func(open []bookings.OpenBooking, err error) {
				if err != nil {
					p.host.Fail(err)
				}
				p.keeper.WhenKept(func(unkept error) { show(open, unkept) })
			})
	})
}

// takeOver goes on with a booking that is listed. What the form holds stays as
// one that is begun.
func (p *bookingPage) takeOver(id int64) {
	p.openKept(func(open []bookings.OpenBooking, unkept error) {
		at := slices.IndexFunc(open, func(each bookings.OpenBooking) bool { return each.ID == id && !each.Unreadable })
		switch {
		case p.saving || unkept != nil:
			return // that it can't be kept is said
		case at < 0:
			p.host.Toast(locale.T("newbooking.gone"), nil)
		default:
			p.keeper.forget()
			p.fill(open[at])
			p.keeper.Touch() // it is this desk's now
			p.begun.returned(open[at])
			p.who.focus()
		}
		p.begun.setOthers(open, p.keeper.as.ID)
	})
}
