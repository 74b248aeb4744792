package patient

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/bookingform"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// proposal is a dialog that changes a booking: its fields, and below them what
// the change does to every date. Nothing is confirmed that was not shown.
type proposal struct {
	page   *Page
	file   care.BookingFile // as the nurse saw it
	seen   bookings.Draft   // the same, as it is compared
	clash  *conflict.Part[bookings.Draft]
	fields *widgets.Form
	area   *fyne.Container
	scroll *container.Scroll
	token  background.Token
	shown  bool            // the difference on screen is that of the fields
	failed error           // why there is none
	change bookings.Change // the one that is confirmed
	shares *widgets.Line   // why the theatre is shared; nil where the change leads to no other
	// read takes the fields: the change they ask for, or all that is wrong.
	read func() (bookings.Change, error)
}

// newProposal makes the dialog's content for a day and a time.
func newProposal(p *Page, file care.BookingFile, fields moment, hint string) *proposal {
	d := &proposal{page: p, file: file, seen: bookingform.DraftOf(file.Booking), fields: widgets.NewForm(), area: container.NewStack()}
	typed := func() bookings.Draft {
		if at, err := fields.read(); err == nil {
			return bookingform.At(d.seen, at)
		}
		return d.seen
	}
	d.clash = conflict.New(bookingform.Compared(p.desk.Medicines(), typed, func(from bookings.Draft, name string) {
		if name == bookingform.Start {
			fields.set(from)
		}
	}))
	d.fields.AddPart(d.clash)
	d.fields.Add(fields.row())
	d.scroll = container.NewVScroll(d.area)
	room := p.host.Window().Canvas().Size().Height
	d.scroll.SetMinSize(fyne.NewSize(look.Scaled(440), min(look.Scaled(250), room*0.4)))
	d.say(hint)
	return d
}

// mayShare lets the dialog ask why a theatre is shared, where the change leads to one that is taken.
func (d *proposal) mayShare() {
	d.shares = widgets.NewLine("")
	d.fields.Add(bookingform.SharesRow(d.shares))
	d.shares.OnChanged = func(string) { _ = d.fields.Mark(nil) } // it changes no date
}

// errTheatreTaken says that another booking has the theatre at the time.
var errTheatreTaken = &models.Problem{Code: "theatre.taken"}

const proposalWidth = 620

// ask opens the dialog. told says what was done.
func (d *proposal) ask(title, confirm string, told func(care.Difference) string) {
	var done care.Difference
	d.page.host.Ask(page.Dialog{
		Title: title, Text: d.page.whose(d.file.Booking), Width: proposalWidth,
		Content: widgets.NewColumn(10, d.fields, d.scroll), Focus: d.fields.First(), Form: d, Confirm: confirm,
		OnConfirm: d.check,
		Work: func(ctx context.Context) error {
			var err error
			done, err = d.page.desk.Change(ctx, d.change)
			return err
		},
		OnDone: func() {
			d.token.Cancel()
			var undo func()
			if done.After.Status == models.StatusPerformed && done.Before.Status != models.StatusPerformed {
				undo = func() { d.page.undoEnding(done.After.ID) }
			}
			d.page.host.Toast(told(done), undo)
			d.page.Reload()
		},
		OnCancel: d.token.Cancel,
	})
}

// whose names the patient and the booking in a dialog.
func (p *Page) whose(booking models.Booking) string {
	said := p.file.Patient.Name()
	for _, one := range p.file.Bookings {
		if one.Booking.ID == booking.ID {
			said = locale.Line(said, locale.In(one.Protocol.Title))
		}
	}
	return locale.Line(said, locale.Moment(booking.Begin()))
}

// typed proposes anew after a change of the fields, once they can be read.
func (d *proposal) typed() {
	change, err := d.read()
	if err != nil {
		d.shown, d.failed = false, nil
		d.token.Cancel()
		d.say(locale.T("patient.propose.fill"))
		if errors.Is(err, errSameStart) {
			d.say(locale.Problem(err))
		}
		return
	}
	d.propose(change, background.LoadSoon)
}

type proposalLoader func(
	background.Runner, *background.Token, func(context.Context) (care.Difference, error), func(care.Difference, error),
)

func (d *proposal) propose(change bookings.Change, load proposalLoader) {
	d.shown, d.failed = false, nil
	d.say(locale.T("patient.propose.reading"))
	load(d.page.host.Background(), &d.token,
		func(ctx context.Context) (care.Difference, error) { return d.page.desk.Propose(ctx, change) },
		d.show)
}

func (d *proposal) show(difference care.Difference, err error) {
	switch {
	case errors.Is(err, models.ErrStale):
		d.rebase()
	case err != nil:
		d.failed = err
		d.say(locale.T("patient.propose.fill"))
		if rest := d.fields.Mark(err); rest != nil {
			d.say(locale.Problem(rest))
		}
	default:
		_ = d.fields.Mark(nil) // nothing is wrong any more
		d.shown = true
		if row := d.fields.Row("theatre-reason"); row != nil {
			row.Hidden = difference.Taken == nil
			d.fields.Refresh()
		}
		d.draw(difference)
	}
}

func (d *proposal) draw(difference care.Difference) {
	if !planview.Tells(difference) && len(difference.Warnings) == 0 {
		d.say(locale.T("patient.propose.same"))
		return
	}
	d.area.Objects = []fyne.CanvasObject{planview.Difference(difference)}
	d.redraw()
}

func (d *proposal) say(text string) {
	d.area.Objects = []fyne.CanvasObject{nothing(text)}
	d.redraw()
}

func (d *proposal) redraw() {
	d.area.Refresh()
	d.scroll.Refresh()
	d.scroll.ScrollToTop()
}

// rebase shows what somebody else has kept meanwhile, and proposes the same change to the
// booking as it stands now.
func (d *proposal) rebase() {
	d.shown, d.failed = false, nil
	d.page.readAgain(&d.token, d.file.Booking, func(met bookingform.Met) {
		d.file = met.File // what is taken over is proposed to it
		theirs := bookingform.DraftOf(met.File.Booking)
		d.clash.Meet(met.By, met.At, d.seen, theirs)
		d.seen = theirs
		if change, err := d.read(); err == nil {
			d.propose(change, background.Load)
		}
	})
}

// check lets only a change through whose difference the nurse has seen.
func (d *proposal) check() error {
	if err := d.clash.Check(); err != nil {
		return err
	}
	change, err := d.read()
	if err != nil {
		return err
	}
	if d.failed != nil {
		return d.failed
	}
	if !d.shown {
		return &models.Problem{Code: "booking.not-shown"}
	}
	d.change = change
	return nil
}

// ShowProblems implements page.Form. A booking that somebody else changed
// meanwhile is read again and the change proposed anew.
func (d *proposal) ShowProblems(err error) error {
	if errors.Is(err, models.ErrStale) {
		d.rebase()
		return errMeanwhile
	}
	return d.fields.ShowProblems(err)
}
