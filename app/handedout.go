package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// SheetStatus tells whether a sheet that a patient holds is still true.
type SheetStatus string

// The statuses of a sheet.
const (
	SheetCurrent  SheetStatus = "current"
	SheetOutdated SheetStatus = "outdated" // the patient goes by something that is no longer so
	SheetTold     SheetStatus = "told"     // no longer true on paper, but the patient was told by phone
)

// SheetStatus tells how a sheet of the booking stands. What was printed and is
// now otherwise makes it out of date: a date, what was decided about a medicine,
// the time, place or person of a booked visit. A line that was left to write on
// is never wrong. A patient who was told something else by phone since goes by
// that, even where the paper should come true again.
func (f BookingFile) SheetStatus(sheet models.Sheet) SheetStatus {
	switch {
	case !f.Booking.Open():
		return SheetCurrent // nobody goes by it any more
	case !f.holdsTrue(sheet.Known()):
		return SheetOutdated
	case !f.holdsTrue(sheet.PlanHash, sheet.Lines):
		return SheetTold
	}
	return SheetCurrent
}

// SheetOutdated tells whether a sheet says what is no longer so, and the patient
// was not told.
func (f BookingFile) SheetOutdated(sheet models.Sheet) bool {
	return f.SheetStatus(sheet) == SheetOutdated
}

// Misled tells whether the patient goes by something that is no longer so: the
// newest sheet counts.
func (f BookingFile) Misled() bool { return len(f.Sheets) > 0 && f.SheetOutdated(f.Sheets[0]) }

func (f BookingFile) holdsTrue(planHash string, lines []models.SheetLine) bool {
	return planHash == f.PlanHash &&
		!slices.ContainsFunc(lines, func(line models.SheetLine) bool { return !f.lineHolds(line) })
}

// lineHolds tells whether a task is still as a line says: a visit at its time,
// place and person, whether it is over or not; anything else due on its day, or closed.
func (f BookingFile) lineHolds(line models.SheetLine) bool {
	task, ok := f.TaskOf(line.Step)
	switch {
	case !ok:
		return false
	case line.At == nil:
		return task.Closed() || task.At != nil || task.Due == line.Day
	}
	return task.At != nil && task.State != models.ToBook && truncated(*task.At).Equal(truncated(*line.At)) &&
		task.Place == line.Place && task.With == line.With
}

// TaskOf finds the task of a step that was not withdrawn.
func (f BookingFile) TaskOf(step string) (models.Task, bool) {
	for _, task := range f.Tasks {
		if task.Step == step && task.State != models.Withdrawn {
			return task, true
		}
	}
	return models.Task{}, false
}

// followSheets keeps the task to give a patient a new sheet in step with what
// they hold in their hand. Every change of a booking comes here, whatever it
// was, within its transaction.
func (d *Desk) followSheets(tx *Tx, change models.AuditEntry) error {
	if change.BookingID == nil {
		return nil
	}
	if has, err := tx.HasSheets(*change.BookingID); err != nil || !has {
		return err
	}
	file, err := d.BookingFile(tx, *change.BookingID)
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
	return d.askForSheet(tx, file)
}

// askForSheet puts the new sheet on today's list, and says in the history why.
func (d *Desk) askForSheet(tx *Tx, file BookingFile) error {
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

// sheetTold is what the history calls it when the patient was told.
const sheetTold = "sheet.told"

// TellSheet notes that the patient was told by phone what is no longer true on
// the newest sheet of a booking, which closes the task to give a new one. It
// gives that task as it was before, for [Desk.UndoTask]. A sheet that is true is
// "sheet.not-outdated".
func (d *Desk) TellSheet(ctx context.Context, bookingID int64) (models.Task, error) {
	var before models.Task
	err := d.commit(ctx, func(tx *Tx) (models.AuditEntry, error) {
		file, err := d.BookingFile(tx, bookingID)
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
		if err := d.tell(tx, file, task); err != nil {
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
func (d *Desk) tell(tx *Tx, file BookingFile, closed models.Task) error {
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
func (d *Desk) untell(tx *Tx, task models.Task) error {
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

// HandedOut gives a sheet exactly as it was handed out. One from before files
// were kept is "sheet.not-kept"; one whose file is no longer the same is "sheet.damaged".
func (d *Desk) HandedOut(ctx context.Context, sheetID int64) (sheet.Document, error) {
	var document sheet.Document
	err := d.Read(ctx, func(tx *Tx) error {
		kept, err := tx.Sheet(sheetID)
		if err != nil {
			return err
		}
		pdf, err := tx.SheetFile(kept.Hash)
		if errors.Is(err, models.ErrNotFound) {
			return &models.Problem{Code: "sheet.not-kept"}
		}
		if err != nil {
			return err
		}
		if !intact(pdf, kept.Hash) {
			return &models.Problem{Code: "sheet.damaged"}
		}
		document = sheet.Document{
			PDF: pdf, Booking: kept.BookingID, Pages: kept.Pages, Hash: kept.Hash, PlanHash: kept.PlanHash, Lines: kept.Lines,
			Language: kept.Language, Form: kept.Form, Texts: kept.Texts, How: kept.How,
		}
		return nil
	})
	return document, err
}

// NoteSheetAgain notes in the patient's history that a sheet that was handed out
// before left the desk once more, and how. It is not handed out anew by that.
func (d *Desk) NoteSheetAgain(ctx context.Context, bookingID int64, how models.SheetWay) error {
	return d.commit(ctx, func(tx *Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(bookingID)
		return models.AuditEntry{
			Action: "sheet.again", PatientID: &booking.PatientID, BookingID: &bookingID, Details: map[string]string{"how": string(how)},
		}, err
	})
}

func intact(pdf []byte, hash string) bool {
	sum := sha256.Sum256(pdf)
	return hex.EncodeToString(sum[:]) == hash
}
