package worklist

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// AttemptDraft is one try to reach somebody, as typed.
type AttemptDraft struct {
	TaskID   int64
	Version  int
	Phone    string
	Answered bool
	Note     string
	NextDate models.Date // when to try again; not where they answered, or the surgeon is to call
	NextTime string
}

// NextTry is when the rules want the next try after one that nobody answered,
// UTC; for a call that can wait, once the phone is answered again.
func (s *Service) NextTry(ctx context.Context, task models.Task) (time.Time, error) {
	next := s.soonestTry()
	if task.Step == models.FinishCallStep || task.Step == models.SurgeonCallbackStep {
		return next, nil
	}
	clinic, err := s.office.Clinic(ctx)
	if err == nil && !office.PhoneAnswered(clinic, next) {
		next = office.NewCallbackWindow(triage.Hours{}, clinic, next).Suggested
	}
	return next, err
}

// soonestTry is when the rules want the next try after one that nobody answered
// now, whether the phone is answered then or not.
func (s *Service) soonestTry() time.Time {
	return s.office.Now().Add(time.Duration(s.office.Rules.Triage.Unanswered().Apart) * time.Minute).UTC()
}

// TriesBeforeGivingUp is after how many tries somebody may give up, and what the
// rules want done then.
func (s *Service) TriesBeforeGivingUp() (tries int, then models.Text) {
	rule := s.office.Rules.Triage.Unanswered()
	return rule.Tries, rule.Then
}

// LogAttempt keeps a try to reach somebody. One that nobody answered moves the
// callback to the next try; the promise to the surgeon's patient keeps its time,
// and a call that was not finished is tried again on the day that the rules want.
// It gives the task as it was before.
func (s *Service) LogAttempt(ctx context.Context, draft AttemptDraft) (models.Task, error) {
	return s.act(ctx, draft.TaskID, draft.Version, "call.attempted", func(tx *office.Tx, task *models.Task) error {
		moves := !draft.Answered && task.Step != models.SurgeonCallbackStep
		attempt, next, err := attempt(tx, draft, moves)
		if err != nil {
			return err
		}
		call, err := s.isCall(tx, *task)
		if err != nil {
			return err
		}
		if !call {
			return &models.Problem{Code: "attempt.no-call"}
		}
		if last := models.DateOf(s.soonestTry()); moves && task.Step == models.FinishCallStep && draft.NextDate.After(last) {
			return &models.Problem{Code: "attempt.unfinished", Field: "next-date", Values: map[string]any{"date": last}}
		}
		if moves {
			task.At = next
		}
		if moves && task.Kind == models.Callback { // what the plan asks for keeps its day: the patient's paper may name it
			task.Due, task.MovedByHand = models.DateOf(*next), true
		}
		return tx.SaveAttempt(&attempt)
	})
}

// isCall tells whether a task is a telephone call: a promised one, or one that the
// protocol calls so.
func (s *Service) isCall(tx *office.Tx, task models.Task) (bool, error) {
	if task.Kind == models.Callback || task.BookingID == nil {
		return task.Kind == models.Callback, nil
	}
	booking, err := tx.Booking(*task.BookingID)
	if err != nil {
		return false, err
	}
	protocol, err := s.office.FrozenProtocol(tx, booking.Procedure, booking.ProtocolVersion)
	if err != nil {
		return false, err
	}
	step, _ := protocol.Step(task.Step)
	return step.Call, nil
}

// UndoAttempt takes back a try that was logged by mistake, and puts the callback
// back to what it was before. It is refused as stale when somebody has acted on
// the callback since.
func (s *Service) UndoAttempt(ctx context.Context, before models.Task) error {
	_, err := s.actOpenOrClosed(ctx, before.ID, before.Version+1, "task.undone", func(tx *office.Tx, task *models.Task) error {
		tries, err := tx.AttemptsOf(task.ID)
		if err != nil {
			return err
		}
		if len(tries) == 0 {
			return models.ErrStale
		}
		version := task.Version
		*task = before
		task.Version = version
		return tx.RemoveAttempt(tries[len(tries)-1].ID)
	})
	return err
}

func attempt(tx *office.Tx, draft AttemptDraft, moves bool) (models.Attempt, *time.Time, error) {
	attempt := models.Attempt{
		TaskID: draft.TaskID, At: tx.Now, Answered: draft.Answered, Note: strings.TrimSpace(draft.Note), By: tx.By,
	}
	var problems models.Problems
	if text := strings.TrimSpace(draft.Phone); text != "" {
		phone, err := models.ParsePhone(text)
		problems.Add("phone", err)
		attempt.Phone = phone
	}
	problems.Add("", attempt.Validate())
	var next *time.Time
	if moves {
		clock, err := office.ParseTime(draft.NextTime)
		problems.Add("next-time", err)
		if draft.NextDate.IsZero() {
			problems.Add("next-date", models.ErrRequired)
		} else if err == nil {
			next = new(clock.On(draft.NextDate).UTC())
			if next.Before(attempt.At) {
				problems.Add("next-time", &models.Problem{Code: "callback.before-call"})
			}
		}
	}
	return attempt, next, problems.OrNil()
}

// GiveUp closes a callback to somebody who was not reached. The rules say after
// how many tries; what was done instead has to be said.
func (s *Service) GiveUp(ctx context.Context, taskID int64, version int, instead string) (models.Task, error) {
	return s.act(ctx, taskID, version, "call.given-up", func(tx *office.Tx, task *models.Task) error {
		tries, err := tx.AttemptsOf(taskID)
		if err != nil {
			return err
		}
		missed := care.Calling{Tries: tries}.Unanswered()
		if least, _ := s.TriesBeforeGivingUp(); missed < least {
			return &models.Problem{Code: "attempt.too-few", Values: map[string]any{"tries": missed, "least": least}}
		}
		if strings.TrimSpace(instead) == "" {
			return models.ErrRequired.On("instead")
		}
		if err := models.CheckNote(instead); err != nil {
			return err
		}
		tx.Close(task, models.Done, strings.TrimSpace(instead))
		task.Outcome = map[string]string{"reached": "no"}
		return nil
	})
}

// Attempts lists the tries for some tasks, the oldest first.
func (s *Service) Attempts(ctx context.Context, taskIDs ...int64) ([]models.Attempt, error) {
	var tries []models.Attempt
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		for _, id := range taskIDs {
			if _, err := tx.Task(id); err != nil {
				return err
			}
		}
		tries, err = tx.AttemptsOf(taskIDs...)
		return err
	})
	return tries, err
}

// Escalated is what has to be done now because the surgeon has not yet called a
// patient: the latest step whose time has come; ok is false before the first.
func (s *Service) Escalated(row models.WorklistRow) (do models.Text, ok bool) {
	if row.Step != models.SurgeonCallbackStep || row.At == nil {
		return do, false
	}
	for _, level := range s.office.Rules.Triage.Levels() {
		for _, step := range level.Escalation {
			// Minutes count from the promise, which was made Callback minutes before its end.
			due := row.At.Add(time.Duration(step.Minutes-level.Callback) * time.Minute)
			if !s.office.Now().Before(due) {
				do, ok = step.Do, true
			}
		}
	}
	return do, ok
}
