package sbar

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// receiver is to whom the call is handed over, and whether it was read back.
type receiver struct {
	with    *widgets.Suggest
	back    *widgets.Check
	form    *widgets.Form
	send    func()
	content fyne.CanvasObject
}

func newReceiver(note func(contact models.Contact)) *receiver {
	r := &receiver{with: widgets.NewSuggest(locale.T("sbar.to.placeholder"))}
	r.back = widgets.NewCheck(locale.T("sbar.read-back"), nil)
	r.send = func() { note(models.Contact{With: strings.TrimSpace(r.with.Text()), ReadBack: r.back.Checked}) }
	r.form = widgets.NewForm(widgets.NewFieldRow("contact-with", locale.T("sbar.to"), r.with))
	level := widgets.NewParagraph(" ").Small() // as high as the field's label
	button := widgets.NewPrimary(locale.T("sbar.note"), r.send)
	r.content = container.NewBorder(nil, nil, nil, widgets.NewColumn(3, level, container.NewHBox(r.back, button)), r.form)
	return r
}

func (r *receiver) begun() bool { return strings.TrimSpace(r.with.Text()) != "" || r.back.Checked }

func (r *receiver) clear() {
	r.with.SetText("")
	r.back.SetChecked(false)
	_ = r.form.Mark(nil)
}

// suggest offers who is likely to take over, by the level.
func (r *receiver) suggest(told calls.SBAR) {
	var options []string
	if told.Level == triage.L1 {
		options = append(options, locale.T("sbar.to.ambulance"))
	}
	if told.Level == triage.L1 || told.Level == triage.L2 {
		options = append(options, locale.T("sbar.to.emergency"))
	}
	if told.Surgeon != "" {
		options = append(options, locale.T("sbar.to.surgeon", "name", told.Surgeon))
	}
	options = append(options, locale.T("sbar.to.duty"))
	for _, name := range told.Clinic.Surgeons {
		if name != told.Surgeon {
			options = append(options, name)
		}
	}
	r.with.SetOptions(options)
}
