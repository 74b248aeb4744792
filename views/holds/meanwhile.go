package holds

import (
	"context"
	"errors"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	deskconflict "nursedesk/app/conflict"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
)

// weighed is a decision with the booking that it is about, as they are compared where
// somebody else has changed either.
type weighed struct {
	decision models.HoldDecision
	booking  bookings.Draft
}

// fieldDecision is a doctor's decision. It is one field: half of one doctor's dates with
// half of another's would be nobody's decision.
const fieldDecision = "decision"

func (d *decision) compared() conflict.Form[weighed] {
	booking := bookingform.Compared(d.Desk.Medicines(), nil, nil)
	return conflict.Form[weighed]{
		Names: func(all ...weighed) []string {
			var drafts []bookings.Draft
			for _, one := range all {
				drafts = append(drafts, one.booking)
			}
			return append([]string{fieldDecision}, booking.Names(drafts...)...)
		},
		Label: func(name string) string {
			if name == fieldDecision {
				return locale.T("holds.decide.decision")
			}
			return booking.Label(name)
		},
		Say: func(one weighed, name string) string {
			if name == fieldDecision {
				return decisionLine(one.decision)
			}
			return booking.Say(one.booking, name)
		},
		Typed: func() weighed { return weighed{d.entered(), d.seen} },
		Take: func(from weighed, name string) {
			if name == fieldDecision && from.decision.DecidedBy != "" {
				d.take(from.decision)
			}
		},
	}
}

// decisionLine says a decision in a line; "" for none.
func decisionLine(decision models.HoldDecision) string {
	if decision.DecidedBy == "" && decision.LastDose.IsZero() && !decision.Continues {
		return ""
	}
	course := locale.T("holds.goes-on")
	if !decision.Continues {
		course = Course(care.HoldFile{Decision: &decision}.Dates())
	}
	given := ""
	if decision.Given != "" {
		given = locale.T("holds.given." + decision.Given)
	}
	return locale.Line(course, locale.OneLine(strings.TrimSpace(decision.Reason)),
		strings.TrimSpace(decision.DecidedBy), given, locale.ShortDay(decision.DecidedOn))
}

// entered is the decision as far as it is filled in.
func (d *decision) entered() models.HoldDecision {
	entered := models.HoldDecision{DecidedBy: d.by.Text(), Given: d.given.ChosenID()}
	if on, err := d.on.Date(); err == nil {
		entered.DecidedOn = on
	}
	var dates medication.Dates
	switch d.choice.ChosenID() {
	case asProposed:
		dates = d.hold.Hold.Dates
	case goesOn:
		entered.Continues, entered.Reason = true, d.reason.Text
	case otherHold:
		dates, _ = d.typed()
		entered.Reason = d.reason.Text
	}
	entered.LastDose, entered.FirstDoseAgain, entered.DaysWithout = dates.LastDose, dates.FirstDoseAgain, dates.DaysWithout
	if !dates.LastDoseAt.IsZero() {
		entered.LastDoseAt = &dates.LastDoseAt
	}
	return entered
}

// take fills in a decision.
func (d *decision) take(from models.HoldDecision) {
	dates := care.HoldFile{Decision: &from}.Dates()
	d.lastDose.SetDate(dates.LastDose)
	d.again.SetDate(dates.FirstDoseAgain)
	if dates.LastDoseAt.IsZero() {
		d.clock.Clear()
	} else {
		d.clock.SetTime(models.TimeOfDayOf(dates.LastDoseAt))
	}
	d.reason.SetText(from.Reason)
	d.by.SetText(from.DecidedBy)
	d.given.Choose(from.Given)
	d.on.SetDate(from.DecidedOn)
	switch {
	case from.Continues:
		d.choice.Choose(goesOn)
	case dated(d.hold.Hold) && !d.hold.Differs(from):
		d.choice.Choose(asProposed)
	default:
		d.choice.Choose(otherHold)
	}
	d.show()
}

// theirs tells whether what somebody else has kept meanwhile stands.
func (d *decision) theirs() bool {
	return d.clash.Chosen(fieldDecision) == deskconflict.Theirs && decisionLine(d.entered()) == decisionLine(d.hold.Newest())
}

// ShowProblems implements page.Form. Where somebody else has changed the booking or
// entered a decision meanwhile, that is shown; what was typed stays, the proposal is the new one.
func (d *decision) ShowProblems(err error) error {
	if errors.Is(err, models.ErrStale) {
		_ = d.fields.Mark(nil)
		d.reread()
		return &models.Problem{Code: "booking.changed-meanwhile"}
	}
	return d.fields.ShowProblems(err)
}

func (d *decision) reread() {
	background.Load(d.Host.Background(), new(background.Token),
		func(ctx context.Context) (bookingform.Met, error) {
			return bookingform.ReadAgain(ctx, d.Desk, d.file.Booking)
		},
		func(met bookingform.Met, err error) {
			if err != nil {
				d.Host.Fail(err)
				return
			}
			d.meet(met)
		})
}

func (d *decision) meet(met bookingform.Met) {
	hold, ok := care.HoldOf(met.File.Holds, d.hold.OnBooking.Key())
	if !ok { // the medicine is not on the booking any more
		d.Host.Fail(models.ErrNotFound.On("medicines"))
		return
	}
	base := weighed{d.hold.Newest(), d.seen}
	theirs := weighed{hold.Newest(), bookingform.DraftOf(met.File.Booking)}
	d.file, d.hold, d.met = met.File, hold, met.By // "as proposed" is the new proposal from now on
	d.choice.SetOptions(choices(hold.Hold)...)
	d.clash.Meet(met.By, met.At, base, theirs)
	d.seen = theirs.booking
	d.show()
}
