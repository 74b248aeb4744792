package newbooking

import (
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
)

// draft is the booking as the form stands.
func (p *bookingPage) draft() bookings.Draft {
	draft := bookings.Draft{
		Patient: p.who.draft(), Procedure: p.procedure.ChosenID(),
		Checked: p.who.stage == settled && p.who.record.answered(),
	}
	p.details.Read(&draft)
	if day, err := p.date.Date(); err == nil {
		draft.Date = day
	}
	if at, err := p.time.Time(); err == nil {
		draft.Time = at.String()
	}
	return draft
}

// dirty tells whether anything is typed or chosen that would be missed. A
// registered patient alone is nothing yet: she is found again in a moment, and
// left standing she would be taken for the next caller.
func (p *bookingPage) dirty() bool {
	draft := p.draft()
	if p.who.stage == settled {
		draft.Patient = office.PatientDraft{}
	}
	patient := !draft.Patient.Empty() || p.who.search.Text() != ""
	_, dateErr := p.date.Date()
	texts := draft.Procedure + p.time.Text() + draft.Surgeon + draft.Theatre + draft.Note
	return patient || texts != "" || p.who.record.adds(draft) || !draft.Date.IsZero() || dateErr != nil ||
		len(draft.Factors) > 0 || draft.Clearance != "" ||
		p.details.Medicines.Check() != nil || draft.Health != models.HealthDeclaration{}
}

// empty makes the form as it was at first.
func (p *bookingPage) empty() {
	p.filling = true
	p.checking.Cancel()
	p.attempted = false
	p.who.empty()
	p.procedure.ClearSelected()
	p.date.SetDate(models.Date{})
	p.time.Clear()
	p.details.Fill(bookings.Draft{})
	p.begun.hide()
	p.filling = false
	_ = p.form.Mark(nil) // clears, and so leaves nothing over
	p.scroll.ScrollToTop()
	p.relaid()
}
