package tasks

import (
	"cmp"
	"context"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

const medicineWidth = 620

// askMedicine has the medicine chosen that an answer told of, with the same
// fields as in the booking, and closes the task with it.
func (a *Actions) askMedicine(row Row, done worklist.Completion, closed func()) {
	background.Load(a.host.Background(), new(background.Token),
		func(ctx context.Context) (care.BookingFile, error) { return a.desk.Booking(ctx, *row.BookingID) },
		func(file care.BookingFile, err error) {
			if err != nil {
				a.host.Fail(err)
				return
			}
			a.openMedicine(row, file, done, closed)
		})
}

func (a *Actions) openMedicine(row Row, file care.BookingFile, done worklist.Completion, closed func()) {
	booking := file.Booking
	editor := medicines.New(a.desk.Medicines(), a.host.Background())
	editor.Tier = func() rulebook.Tier { return cmp.Or(rulebook.Tier(booking.Tier), file.Protocol.Tier) }
	editor.Set(office.TakesOf(booking))
	form := widgets.NewForm()
	form.AddPart(editor)
	editor.OnChanged = form.Refresh
	var before models.Task
	a.open(page.Dialog{
		Title: locale.T("tasks.medicine.title"), Text: locale.Line(row.Title(), row.Patient(a.host.Today())), Width: medicineWidth,
		Content: widgets.BesideBar(form), Form: form, Focus: form.First(),
		Confirm: locale.T("tasks.done"),
		OnConfirm: func() error {
			done.Takes = new(editor.Values())
			a.own = row
			return editor.Check()
		},
		Work: func(ctx context.Context) (err error) {
			before, err = a.desk.CompleteTask(ctx, done)
			return err
		},
		OnDone: func() {
			closed()
			a.tell(row, "tasks.told.done", before, nil)
		},
		OnCancel: func() {
			a.own = Row{}
			a.reload()
		},
	})
}
