package tasks

import (
	"cmp"
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// phoneActions are what can be done with the number that a row shows.
func (a *Actions) phoneActions(row Row) []Action {
	switch {
	case row.Protected && row.PatientID != 0 && !a.page.InPatient: // whose page has a button of its own
		return []Action{action("reveal", "tasks.reveal", func() { a.reveal(row) })}
	case row.Phone == "":
		return nil
	}
	return []Action{
		action("copy", "tasks.copy", func() { a.copyPhone(row) }),
		action("dial", "tasks.dial", func() { a.dial(row) }),
	}
}

// Phone is the number of a row, to be selected, copied or called; nil without one.
func (a *Actions) Phone(row Row) fyne.CanvasObject {
	if row.Phone == "" {
		return nil
	}
	number := widget.NewLabel(row.Phone.Format())
	number.Selectable = true
	line := container.New(layout.NewCustomPaddedHBoxLayout(4), number)
	for _, action := range a.phoneActions(row) {
		line.Add(widgets.NewQuiet(action.Label, action.Run))
	}
	return line
}

// reveal says how somebody with a protected identity is reached, which the history notes.
// Once the dialog has closed it stands nowhere.
func (a *Actions) reveal(row Row) {
	background.Load(a.host.Background(), new(background.Token),
		func(ctx context.Context) (models.Patient, error) { return a.desk.Reveal(ctx, row.PatientID) },
		func(patient models.Patient, err error) {
			if err != nil {
				a.host.Fail(err)
				return
			}
			numbers := locale.Line(patient.Phone.Format(), patient.OtherPhone.Format())
			a.open(page.Dialog{
				Title: patient.Name(), Text: cmp.Or(numbers, locale.T("tasks.reveal.none")) + "\n" + locale.T("tasks.reveal.told"),
				Confirm: locale.T("dialog.close"), NoCancel: true,
			})
		})
}

// copyPhone puts the number on the clipboard, as it is dialled.
func (a *Actions) copyPhone(row Row) {
	fyne.CurrentApp().Clipboard().SetContent(string(row.Phone))
	a.host.Toast(locale.T("tasks.copied", "phone", row.Phone.Format()), nil)
}

// dial hands the number to the program that makes calls on this computer.
func (a *Actions) dial(row Row) {
	if err := fyne.CurrentApp().OpenURL(TelURL(row.Phone)); err != nil {
		a.host.Fail(&models.Problem{Code: "phone.no-dialler"})
		return
	}
	if row.Step.Call && !row.Closed() { // what the patient answers is typed while they talk, and the other desks see who calls
		a.Complete(row)
	}
}

// TelURL is the address of a number for the program that makes calls: "tel:+46…".
func TelURL(phone models.Phone) *url.URL { return &url.URL{Scheme: "tel", Opaque: string(phone)} }
