package newbooking

import (
	"context"
	"errors"
	"strconv"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// Save implements page.Saver.
func (p *bookingPage) Save() { p.book(false) }

// Print implements page.Printer: the booking is saved first.
func (p *bookingPage) Print() { p.book(true) }

// kept is a saved booking with its patient's name.
type kept struct {
	booking models.Booking
	name    string
}

// book saves the booking. The buttons rest until it is done, so that a second
// tap does not book twice; what is typed stays unless all went well.
func (p *bookingPage) book(printing bool) {
	if p.saving {
		return
	}
	draft := p.draft()
	p.attempted = true
	p.who.show() // asks why there is no number
	if err := p.unsaid(); err != nil {
		p.refused(draft, err)
		return
	}
	p.setSaving(true)
	p.keeper.WhenKept(func(err error) { // saved or not, it must not come back as begun
		if errors.Is(err, models.ErrKeptHere) {
			p.setSaving(false)
			p.refused(draft, err)
			return
		}
		draft.HalfID, draft.HalfVersion = p.keeper.As.ID, p.keeper.As.Version
		p.bookNow(draft, printing)
	})
}

// unsaid is what this form alone asks for: a medicine that was typed and not chosen, and
// whether what is known of the patient is still so.
func (p *bookingPage) unsaid() error {
	if err := p.details.Medicines.Check(); err != nil {
		return err
	}
	if p.who.record.row.Visible() && !p.who.record.answered() {
		return models.Problems{models.ErrRequired.On("record")}
	}
	return nil
}

func (p *bookingPage) bookNow(draft bookings.Draft, printing bool) {
	name := models.Patient{GivenName: draft.Patient.GivenName, FamilyName: draft.Patient.FamilyName}.Name()
	background.Load(p.host.Background(), &p.keeping,
		func(ctx context.Context) (kept, error) {
			booking, err := p.desk.Book(ctx, draft)
			return kept{booking: booking, name: name}, err
		},
		func(saved kept, err error) {
			p.setSaving(false)
			leave := p.leaving
			p.leaving = nil
			if err != nil {
				p.keeper.Changed()    // what was typed meanwhile
				p.refused(draft, err) // and stays, to say why
				return
			}
			p.done(saved, printing)
			if leave != nil {
				leave()
			}
		})
}

func (p *bookingPage) setSaving(saving bool) {
	p.saving = saving
	for _, button := range p.buttons {
		if saving {
			button.Disable()
		} else {
			button.Enable()
		}
	}
}

func (p *bookingPage) done(saved kept, printing bool) {
	p.keeper.Forget() // it went with the booking
	p.empty()
	p.host.Toast(locale.T("newbooking.saved", "name", saved.name, "start", saved.booking.Start), nil)
	p.host.Open(page.Route{
		Page: page.Patient, ID: saved.booking.PatientID, Arg: page.Booking + strconv.FormatInt(saved.booking.ID, 10),
	})
	if printing {
		p.print(saved.booking.ID)
	}
}

// refused says why a booking was not saved, and puts the cursor where it can be mended.
func (p *bookingPage) refused(draft bookings.Draft, err error) {
	switch {
	case errors.Is(err, models.ErrStale) && draft.Patient.ID != 0:
		p.patientChanged(draft.Patient.ID)
		return
	case locale.IsFault(err):
		p.host.Fail(err)
		return
	}
	p.say(err)
	_ = p.form.ShowProblems(p.placed(err).OrNil()) // the rest is said above the buttons
	p.changed()                                    // finds the twin, if that is what hinders
}

// patientChanged takes the patient as she is kept now; the booking stays as typed.
func (p *bookingPage) patientChanged(id int64) {
	background.Load(p.host.Background(), &p.keeping,
		func(ctx context.Context) (care.PatientFile, error) { return p.desk.Patient(ctx, id) },
		func(file care.PatientFile, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.who.take(file.Patient)
			p.host.Fail(&models.Problem{Code: "newbooking.patient-changed"})
		})
}
