// Package bookingform is the form of what a booking says beside whose it is and when:
// who operates and where, what the patient takes and has, and a note. A booking is
// registered and changed with the same fields.
package bookingform

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/bookings"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// Fields are the fields of a booking.
type Fields struct {
	// OnChanged follows every change but those that may have changed the fields' height
	// too, which OnResized follows. Neither need be set.
	OnChanged, OnResized func()

	Medicines  *medicines.Editor
	Conditions patientform.Conditions

	surgeon, theatre *widgets.Suggest
	tier             *widgets.Choice // nil where nobody can raise the risk
	health           *health
	note             *widgets.Note
	shares           *widgets.Line     // why the theatre is shared
	sharesRow        *widgets.FieldRow // asked where another booking has the theatre
	form             *widgets.Form
}

// New makes empty fields. risk is the bleeding risk of the procedure, "" for none yet.
func New(catalogue *medication.Catalogue, runner background.Runner, risk func() rulebook.Tier) *Fields {
	f := &Fields{
		Medicines: medicines.New(catalogue, runner), Conditions: patientform.NewConditions(), health: newHealth(),
		surgeon: widgets.NewSuggest(locale.T("bookingform.surgeon.placeholder")),
		theatre: widgets.NewSuggest(locale.T("bookingform.theatre.placeholder")),
		note:    widgets.NewNote(locale.T("bookingform.note.placeholder")),
		shares:  widgets.NewLine(""),
	}
	f.sharesRow = SharesRow(f.shares)
	f.shares.OnChanged = func(string) { f.changed() }
	f.Medicines.Tier = func() rulebook.Tier { return cmp.Or(rulebook.Tier(f.raised()), risk()) }
	f.Medicines.OnChanged = f.resized
	f.Medicines.OnTyped = f.changed
	f.surgeon.OnText = func(string) { f.changed() }
	f.theatre.OnText = func(string) { f.changed() }
	f.Conditions.OnChanged = func([]string) { f.changed() }
	f.health.onChanged = f.changed
	f.note.OnText = func(string) { f.changed() }
	return f
}

// OfferTier lets a higher bleeding risk than the protocol's be chosen, before AddTo.
func (f *Fields) OfferTier(protocol rulebook.Tier) {
	choice := newTier(protocol)
	if len(choice.Options) < 2 {
		return
	}
	f.tier = choice
	f.tier.OnChosen = func(string) {
		f.Medicines.AskAgain()
		f.resized()
	}
}

// OfferClinic offers the clinic's surgeons and theatres.
func (f *Fields) OfferClinic(clinic models.Clinic) {
	f.surgeon.SetOptions(clinic.Surgeons)
	f.theatre.SetOptions(clinic.Theatres)
}

// AddTo puts the fields into a form. What else is known of the patient stands with
// what they take and have.
func (f *Fields) AddTo(form *widgets.Form, ofPatient ...fyne.CanvasObject) {
	f.form = form
	form.Add(widgets.NewBeside(row("surgeon", f.surgeon), row("theatre", f.theatre)), f.sharesRow)
	if f.tier != nil {
		form.Add(row("tier", f.tier))
	}
	form.Add(Section(locale.T("bookingform.takes")))
	form.AddPart(f.Medicines)
	form.Add(row("conditions", f.Conditions.Ticks))
	form.Add(ofPatient...)
	form.Add(Section(locale.T("bookingform.health")))
	form.Add(f.health.items...)
	form.Add(Section(locale.T("bookingform.other")), row("note", f.note))
}

// Section is the heading of a part of a form, flush with its fields.
func Section(title string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), widgets.NewParagraph(title).Heading())
}

func row(name string, field fyne.CanvasObject) *widgets.FieldRow {
	return widgets.NewFieldRow(name, locale.T("bookingform.field."+name), field)
}

// SharesRow asks why two bookings have one theatre; it is hidden until that is to be asked.
func SharesRow(why *widgets.Line) *widgets.FieldRow {
	asked := row("theatre-reason", why)
	asked.Hide()
	return asked
}

// AskShared asks why the theatre is shared, or no longer does.
func (f *Fields) AskShared(taken bool) {
	if f.sharesRow.Hidden == taken {
		f.sharesRow.Hidden = !taken
		f.form.Refresh()
	}
}

// Fill shows what a draft says of the booking.
func (f *Fields) Fill(draft bookings.Draft) {
	f.surgeon.SetText(draft.Surgeon)
	f.theatre.SetText(draft.Theatre)
	f.shares.SetText(draft.TheatreReason)
	f.AskShared(false)
	f.chooseTier(draft.Tier)
	f.Medicines.Set(office.Takes{Medicines: draft.Medicines, Factors: draft.Factors, Clearance: draft.Clearance})
	f.Conditions.Set(draft.Conditions)
	f.health.set(draft.Health)
	f.note.Restore(draft.Note)
}

func (f *Fields) chooseTier(raised string) {
	if f.tier != nil {
		f.tier.Choose(cmp.Or(raised, byProtocol))
	}
}

// Read puts into a draft what the fields hold.
func (f *Fields) Read(draft *bookings.Draft) {
	takes := f.Medicines.Values()
	draft.Surgeon, draft.Theatre, draft.Note = f.surgeon.Text(), f.theatre.Text(), f.note.Text
	draft.Medicines, draft.Factors, draft.Clearance = takes.Medicines, takes.Factors, takes.Clearance
	draft.Conditions, draft.Health, draft.Tier = f.Conditions.Values(), f.health.declaration(), f.raised()
	draft.TheatreReason = f.shares.Text
}

// Check tells what only the fields know to be wrong: a medicine that was typed and not
// chosen, and a note that is too long.
func (f *Fields) Check() error {
	var problems models.Problems
	problems.Add("", f.Medicines.Check())
	problems.Add("note", models.CheckNote(f.note.Text))
	return problems.OrNil()
}

// raised is the bleeding risk that a doctor set; "" is the protocol's.
func (f *Fields) raised() string {
	if f.tier == nil || f.tier.ChosenID() == byProtocol {
		return ""
	}
	return f.tier.ChosenID()
}

func (f *Fields) changed() {
	if f.OnChanged != nil {
		f.OnChanged()
	}
}

func (f *Fields) resized() {
	if f.OnResized != nil {
		f.OnResized()
	}
}
