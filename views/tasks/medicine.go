package tasks

import (
	"cmp"
	"context"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/worklist"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
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
	fields := widgets.NewForm()
	fields.AddPart(editor)
	editor.OnChanged = fields.Refresh
	a.ask(form{
		row: row, title: locale.T("tasks.medicine.title"), confirm: locale.T("tasks.done"), told: "tasks.told.done",
		fields: fields, after: closed, width: medicineWidth,
		read: func(row Row) (act, error) {
			done.Version, done.Takes = row.Version, new(editor.Values())
			return a.completion(done), editor.Check()
		},
	})
}
