package call

import (
	"context"
	"errors"
	"time"

	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/page"
)

// begin starts a call. One that goes on already waits, kept as it is, unless it
// is with the same patient.
func (p *Page) begin(patientID int64) {
	if patientID != 0 && patientID == p.draft.PatientID {
		p.show()
		p.open(p.part)
		return
	}
	p.keeper.whenKept(func() { p.start(patientID) })
}

func (p *Page) start(patientID int64) {
	p.forget()
	p.draft.Started = p.host.Now()
	p.show()
	p.open(partWho)
	p.listOpen()
	if patientID != 0 {
		p.choosePatient(patientID, 0)
		return
	}
	p.readFile(0, 0, func() {})
}

// forget leaves the call for a new one; it is kept, or has ended.
func (p *Page) forget() {
	p.clear()
	p.who.offer.Clear()
	p.list.typed, p.list.wrong, p.list.at = "", map[string]wrongNumber{}, 0
	p.who.search.Clear()
	p.turn(partWho)
	p.fill()
}

// takeOver goes on with the call of a window that was built anew.
func (p *Page) takeOver(from *Page) {
	from.head.halt()
	p.draft, p.file = from.draft, from.file
	p.list.wrong = from.list.wrong
	// What is being kept by the old page gives the draft its id here as well.
	p.keeper.Follow(from.keeper.Keeper, func() {
		p.draft.ID, p.draft.Version = from.draft.ID, from.draft.Version
	})
	p.judge()
	p.turn(from.part)
	p.fill()
	p.list.at = from.list.at
	p.list.refresh()
	if p.part == partFinish {
		p.finish.fill()
	}
}

// resume goes on with a call that was broken off.
func (p *Page) resume(id int64) {
	p.keeper.whenKept(func() {
		background.Load(p.host.Background(), &p.reading,
			func(ctx context.Context) (calls.Draft, error) { return p.desk.Resume(ctx, id) }, p.goOn)
	})
}

// callBack begins the call that a task asks for.
func (p *Page) callBack(taskID int64) {
	p.keeper.whenKept(func() {
		background.Load(p.host.Background(), &p.reading,
			func(ctx context.Context) (calls.Draft, error) { return p.desk.GoOn(ctx, taskID) }, p.goOn)
	})
}

func (p *Page) goOn(draft calls.Draft, err error) {
	var taken *models.Taken
	switch {
	case errors.As(err, &taken):
		p.askFor(taken.Presence)
		return
	case err != nil:
		p.host.Fail(err)
		return
	}
	p.forget()
	if draft.Answers == nil {
		draft.Answers = map[string]string{}
	}
	p.draft = draft
	p.host.Retitle()
	part := partWho
	if draft.PatientID != 0 || draft.Topic != "" {
		part = partAsk
	}
	p.readFile(draft.PatientID, draft.BookingID, func() {
		p.open(part)
		p.list.first()
		p.host.Background().Later(painted, p.list.reveal)
	})
	p.listOpen()
}

// painted is how long new questions take to have a place on the screen, at the most.
const painted = 100 * time.Millisecond

// choosePatient takes the patient of the call, and the booking it is about; 0
// lets the program choose the booking.
func (p *Page) choosePatient(id, booking int64) {
	p.readFile(id, booking, func() {
		if next := p.concerned(); booking == 0 && p.file.Booking == nil && next != nil {
			p.choosePatient(id, next.Booking.ID) // nothing was done yet: it is about what is to come
			return
		}
		p.draft.PatientID = id
		p.who.offer.Clear()
		p.draft.GivenName, p.draft.FamilyName, p.draft.Number = "", "", ""
		p.draft.BookingID = booking
		if p.file.Booking != nil {
			p.draft.BookingID = p.file.Booking.Booking.ID
		}
		if !hasDigit(p.draft.Phone) {
			p.draft.Phone = string(p.file.Patient.Shown().Phone)
		}
		p.judge()
		p.fill()
		p.changed()
		p.host.Retitle() // other desks are told whom it is about
		if p.part == partWho {
			p.ask()
		}
	})
}

// forgetPatient takes the choice of a patient back; what was asked stays.
func (p *Page) forgetPatient() {
	p.draft.PatientID, p.draft.BookingID = 0, 0
	p.draft.GivenName, p.draft.FamilyName, p.draft.Number = "", "", ""
	p.file.PatientFile, p.file.Booking, p.file.Doubt = care.PatientFile{}, nil, nil
	p.file.DayUnknown, p.file.Factors = true, nil
	p.judge()
	p.fill()
	p.changed()
	p.host.Window().Canvas().Focus(p.who.search.Target())
}

// reread reads again what is known of the patient, unless another one, or another
// booking, is chosen meanwhile.
func (p *Page) reread() {
	patient, booking := p.draft.PatientID, p.draft.BookingID
	if patient == 0 {
		if p.part != partWho { // the rules may say something else by now
			p.judge()
			p.show()
		}
		return
	}
	background.Load(p.host.Background(), &p.rereading,
		func(ctx context.Context) (calls.CallerFile, error) { return p.desk.Caller(ctx, patient, booking) },
		func(file calls.CallerFile, err error) {
			switch {
			case err != nil:
				p.host.Fail(err)
			case patient == p.draft.PatientID && booking == p.draft.BookingID:
				p.take(file)
			}
		})
}

// take shows what is known of the patient.
func (p *Page) take(file calls.CallerFile) {
	p.file = file
	p.judge()
	p.fill()
}

func (p *Page) readFile(patientID, bookingID int64, then func()) {
	background.Load(p.host.Background(), &p.reading,
		func(ctx context.Context) (calls.CallerFile, error) { return p.desk.Caller(ctx, patientID, bookingID) },
		func(file calls.CallerFile, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.take(file)
			then()
		})
}

// chooseTopic takes what the call is about; the questions follow it.
func (p *Page) chooseTopic(id string) {
	p.draft.Topic = id
	p.judge()
	p.changed()
	if p.desk.Complains(p.draft) {
		p.open(partAsk)
		p.list.move(0)
		return
	}
	p.open(partNotes) // nothing is asked: what it was about is written
}

// changeTopic asks again what the call is about; the answers stay.
func (p *Page) changeTopic() {
	p.draft.Topic = ""
	p.judge()
	p.changed()
	p.open(partAsk)
}

// pause leaves the call for a while: another desk may go on with it.
func (p *Page) pause() {
	p.keeper.whenKept(func() {
		p.letGo()
		p.host.Open(page.Route{Page: page.Calls})
	})
}

// handOver opens what is said to whoever takes over.
func (p *Page) handOver() {
	p.keeper.whenKept(func() { p.host.Open(page.Route{Page: page.SBAR, ID: p.draft.ID, Arg: page.Resume}) })
}

// jump leads to a question.
func (p *Page) jump(id string) {
	p.open(partAsk)
	p.list.jump(id)
}

// toUnasked leads to the first red flag that nobody asked about.
func (p *Page) toUnasked() {
	if p.draft.Topic == "" || len(p.judged.UnaskedRedFlags) == 0 {
		p.ask()
		return
	}
	p.jump(p.judged.UnaskedRedFlags[0])
}
