package newbooking

import (
	"slices"

	"nursedesk/app/bookings"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
)

// keeper keeps the form.
type keeper = bookingform.Keeper[bookings.HalfBooking]

func newKeeper(p *bookingPage) *keeper {
	desk := bookingform.Desk[bookings.HalfBooking]{Save: p.desk.SaveBookingDraft, Discard: p.desk.DiscardDraft}
	return bookingform.NewKeeper(p.host, desk, p.half, "newbooking.taken-over")
}

// half is all that the form holds; nothing where nothing would be missed.
func (p *bookingPage) half(as bookings.Kept) bookings.HalfBooking {
	if !p.dirty() {
		return bookings.HalfBooking{Kept: as}
	}
	takes := p.details.Medicines.Typed()
	return bookings.HalfBooking{Kept: as, Booking: p.draft(), Typed: bookings.TypedBooking{
		Search: p.who.search.Text(), Patient: p.who.written(), IsNew: p.who.stage == fresh,
		Date: p.date.Text(), Time: p.time.Text(), Medicine: takes.Search, Unsure: takes.Unsure,
	}}
}

// fill puts a half-typed booking into the form, as it was.
func (p *bookingPage) fill(open bookings.OpenBooking) {
	p.empty()
	p.keeper.As = open.Kept
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
	p.keeper.Look()
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
		p.begun.setOthers(open, p.keeper.As.ID)
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
			p.keeper.Forget()
			p.fill(open[at])
			p.keeper.Touch() // it is this desk's now
			p.begun.returned(open[at])
			p.who.focus()
		}
		p.begun.setOthers(open, p.keeper.As.ID)
	})
}
