package office

import (
	"nursedesk/app/care"
	"nursedesk/models"
)

// SheetWritten is what the history calls a sheet that was handed out.
const SheetWritten = "sheet.written"

// followSheets keeps the task to give a patient a new sheet in step with what
// they hold in their hand. Every change of a booking comes here, whatever it
// was, within its transaction.
func (o *Office) followSheets(tx *Tx, change models.AuditEntry) error {
	if change.BookingID == nil {
		return nil
	}
	if has, err := tx.HasSheets(*change.BookingID); err != nil || !has {
		return err
	}
	file, err := o.BookingFile(tx, *change.BookingID)
	if err != nil {
		return err
	}
	wanted := file.Misled()
	state := models.Withdrawn
	if change.Action == SheetWritten {
		state = models.Done
	}
	for _, task := range file.Tasks {
		if task.Step != models.NewSheetStep || task.Closed() {
			continue
		}
		if wanted { // one is enough, and it is there
			wanted, state = false, models.Withdrawn
			continue
		}
		tx.Close(&task, state, "")
		if err := tx.SaveTask(&task); err != nil {
			return err
		}
	}
	if !wanted {
		return nil
	}
	return o.askForSheet(tx, file)
}

// askForSheet puts the new sheet on today's list, and says in the history why.
func (o *Office) askForSheet(tx *Tx, file care.BookingFile) error {
	task := tx.NewSheetTask(file.Booking)
	if err := tx.SaveTask(&task); err != nil {
		return err
	}
	return tx.Audit(models.AuditEntry{
		Action: "sheet.outdated", PatientID: &task.PatientID, BookingID: task.BookingID, TaskID: &task.ID,
		Details: map[string]string{"from": models.DateOf(file.Sheets[0].CreatedAt).String()},
	})
}

// NewSheetTask is the task to give a patient a new sheet, due today.
func (tx *Tx) NewSheetTask(booking models.Booking) models.Task {
	today := models.DateOf(tx.Now)
	return models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID), Step: models.NewSheetStep,
		Role: models.Nurse, Kind: models.Action, State: models.Open, Due: today, Earliest: today,
	}
}
