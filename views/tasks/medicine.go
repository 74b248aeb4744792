package tasks

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/care"
	"nursedesk/app/rulebook"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// medicineForm is the fields of what a patient takes, with an answer that asks for it.
type medicineForm struct {
	*widgets.Form
	editor *medicines.Editor
}

// Follow brings the field that gets the focus into the dialog's view.
func (f medicineForm) Follow(scroll *container.Scroll) {
	f.Form.Follow(scroll)
	f.editor.Follow(scroll)
}

const (
	medicineWidth = 620
	besideBar     = 12 // keeps the fields off the dialog's scroll bar
)

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
	form := medicineForm{widgets.NewForm(), medicines.New(a.desk.Medicines(), a.host.Background())}
	booking := file.Booking
	form.editor.Tier = func() rulebook.Tier { return cmp.Or(rulebook.Tier(booking.Tier), file.Protocol.Tier) }
	form.editor.Set(medicines.Values{
		Medicines: booking.Medicines, Factors: booking.Factors, Clearance: medicines.ClearanceText(booking.Clearance),
	})
	for _, item := range form.editor.Items() {
		form.Add(item)
	}
	form.editor.OnChanged = form.Refresh
	var before models.Task
	a.open(page.Dialog{
		Title: locale.T("tasks.medicine.title"), Text: locale.Line(row.Title(), row.Patient(a.host.Today())), Width: medicineWidth,
		Content: container.New(layout.NewCustomPaddedLayout(0, 0, 0, besideBar), fyne.CanvasObject(form.Form)), Form: form, Focus: form.First(),
		Confirm: locale.T("tasks.done"),
		OnConfirm: func() error {
			values := form.editor.Values()
			done.Takes = &worklist.Takes{Medicines: values.Medicines, Factors: values.Factors, Clearance: values.Clearance}
			a.own = row
			return form.editor.Check()
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
