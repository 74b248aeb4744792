package calls

import (
	"context"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/whom"
	"nursedesk/views/widgets"
)

// assign gives a call to the patient it turned out to be about.
func (n *note) assign() {
	who := whom.New(n.desk, n.host)
	form := widgets.NewForm(widgets.NewFieldRow("patient", locale.T("calls.assign.patient"), who))
	var chosen models.PatientRow
	n.host.Ask(page.Dialog{
		Title: locale.T("calls.assign.title"), Text: locale.T("calls.assign.text", "name", n.file.Patient.Name()),
		Content: form, Form: form, Focus: who.Target(), Confirm: locale.T("calls.assign.confirm"),
		OnConfirm: func() (err error) {
			chosen, err = who.Chosen()
			return err
		},
		Work: func(ctx context.Context) error { return n.desk.AssignCall(ctx, n.file.Call.ID, chosen.ID) },
		OnDone: func() {
			n.host.Toast(locale.T("calls.assign.told", "name", chosen.Name()), nil)
			n.load()
		},
	})
}
