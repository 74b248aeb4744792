package worklist

import (
	"context"
	"slices"

	"nursedesk/app/office"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// sheetTold is what the history calls it when the patient was told.
const sheetTold = "sheet.told"

// TellPatient notes that the patient of a booking was told how everything is now,
// which closes the task to tell them. It gives that task as it was before, for
// [Service.UndoTask]. Where they know it already it is "sheet.not-outdated".
func (s *Service) TellPatient(ctx context.Context, bookingID int64) (models.Task, error) {
	var before models.Task
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := s.office.BookingFile(tx, bookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if !file.Misled() && len(file.News()) == 0 {
			return models.AuditEntry{}, &models.Problem{Code: "sheet.not-outdated"}
		}
		task, ok := openTelling(file.Tasks)
		if !ok { // a sheet from before there were such tasks
			task = tx.NewTelling(file.Booking)
			if err := tx.SaveTask(&task); err != nil {
				return models.AuditEntry{}, err
			}
		}
		before = task
		tx.Close(&task, models.Done, "")
		return taskEntry(sheetTold, before, task), tx.SaveTask(&task)
	})
	return before, err
}

func openTelling(tasks []models.Task) (models.Task, bool) {
	for _, task := range tasks {
		if task.Step == models.TellStep && task.AnswerID == nil && !task.Closed() {
			return task, true
		}
	}
	return models.Task{}, false
}

// checkTelling refuses ways and listeners that are none; left out, the patient was
// told by phone.
func checkTelling(task models.Task, outcome map[string]string) error {
	if task.Step != models.TellStep {
		return nil
	}
	var problems models.Problems
	for id, known := range map[string][]string{"how": models.ToldWays, "whom": models.Listeners} {
		if answer := outcome[id]; answer != "" && !slices.Contains(known, answer) {
			problems.Add(id, &models.Problem{Code: "outcome.unknown", Values: map[string]any{"text": answer}})
		}
	}
	return problems.OrNil()
}

// TellNow tells whether a patient has to be told today: tomorrow, or before the
// next working day is over, they would act by what is not so.
func TellNow(task models.Task, today models.Date) bool {
	return task.Step == models.TellStep && !task.Closed() && !task.Latest.IsZero() &&
		!task.Latest.After(workday.Next(today.AddDays(1)))
}

// untell takes back what was told with a task.
func (s *Service) untell(tx *office.Tx, task models.Task) error {
	sheets, err := tx.SheetsOf(task.PatientID)
	if err != nil {
		return err
	}
	for _, kept := range sheets {
		left := slices.DeleteFunc(slices.Clone(kept.Told), func(t models.Telling) bool { return t.TaskID == task.ID })
		if len(left) == len(kept.Told) {
			continue
		}
		kept.Told = left
		if err := tx.SaveTold(kept); err != nil {
			return err
		}
	}
	if task.BookingID == nil {
		return nil
	}
	booking, err := tx.Booking(*task.BookingID)
	if err != nil {
		return err
	}
	booking.Known = slices.DeleteFunc(booking.Known, func(known models.Known) bool { return known.TaskID == task.ID })
	return tx.SaveKnown(booking)
}
