package worklist

import (
	"context"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// sheetTold is what the history calls it when the patient was told.
const sheetTold = "sheet.told"

// TellSheet notes that the patient was told by phone what is no longer true on
// the newest sheet of a booking, which closes the task to give a new one. It
// gives that task as it was before, for [Service.UndoTask]. A sheet that is true is
// "sheet.not-outdated".
func (s *Service) TellSheet(ctx context.Context, bookingID int64) (models.Task, error) {
	var before models.Task
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := s.office.BookingFile(tx, bookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		task, ok := openNewSheet(file.Tasks)
		if !ok { // a sheet from before there were such tasks
			task = tx.NewSheetTask(file.Booking)
			if err := tx.SaveTask(&task); err != nil {
				return models.AuditEntry{}, err
			}
		}
		before = task
		tx.Close(&task, models.Done, "")
		if err := s.tell(tx, file, task); err != nil {
			return models.AuditEntry{}, err
		}
		return taskEntry(sheetTold, before, task), tx.SaveTask(&task)
	})
	return before, err
}

func openNewSheet(tasks []models.Task) (models.Task, bool) {
	for _, task := range tasks {
		if task.Step == models.NewSheetStep && !task.Closed() {
			return task, true
		}
	}
	return models.Task{}, false
}

// tell keeps on the newest sheet that the patient was told how everything on it is now.
func (s *Service) tell(tx *office.Tx, file care.BookingFile, closed models.Task) error {
	if !file.Misled() {
		return &models.Problem{Code: "sheet.not-outdated"}
	}
	newest := file.Sheets[0]
	told := models.Telling{
		At: tx.Now, By: tx.By, TaskID: closed.ID, PlanHash: file.PlanHash,
	}
	for _, line := range newest.Lines {
		if task, ok := file.TaskOf(line.Step); ok {
			told.Lines = append(told.Lines, lineOf(task))
		}
	}
	newest.Told = append(slices.Clone(newest.Told), told)
	return tx.SaveTold(newest)
}

// lineOf is what a sheet would say of a task now.
func lineOf(task models.Task) models.SheetLine {
	line := models.SheetLine{Step: task.Step, Day: task.Due}
	if task.At != nil && task.State != models.ToBook {
		line.At, line.Place, line.With = new(task.At.UTC()), task.Place, task.With
	}
	return line
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
	return nil
}
