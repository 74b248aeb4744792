package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// Offer asks whether what is begun is about a patient. Nothing is about that patient
// until the nurse says so, by the button or by a key that leads to Take.
type Offer struct {
	widget.BaseWidget
	button *Button
	take   func()
}

// NewOffer makes an offer of nobody.
func NewOffer() *Offer {
	o := &Offer{}
	o.button = NewButton("", func() { o.Take() })
	o.ExtendBaseWidget(o)
	return o
}

// Ask asks about a patient; take follows once the nurse says yes.
func (o *Offer) Ask(patient models.Patient, take func()) {
	o.take = take
	o.button.SetText(locale.T("frame.offer", "name", locale.Line(patient.Name(), patient.PersonalNumber.String())))
}

// Clear asks about nobody any more.
func (o *Offer) Clear() { o.take = nil }

// Stands tells whether somebody is asked about.
func (o *Offer) Stands() bool { return o.take != nil }

// Take says yes, and tells whether there was anything to say it to.
func (o *Offer) Take() bool {
	take := o.take
	if take == nil {
		return false
	}
	o.Clear()
	take()
	return true
}

// CreateRenderer implements fyne.Widget.
func (o *Offer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewHBox(o.button))
}
