package worklist

import (
	"context"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// OwnTask is what somebody puts on the list in words of their own, as typed.
type OwnTask struct {
	PatientID int64 // 0 for nobody
	Words     string
	Date      models.Date
	Time      string // "" for any time of the day
	Role      models.Role
}

// AddTask puts a task on the list and gives it as it is kept.
func (s *Service) AddTask(ctx context.Context, own OwnTask) (models.Task, error) {
	var task models.Task
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		var err error
		if task, err = s.ownTask(tx, own); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveTask(&task); err != nil {
			return models.AuditEntry{}, err
		}
		return taskEntry("task.added", task, task), nil
	})
	return task, err
}

func (s *Service) ownTask(tx *office.Tx, own OwnTask) (models.Task, error) {
	today := s.office.Today()
	task := models.Task{
		PatientID: own.PatientID, Step: models.OwnStep, Role: own.Role, Kind: models.Action, State: models.Open,
		Due: own.Date, Earliest: today, Said: strings.TrimSpace(own.Words), MovedByHand: true,
	}
	var problems models.Problems
	if task.Said == "" {
		problems.Add("words", models.ErrRequired)
	}
	problems.Add("words", models.CheckNote(task.Said))
	switch {
	case own.Date.IsZero():
		problems.Add("date", models.ErrRequired)
	case own.Date.Before(today):
		problems.Add("date", &models.Problem{Code: "postpone.past"})
	}
	if strings.TrimSpace(own.Time) != "" {
		clock, err := models.ParseTimeOfDay(own.Time)
		problems.Add("time", err)
		task.At = new(clock.On(own.Date).UTC())
	}
	switch own.Role {
	case "":
		task.Role = models.Nurse
	case models.Nurse, models.Doctor, models.Physio:
	default:
		problems.Add("role", &models.Problem{Code: "role.unknown", Values: map[string]any{"text": string(own.Role)}})
	}
	if err := problems.OrNil(); err != nil {
		return task, err
	}
	if own.PatientID != 0 {
		if _, err := tx.Patient(own.PatientID); err != nil {
			return task, err
		}
	}
	return task, nil
}

// UndoAdded takes a task that was just put on the list off again.
func (s *Service) UndoAdded(ctx context.Context, added models.Task) error {
	_, err := s.act(ctx, added.ID, added.Version, "task.undone", func(tx *office.Tx, task *models.Task) error {
		tx.Close(task, models.Withdrawn, "")
		return nil
	})
	return err
}
