package patient

import (
	"context"
	"errors"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// askChange changes everything of a booking but its time. What was begun comes back.
func (p *Page) askChange(file care.BookingFile) {
	p.goOnChanging(file, p.begun.own(file.Booking.ID))
}

// goOnChanging opens the form with what was begun of a change, nil for nothing. The
// clinic's theatres and surgeons are read first.
func (p *Page) goOnChanging(file care.BookingFile, begun *bookings.OpenChange) {
	background.Load(p.host.Background(), new(background.Token), p.desk.Clinic,
		func(clinic models.Clinic, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.openChange(file, clinic, begun)
		})
}

// changing is the form that changes a booking. Where that changes dates, a second
// dialog shows which before it is confirmed.
type changing struct {
	*widgets.Form
	page    *Page
	booking models.Booking
	version int // of the booking that is changed
	details *bookingform.Fields
	clash   *conflict.Part[bookings.Draft] // what somebody else has kept meanwhile
	before  bookings.Draft                 // as the form was filled in
	filled  bookings.HalfChange            // what was seen when the two met: kept until all is chosen
	token   background.Token
	keeper  *changeKeeper

	change bookings.Change // what is confirmed
	kept   bool
	stale  bool // somebody else was quicker than the second dialog
	shown  care.Difference
}

func (p *Page) openChange(file care.BookingFile, clinic models.Clinic, begun *bookings.OpenChange) {
	c := &changing{Form: widgets.NewForm(), page: p, booking: file.Booking, version: file.Booking.Version}
	c.details = bookingform.New(p.desk.Medicines(), p.host.Background(), func() rulebook.Tier { return file.Protocol.Tier })
	c.details.OfferTier(file.Protocol.Tier)
	c.details.OfferClinic(clinic)
	c.clash = conflict.New(bookingform.Compared(p.desk.Medicines(), c.typed, c.details.Take))
	c.AddPart(c.clash)
	c.details.AddTo(c.Form)
	c.details.Fill(bookings.DraftOf(file.Booking))
	c.before = c.typed()
	c.keeper = newChangeKeeper(c)
	if begun != nil {
		c.restore(*begun)
	}
	c.details.OnChanged = c.keeper.changed
	c.details.OnResized = func() {
		c.Form.Refresh()
		c.keeper.changed()
	}
	p.changing = c
	c.ask()
	if begun != nil && begun.Overtaken() {
		c.meet()
	}
}

// ask shows the fields. What moves no date is kept at once.
func (c *changing) ask() {
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.title"), Text: c.page.whose(c.booking), Width: proposalWidth,
		Content: widgets.BesideBar(c.Form), Form: c, Focus: c.First(), Confirm: locale.T("patient.change.confirm"),
		OnConfirm: func() error {
			c.change = c.read()
			var problems models.Problems
			problems.Add("", c.details.Check())
			problems.Add("", c.clash.Check())
			return problems.OrNil()
		},
		Work: func(ctx context.Context) error {
			var err error
			c.shown, err = c.page.desk.Propose(ctx, c.change)
			if err == nil && c.shown.Taken != nil && strings.TrimSpace(c.change.TheatreReason) == "" {
				err = c.shown.Taken
			}
			if err != nil || planview.Tells(c.shown) {
				return err
			}
			_, err = c.page.desk.Change(ctx, c.change)
			c.kept = err == nil
			return err
		},
		OnDone: func() {
			if c.kept {
				c.told()
			} else {
				c.confirm()
			}
		},
		OnCancel: c.leave,
	})
}

// confirm shows what the change does to every date. The way back leads to the
// fields as they were typed, and so does what somebody else has changed meanwhile.
func (c *changing) confirm() {
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.dates"), Text: c.page.whose(c.booking), Width: proposalWidth,
		Content: planview.Difference(c.shown), Form: c, Confirm: locale.T("patient.change.confirm"), Cancel: locale.T("patient.back"),
		Work: func(ctx context.Context) error {
			_, err := c.page.desk.Change(ctx, c.change)
			if c.stale = errors.Is(err, models.ErrStale); c.stale {
				return nil
			}
			return err
		},
		OnDone: func() {
			if !c.stale {
				c.told()
				return
			}
			c.ask()
			c.meet()
		},
		OnCancel: c.ask,
	})
}

func (c *changing) told() {
	c.keeper.drop()
	c.page.host.Toast(locale.T("patient.change.told"), nil)
	c.page.Reload()
}

// typed is the booking as the fields stand.
func (c *changing) typed() bookings.Draft {
	draft := bookingform.DraftOf(c.booking)
	c.details.Read(&draft)
	return draft
}

// read gives what was changed against the form as it was filled in, so that
// what somebody else changed meanwhile stays.
func (c *changing) read() bookings.Change {
	change := c.before.ChangeTo(c.typed())
	change.BookingID, change.Version = c.booking.ID, c.version
	return change
}

// ShowProblems implements page.Form. Where somebody else changed the booking meanwhile,
// the two are shown field by field; what was typed stays.
func (c *changing) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		if errors.Is(err, errTheatreTaken) {
			c.details.AskShared(true)
		}
		return c.Form.ShowProblems(err)
	}
	_ = c.Mark(nil) // what was wrong before is mended
	c.meet()
	return errMeanwhile
}

// meet shows what somebody else has kept meanwhile.
func (c *changing) meet() {
	c.page.readAgain(&c.token, c.booking, func(met bookingform.Met) {
		theirs := bookingform.DraftOf(met.File.Booking)
		if !c.clash.Open() {
			c.filled.Seen, c.filled.Before = c.version, c.before
		}
		c.clash.Meet(met.By, met.At, c.before, theirs)
		c.before, c.booking, c.version = theirs, met.File.Booking, met.File.Booking.Version
	})
}

// errMeanwhile says that somebody else has changed the booking.
var errMeanwhile = &models.Problem{Code: "booking.changed-meanwhile"}

// readAgain reads a booking that somebody else has changed, and the page with it.
func (p *Page) readAgain(token *background.Token, booking models.Booking, then func(bookingform.Met)) {
	background.Load(p.host.Background(), token,
		func(ctx context.Context) (bookingform.Met, error) { return bookingform.ReadAgain(ctx, p.desk, booking) },
		func(met bookingform.Met, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			then(met)
		})
	p.Reload()
}
