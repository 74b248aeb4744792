// Package erasing takes away all that is kept of a patient, once the law lets it or where there is no
// such person: it says what goes and what stays, and has the number typed.
package erasing

import (
	"context"

	"fyne.io/fyne/v2"

	"nursedesk/app/patients"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	CleanUp(ctx context.Context) error
	Erasable(ctx context.Context, patientID int64) (patients.Erasable, error)
	Erase(ctx context.Context, wanted patients.Erasing) (patients.Erased, error)
}

// width is that of the dialogs: counts stand in lines.
const width = 640

// Ask asks whether a patient is to be erased. Where it may not be it says so, and from when on.
func Ask(desk Desk, host page.Host, patientID int64) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (patients.Erasable, error) { return desk.Erasable(ctx, patientID) },
		func(found patients.Erasable, err error) {
			if err == nil {
				err = found.Refusal()
			}
			if err != nil {
				host.Fail(err)
				return
			}
			newAsking(desk, host, found).ask()
		})
}

// asking is the dialog about one patient.
type asking struct {
	*widgets.Form
	desk    Desk
	host    page.Host
	found   patients.Erasable
	confirm *widgets.Line
	madeUp  *widgets.Check
	reason  *widgets.Note
	wanted  patients.Erasing
	erased  patients.Erased
}

func newAsking(desk Desk, host page.Host, found patients.Erasable) *asking {
	a := &asking{desk: desk, host: host, found: found, confirm: widgets.NewLine("").SetLetters(18), reason: widgets.NewNote("")}
	word := "erase.confirm.number"
	if found.Patient.PersonalNumber == "" {
		word = "erase.confirm.name"
	}
	items := []fyne.CanvasObject{
		lines(append(Found(found), locale.T("erase.backups"))),
	}
	if !found.Old {
		a.madeUp = widgets.NewCheck(locale.T("erase.is-made-up"), nil)
		items = append(items, widgets.NewFieldRow("made-up", "", a.madeUp))
	}
	items = append(items, widgets.NewFieldRow("confirm", locale.T(word), a.confirm), widgets.NewFieldRow("reason", locale.T("patient.field.reason"), a.reason))
	a.Form = widgets.NewForm(items...)
	return a
}

func (a *asking) ask() {
	a.host.Ask(page.Dialog{
		Title: locale.T("erase.title"), Text: locale.T("erase.text"), Content: a.Form, Form: a.Form, Focus: a.First(),
		Confirm: locale.T("erase.confirm"), Danger: true, Width: width,
		OnConfirm: func() error {
			a.wanted = patients.Erasing{
				PatientID: a.found.Patient.ID, Confirmed: a.confirm.Text, Reason: a.reason.Text, MadeUp: a.madeUp != nil && a.madeUp.Checked,
			}
			return nil
		},
		Work: func(ctx context.Context) (err error) {
			a.erased, err = a.desk.Erase(ctx, a.wanted)
			return err
		},
		OnDone: a.told,
	})
}

// told says what remains. Where another program read in the file, what lies in its log can be
// cleaned up from here.
func (a *asking) told() {
	a.host.Open(page.Route{Page: page.Patients})
	dialog := page.Dialog{
		Title: locale.T("erase.title"), Content: lines(Told(a.erased)), Width: width, NoCancel: true,
	}
	if a.erased.Left != nil {
		dialog.NoCancel, dialog.Confirm, dialog.Work = false, locale.T("erase.clean"), a.desk.CleanUp
		dialog.OnDone = func() { a.host.Toast(locale.T("erase.cleaned"), nil) }
	}
	a.host.Ask(dialog)
}

// lines are paragraphs below each other, the first one bold: it says who.
func lines(texts []string) fyne.CanvasObject {
	column := widgets.NewColumn(4)
	for i, text := range texts {
		line := widgets.NewParagraph(text)
		if i == 0 {
			line = line.Bold()
		}
		column.Add(line)
	}
	return column
}
