package worklist

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// checkClosing refuses to close a call that ended before all was asked without
// saying why nobody goes on with it, and the call for help without who made it, and when.
func checkClosing(task models.Task, note string) error {
	if (task.Step == models.FinishCallStep || task.Step == models.NotifyStep) && strings.TrimSpace(note) == "" {
		return models.ErrRequired
	}
	return models.CheckNote(note)
}

// Completion closes a task.
type Completion struct {
	TaskID     int64
	Version    int
	Outcome    map[string]string // answers to the step's questions
	Note       string
	LateReason string        // asked for when the task's window has passed
	Early      bool          // the nurse has confirmed that it is done before its window
	Takes      *office.Takes // what the patient takes, where an answer asks for it
}

// CompleteTask closes a task as done. It gives the task as it was before, for
// [Service.UndoTask].
func (s *Service) CompleteTask(ctx context.Context, c Completion) (models.Task, error) {
	var given given
	return s.act(ctx, c.TaskID, c.Version, "task.done", func(tx *office.Tx, task *models.Task) error {
		if err := s.mayComplete(tx, *task, c.Early); err != nil {
			return err
		}
		var problems models.Problems
		problems.Add("", s.checkOutcome(tx, *task, c.Outcome))
		problems.Add("", checkTelling(*task, c.Outcome))
		problems.Add("note", checkClosing(*task, c.Note))
		if task.Step != models.TellStep && task.PastWindow(s.office.Today()) && strings.TrimSpace(c.LateReason) == "" {
			problems.Add("late-reason", models.ErrRequired)
		}
		if err := problems.OrNil(); err != nil {
			return err
		}
		tx.Close(task, models.Done, c.Note)
		task.Outcome = c.Outcome
		task.LateReason = strings.TrimSpace(c.LateReason)
		var err error
		if given, err = s.read(tx, task, c.Takes); err != nil {
			return err
		}
		return nil
	}, func(tx *office.Tx, task models.Task) error { return s.follow(tx, task, given) })
}

// mayComplete refuses what can't be done yet: an appointment that is not booked
// or lies ahead, a decision that no doctor has made. A task before its window is
// "task.early" until that was confirmed.
func (s *Service) mayComplete(tx *office.Tx, task models.Task, early bool) error {
	switch {
	case task.State == models.ToBook:
		return &models.Problem{Code: "appointment.not-booked"}
	case task.State == models.Booked && task.At != nil && task.At.After(s.office.Now()):
		return &models.Problem{Code: "appointment.not-yet", Values: map[string]any{"at": *task.At}}
	case task.Kind == models.Action && task.Earliest.After(s.office.Today()) && !early:
		return &models.Problem{Code: "task.early", Values: map[string]any{"date": task.Earliest}}
	case task.BookingID == nil:
		return nil
	}
	file, err := s.office.BookingFile(tx, *task.BookingID)
	if err != nil {
		return err
	}
	if step, _ := file.Protocol.Step(task.Step); step.Hold != careplan.HoldDecision {
		return nil
	}
	if waiting := care.Undecided(file.Holds); file.Booking.Status == models.StatusBooked && len(waiting) > 0 {
		return &models.Problem{Code: "hold.undecided", Values: map[string]any{"name": waiting[0].Name}}
	}
	return nil
}

func (s *Service) checkOutcome(tx *office.Tx, task models.Task, outcome map[string]string) error {
	if task.BookingID == nil || task.Kind == models.Callback {
		return nil
	}
	booking, err := tx.Booking(*task.BookingID)
	if err != nil {
		return err
	}
	protocol, err := s.office.FrozenProtocol(tx, booking.Procedure, booking.ProtocolVersion)
	if err != nil {
		return err
	}
	step, ok := protocol.Step(task.Step)
	if !ok {
		return nil
	}
	var problems models.Problems
	for _, question := range step.Asks {
		problems.Add("outcome."+question.ID, checkAnswer(question, outcome[question.ID]))
	}
	return problems.OrNil()
}

func checkAnswer(question careplan.Question, answer string) error {
	if strings.TrimSpace(answer) == "" {
		if question.Required {
			return models.ErrRequired
		}
		return nil
	}
	if len(question.Choices) == 0 {
		return models.CheckNote(answer)
	}
	for _, choice := range question.Choices {
		if choice.ID == answer {
			return nil
		}
	}
	return &models.Problem{Code: "outcome.unknown", Values: map[string]any{"text": answer}}
}

// AppointmentDraft is an appointment as typed.
type AppointmentDraft struct {
	TaskID  int64
	Version int
	Date    models.Date
	Time    string
	Place   string
	With    string
}

// BookAppointment sets, or changes, the time of an appointment.
func (s *Service) BookAppointment(ctx context.Context, draft AppointmentDraft) (models.Task, error) {
	return s.act(ctx, draft.TaskID, draft.Version, "task.booked", func(_ *office.Tx, task *models.Task) error {
		if task.Kind != models.Appointment {
			return &models.Problem{Code: "task.no-appointment"}
		}
		var problems models.Problems
		clock, err := office.ParseTime(draft.Time)
		problems.Add("time", err)
		if draft.Date.IsZero() {
			problems.Add("date", models.ErrRequired)
		} else if draft.Date.Before(s.office.Today()) {
			problems.Add("date", &models.Problem{Code: "appointment.past"})
		}
		problems.Add("place", models.CheckLine(draft.Place))
		problems.Add("with", models.CheckLine(draft.With))
		if err := problems.OrNil(); err != nil {
			return err
		}
		task.State = models.Booked
		task.At = new(clock.On(draft.Date).UTC())
		task.Place = strings.TrimSpace(draft.Place)
		task.With = strings.TrimSpace(draft.With)
		return nil
	})
}

// MarkMissed notes that the patient did not come to a booked appointment.
func (s *Service) MarkMissed(ctx context.Context, taskID int64, version int, note string) (models.Task, error) {
	return s.act(ctx, taskID, version, "task.not-come", func(tx *office.Tx, task *models.Task) error {
		if task.State != models.Booked {
			return &models.Problem{Code: "appointment.not-booked"}
		}
		if task.At.After(s.office.Now()) {
			return &models.Problem{Code: "booking.not-yet"}
		}
		if err := models.CheckNote(note); err != nil {
			return err
		}
		tx.Close(task, models.NotCome, note)
		return nil
	})
}

// Postponement moves a task by hand; the plan then leaves it where it is.
type Postponement struct {
	TaskID  int64
	Version int
	Due     models.Date
	Time    string // callbacks only: the new time; may be "" where none was promised
	Reason  string
}

// PostponeTask moves a task to another day, with a reason.
func (s *Service) PostponeTask(ctx context.Context, p Postponement) (models.Task, error) {
	return s.act(ctx, p.TaskID, p.Version, "task.postponed", func(_ *office.Tx, task *models.Task) error {
		if task.State == models.Booked {
			return &models.Problem{Code: "appointment.move-instead"}
		}
		if task.Step == models.SurgeonCallbackStep || task.Step == models.FinishCallStep || task.Step == models.NotifyStep {
			return &models.Problem{Code: "postpone.promised"}
		}
		var problems models.Problems
		if p.Due.IsZero() {
			problems.Add("date", models.ErrRequired)
		} else if p.Due.Before(s.office.Today()) {
			problems.Add("date", &models.Problem{Code: "postpone.past"})
		}
		if strings.TrimSpace(p.Reason) == "" {
			problems.Add("reason", models.ErrRequired)
		}
		problems.Add("reason", models.CheckNote(p.Reason))
		at, err := s.callbackTime(*task, p)
		problems.Add("time", err)
		if err := problems.OrNil(); err != nil {
			return err
		}
		task.Due = p.Due
		task.At = at
		task.MovedByHand = true
		task.MoveReason = strings.TrimSpace(p.Reason)
		return nil
	})
}

// callbackTime is a callback's new time; other tasks keep none. A callback that
// promised no hour needs none.
func (s *Service) callbackTime(task models.Task, p Postponement) (*time.Time, error) {
	if task.Kind == models.Action && task.At != nil && !p.Due.IsZero() { // at the same hour of the other day
		return new(models.TimeOfDayOf(*task.At).On(p.Due).UTC()), nil
	}
	promised := task.At != nil || strings.TrimSpace(p.Time) != ""
	if task.Kind != models.Callback || p.Due.IsZero() || !promised {
		return task.At, nil
	}
	clock, err := office.ParseTime(p.Time)
	if err != nil {
		return nil, err
	}
	at := clock.On(p.Due).UTC()
	if p.Due == s.office.Today() && at.Before(s.office.Now()) {
		return nil, &models.Problem{Code: "callback.past"}
	}
	return &at, nil
}

// UndoTask puts a task back to what it was before the last action on it. It is
// refused as stale when somebody has acted on it since.
func (s *Service) UndoTask(ctx context.Context, before models.Task) error {
	_, err := s.actOpenOrClosed(ctx, before.ID, before.Version+1, "task.undone", func(tx *office.Tx, task *models.Task) error {
		answered, version := *task, task.Version
		*task = before
		task.Version = version
		if err := s.unfollow(tx, answered); err != nil {
			return err
		}
		if task.Step != models.TellStep {
			return nil
		}
		return s.untell(tx, *task)
	})
	return err
}

// act does one thing to an open task; then follows once the task is kept.
func (s *Service) act(
	ctx context.Context, id int64, version int, action string, do func(*office.Tx, *models.Task) error,
	then ...func(*office.Tx, models.Task) error,
) (models.Task, error) {
	return s.actOpenOrClosed(ctx, id, version, action, func(tx *office.Tx, task *models.Task) error {
		if task.Closed() {
			return &models.Problem{Code: "task.closed"}
		}
		return do(tx, task)
	}, then...)
}

func (s *Service) actOpenOrClosed(
	ctx context.Context, id int64, version int, action string, do func(*office.Tx, *models.Task) error,
	then ...func(*office.Tx, models.Task) error,
) (models.Task, error) {
	var before models.Task
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		task, err := tx.Task(id)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if task.Version != version {
			return models.AuditEntry{}, models.ErrStale
		}
		before = task
		if err := do(tx, &task); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveTask(&task); err != nil {
			return models.AuditEntry{}, err
		}
		for _, follow := range then {
			if err := follow(tx, task); err != nil {
				return models.AuditEntry{}, err
			}
		}
		return taskEntry(action, before, task), nil
	})
	return before, err
}

func taskEntry(action string, before, after models.Task) models.AuditEntry {
	if after.Step == models.TellStep && action == "task.done" {
		action = sheetTold
	}
	details := map[string]string{"step": after.Step}
	if action == "task.done" && len(after.Outcome) > 0 {
		details["answers"] = answersText(after.Outcome)
	}
	if before.DueOn() != after.DueOn() {
		details["from"] = before.DueOn().String()
		details["to"] = after.DueOn().String()
	}
	if after.MoveReason != before.MoveReason {
		details["reason"] = after.MoveReason
	}
	if after.LateReason != "" {
		details["reason"] = after.LateReason
	}
	entry := models.AuditEntry{Action: action, BookingID: after.BookingID, TaskID: &after.ID, Details: details}
	if after.PatientID != 0 {
		entry.PatientID = &after.PatientID
	}
	return entry
}
