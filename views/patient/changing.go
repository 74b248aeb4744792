package patient

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
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
	before  bookings.Draft // as the form was filled in
	token   background.Token
	keeper  *changeKeeper

	change bookings.Change // what is confirmed
	kept   bool
	shown  care.Difference
	area   *fyne.Container // of the second dialog
}

func (p *Page) openChange(file care.BookingFile, clinic models.Clinic, begun *bookings.OpenChange) {
	c := &changing{Form: widgets.NewForm(), page: p, booking: file.Booking, version: file.Booking.Version}
	c.details = bookingform.New(p.desk.Medicines(), p.host.Background(), func() rulebook.Tier { return file.Protocol.Tier })
	c.details.OfferTier(file.Protocol.Tier)
	c.details.OfferClinic(clinic)
	c.details.AddTo(c.Form)
	c.details.Fill(bookings.DraftOf(file.Booking))
	c.details.Read(&c.before)
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
}

// ask shows the fields. What moves no date is kept at once.
func (c *changing) ask() {
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.title"), Text: c.page.whose(c.booking), Width: proposalWidth,
		Content: widgets.BesideBar(c.Form), Form: c, Focus: c.First(), Confirm: locale.T("patient.change.confirm"),
		OnConfirm: func() error {
			c.change = c.read()
			return c.details.Check()
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
// fields as they were typed.
func (c *changing) confirm() {
	c.area = container.NewStack(planview.Difference(c.shown))
	c.page.host.Ask(page.Dialog{
		Title: locale.T("patient.change.dates"), Text: c.page.whose(c.booking), Width: proposalWidth,
		Content: c.area, Form: c, Confirm: locale.T("patient.change.confirm"), Cancel: locale.T("patient.back"),
		Work: func(ctx context.Context) error {
			_, err := c.page.desk.Change(ctx, c.change)
			return err
		},
		OnDone: c.told, OnCancel: c.ask,
	})
}

func (c *changing) told() {
	c.keeper.drop()
	c.page.host.Toast(locale.T("patient.change.told"), nil)
	c.page.Reload()
}

// read gives what was changed against the form as it was filled in, so that
// what somebody else changed meanwhile stays.
func (c *changing) read() bookings.Change {
	var now bookings.Draft
	c.details.Read(&now)
	change := c.before.ChangeTo(now)
	change.BookingID, change.Version = c.booking.ID, c.version
	return change
}

// ShowProblems implements page.Form. A booking that somebody else changed
// meanwhile is read again, and what the change then does is shown anew.
func (c *changing) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		if errors.Is(err, errTheatreTaken) {
			c.details.AskShared(true)
		}
		return c.Form.ShowProblems(err)
	}
	background.Load(c.page.host.Background(), &c.token, c.again, func(shown care.Difference, err error) {
		if err != nil {
			c.page.host.Fail(err)
			return
		}
		c.shown, c.version = shown, shown.Before.Version
		c.change.Version = c.version
		if c.area != nil {
			c.area.Objects = []fyne.CanvasObject{planview.Difference(shown)}
			c.area.Refresh()
		}
	})
	c.page.Reload()
	return &models.Problem{Code: "booking.changed-meanwhile"}
}

// again proposes the same change to the booking as it stands now.
func (c *changing) again(ctx context.Context) (care.Difference, error) {
	file, err := c.page.desk.Booking(ctx, c.booking.ID)
	if err != nil {
		return care.Difference{}, err
	}
	change := c.change
	change.Version = file.Booking.Version
	return c.page.desk.Propose(ctx, change)
}
