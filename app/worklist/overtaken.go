package worklist

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Present is a task as it is kept now, and who acted on it last; nobody and never where the
// history does not tell.
type Present struct {
	models.Task

	By string
	At time.Time
}

// TaskNow reads a task as it is kept now, for whoever finds that another desk has acted on it.
func (s *Service) TaskNow(ctx context.Context, id int64) (Present, error) {
	var now Present
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		if now.Task, err = tx.Task(id); err != nil {
			return err
		}
		last, err := tx.LastOfTask(now.Task)
		now.By, now.At = last.By, last.At
		return err
	})
	return now, err
}

// AddToTask puts a note below what is noted at a closed task: what somebody had typed
// while another one closed it. Who wrote it stands with it; what stood there is not touched.
func (s *Service) AddToTask(ctx context.Context, id int64, text string) (models.Task, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return models.Task{}, models.ErrRequired.On("note")
	}
	now, err := s.TaskNow(ctx, id)
	if err != nil {
		return now.Task, err
	}
	return s.actOpenOrClosed(ctx, id, now.Version, "task.noted", func(tx *office.Tx, task *models.Task) error {
		note := strings.TrimPrefix(task.Note+"\n"+tx.By+": "+text, "\n")
		if err := models.CheckNote(note); err != nil {
			return err
		}
		task.Note = note
		return nil
	})
}
