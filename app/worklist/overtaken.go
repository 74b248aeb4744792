package worklist

import (
	"context"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// TaskNow reads a task as it is kept now, for whoever finds that another desk has acted on it.
func (s *Service) TaskNow(ctx context.Context, id int64) (models.Task, error) {
	var task models.Task
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		task, err = tx.Task(id)
		return err
	})
	return task, err
}

// AddToTask puts a note below what is noted at a closed task: what somebody had typed
// while another one closed it. Who wrote it stands with it; what stood there is not touched.
func (s *Service) AddToTask(ctx context.Context, id int64, text string) (models.Task, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return models.Task{}, models.ErrRequired.On("note")
	}
	task, err := s.TaskNow(ctx, id)
	if err != nil {
		return task, err
	}
	return s.actOpenOrClosed(ctx, id, task.Version, "task.noted", func(tx *office.Tx, task *models.Task) error {
		note := strings.TrimPrefix(task.Note+"\n"+tx.By+": "+text, "\n")
		if err := models.CheckNote(note); err != nil {
			return err
		}
		task.Note = note
		return nil
	})
}
