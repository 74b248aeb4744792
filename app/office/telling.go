package office

import (
	"slices"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/models"
)

// SheetWritten is what the history calls a sheet that was handed out.
const SheetWritten = "sheet.written"

// BookingRegistered is what the history calls a new booking: its patient was
// told the time when it was made.
const BookingRegistered = "booking.registered"

// BookingMoved is what the history calls a booking that was given another start.
const BookingMoved = "booking.moved"

// followTelling keeps the task to tell a patient in step with what they go by:
// the newest sheet in their hand and what they were told. Every change of a booking
// comes here, whatever it was, within its transaction.
func (o *Office) followTelling(tx *Tx, change models.AuditEntry) error {
	if change.BookingID == nil {
		return nil
	}
	file, err := o.BookingFile(tx, *change.BookingID)
	if err != nil {
		return err
	}
	if err := hear(tx, &file, change); err != nil {
		return err
	}
	news := file.News()
	wanted := len(news) > 0 || file.Misled() && !givenUp(file)
	for _, task := range file.Tasks {
		if task.Closed() || !tells(file, task, change) {
			continue
		}
		before := task
		switch {
		case change.Action == SheetWritten:
			tx.Close(&task, models.Done, "")
		case task.AnswerID != nil: // a decision in words, which only telling it closes
			continue
		case wanted: // one is enough, and it is there
			wanted = false
			tellOf(&task, news, models.DateOf(tx.Now))
		default:
			tx.Close(&task, models.Withdrawn, "")
		}
		if err := tx.SaveMoved([]models.Task{before}, []models.Task{task}); err != nil {
			return err
		}
	}
	if !wanted {
		return nil
	}
	return o.askToTell(tx, file, news)
}

// tells tells whether a task is to let the patient know: to tell them, or to hand out
// the sheet that was just written.
func tells(file care.BookingFile, task models.Task, change models.AuditEntry) bool {
	step, _ := file.Protocol.Step(task.Step)
	return task.Step == models.TellStep || step.Sheet && change.Action == SheetWritten
}

// hear keeps what the patient came to know by a change: by the booking itself,
// by a sheet, or by a task to tell them that it closed.
func hear(tx *Tx, file *care.BookingFile, change models.AuditEntry) error {
	switch change.Action {
	case BookingRegistered:
		return know(tx, file, models.Known{How: models.ToldAtBooking})
	case SheetWritten:
		return know(tx, file, models.Known{How: models.ToldBySheet})
	}
	for _, task := range file.Tasks {
		if task.Step != models.TellStep || task.State != models.Done || change.TaskID == nil || task.ID != *change.TaskID {
			continue
		}
		known := models.Known{How: models.ToldByPhone, Whom: task.Outcome["whom"], TaskID: task.ID}
		switch {
		case task.Outcome["reached"] == "no":
			known.How = models.ToldNotReached
		case task.Outcome["how"] != "":
			known.How = task.Outcome["how"]
		}
		if err := know(tx, file, known); err != nil {
			return err
		}
		if known.How == models.ToldNotReached || !file.Misled() {
			return nil
		}
		return tellSheet(tx, file, task)
	}
	return nil
}

// know keeps that the patient goes by what is true now.
func know(tx *Tx, file *care.BookingFile, known models.Known) error {
	truth := file.Truth()
	known.At, known.By, known.Start, known.Ended, known.Holds = tx.Now, tx.By, truth.Start, truth.Ended, truth.Holds
	file.Booking.Known = append(slices.Clone(file.Booking.Known), known)
	return tx.SaveKnown(file.Booking)
}

// tellSheet keeps on the newest sheet that the patient was told how everything on it is now.
func tellSheet(tx *Tx, file *care.BookingFile, closed models.Task) error {
	newest := &file.Sheets[0]
	told := models.Telling{At: tx.Now, By: tx.By, TaskID: closed.ID, PlanHash: file.PlanHash}
	for _, line := range newest.Lines {
		if task, ok := file.TaskOf(line.Step); ok {
			told.Lines = append(told.Lines, lineOf(task))
		}
	}
	newest.Told = append(slices.Clone(newest.Told), told)
	return tx.SaveTold(*newest)
}

// lineOf is what a sheet would say of a task now.
func lineOf(task models.Task) models.SheetLine {
	line := models.SheetLine{Step: task.Step, Day: task.Due}
	if task.At != nil && task.State != models.ToBook {
		line.At, line.Place, line.With = new(task.At.UTC()), task.Place, task.With
	}
	return line
}

// givenUp tells whether nobody was reached as often as the rules ask for.
func givenUp(file care.BookingFile) bool {
	known, ok := file.Knows()
	return ok && known.How == models.ToldNotReached
}

// askToTell puts on the list that the patient has to be told, and says in the
// history why where a sheet is no longer true.
func (o *Office) askToTell(tx *Tx, file care.BookingFile, news []care.News) error {
	task := tx.NewTelling(file.Booking)
	tellOf(&task, news, models.DateOf(tx.Now))
	if err := tx.SaveTask(&task); err != nil || !file.Misled() {
		return err
	}
	return tx.Audit(models.AuditEntry{
		Action: "sheet.outdated", PatientID: &task.PatientID, BookingID: task.BookingID, TaskID: &task.ID,
		Details: map[string]string{"from": models.DateOf(file.Sheets[0].CreatedAt).String()},
	})
}

// NewTelling is the task to tell a patient how things are, due today.
func (tx *Tx) NewTelling(booking models.Booking) models.Task {
	today := models.DateOf(tx.Now)
	return models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID), Step: models.TellStep,
		Role: models.Nurse, Kind: models.Callback, State: models.Open, Due: today, Earliest: today,
	}
}

// tellOf gives the task to tell the patient its words and its days. What was put
// off by hand is not brought forward again.
func tellOf(task *models.Task, news []care.News, today models.Date) {
	due, matters := care.TellBy(news, today)
	if !due.IsZero() && !task.MovedByHand && (task.ID == 0 || due.Before(task.Due)) {
		task.Due = due
	}
	task.Latest, task.Said = matters, newsText(news)
}

// newsText writes news for whoever shows them: a line each, its parts by tabs.
func newsText(news []care.News) string {
	var lines []string
	for _, one := range news {
		parts := []string{string(one.Kind)}
		switch one.Kind {
		case care.NewsMoved:
			parts = append(parts, one.From.UTC().Format(time.RFC3339), one.To.UTC().Format(time.RFC3339))
		case care.NewsHold, care.NewsHoldOff:
			parts = append(parts, one.Medicine)
		case care.NewsEnded:
		}
		lines = append(lines, strings.Join(parts, "\t"))
	}
	return strings.Join(lines, "\n")
}
