package calls

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// AnswerWithin is how long somebody has to say whether they hand a call over. Then it may
// be taken: a patient who waits by the telephone is not to wait for an empty chair.
const AnswerWithin = 20 * time.Second

// OpenedBy is what a desk has open that makes the call: the task that asks for it, so that
// nobody else makes it, else the call itself.
func OpenedBy(draft Draft) models.Opened {
	if draft.ForTask != 0 {
		return models.Opened{Kind: models.OpenTask, SubjectID: draft.ForTask}
	}
	return models.Opened{Kind: models.OpenCall, SubjectID: draft.ID}
}

// at is where something is open, nil for nowhere.
func at(present []models.Presence, open models.Opened) *models.Presence {
	for _, one := range present {
		if one.Opened == open {
			return &one
		}
	}
	return nil
}

// Resume goes on with a call that was broken off. One that another desk has is *models.Taken.
func (s *Service) Resume(ctx context.Context, id int64) (Draft, error) {
	var draft Draft
	err := s.office.Keep(ctx, func(tx *office.Tx) error {
		row, err := tx.CallDraft(id)
		if err != nil {
			return err
		}
		if draft, err = draftOf(row); err != nil {
			return err
		}
		return tx.Take(OpenedBy(draft))
	})
	return draft, err
}

// LeaveCall lets go of the call that is made at this desk: another may go on with it.
func (s *Service) LeaveCall(ctx context.Context) error {
	return s.office.Keep(ctx, func(tx *office.Tx) error { return tx.LeaveCalls() })
}

// TakeTask says that the call a task asks for is made at this desk without the page of a call: its
// answers are typed. It tells whether that is new. One that another desk makes is *models.Taken. A call
// that goes on here meanwhile stays this desk's.
func (s *Service) TakeTask(ctx context.Context, taskID int64) (began bool, err error) {
	err = s.office.Keep(ctx, func(tx *office.Tx) error {
		began, err = tx.TakeBeside(models.Opened{Kind: models.OpenTask, SubjectID: taskID})
		return err
	})
	return began, err
}

// LeaveTask lets go of the call that a task asks for.
func (s *Service) LeaveTask(ctx context.Context, taskID int64) error {
	return s.office.Keep(ctx, func(tx *office.Tx) error {
		return tx.LetGo(models.Opened{Kind: models.OpenTask, SubjectID: taskID})
	})
}

// AskForCall asks whoever has a call to hand it over, and gives what stands then. One
// that another has by now, or asks for, is *models.Taken.
func (s *Service) AskForCall(ctx context.Context, taken models.Presence) (models.Presence, error) {
	asked := taken
	err := s.office.Keep(ctx, func(tx *office.Tx) error {
		asked.AskedBy, asked.AskedDesk, asked.AskedPlace, asked.AskedAt, asked.Answer = tx.By, tx.Desk, tx.Place, new(tx.Now), ""
		changed, err := tx.ChangePresence(taken, asked)
		if err != nil || changed {
			return err
		}
		return s.stillTaken(tx, taken.Opened)
	})
	return asked, err
}

// stillTaken says who has a call now; nobody is no error.
func (s *Service) stillTaken(tx *office.Tx, open models.Opened) error {
	holders, err := tx.PresencesOf(open, time.Time{})
	if err != nil || len(holders) == 0 {
		return err
	}
	return &models.Taken{Presence: holders[0]}
}

// Asked reads what became of a question for a call: answered, or the call let go of, in
// which case ok is false.
func (s *Service) Asked(ctx context.Context, asked models.Presence) (now models.Presence, ok bool, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		present, err := tx.AllOpen()
		if there := at(present, asked.Opened); there != nil {
			now, ok = *there, true
		}
		return err
	})
	return now, ok, err
}

// AnswerForCall says whether this desk hands its call over to who asks for it.
func (s *Service) AnswerForCall(ctx context.Context, asked models.Presence, answer models.PresenceAnswer) error {
	return s.office.Keep(ctx, func(tx *office.Tx) error {
		answered := asked
		answered.Answer = answer
		_, err := tx.ChangePresence(asked, answered)
		return err
	})
}

// TakeCall makes another desk's call this one's, with all that is typed there: it was
// handed over, or nobody answered within AnswerWithin. Otherwise it is *models.Taken.
// What is typed there afterwards becomes a call of its own.
func (s *Service) TakeCall(ctx context.Context, taken models.Presence) (Draft, error) {
	var draft Draft
	err := s.office.Change(ctx, func(tx *office.Tx) (entry models.AuditEntry, err error) {
		entry = models.AuditEntry{Action: "call.taken-over"}
		given, err := s.given(tx, taken.Opened)
		if err != nil {
			return entry, err
		}
		if err := tx.LeaveCalls(); err != nil {
			return entry, err
		}
		if given.ID != 0 {
			if _, err := tx.ChangePresence(given, tx.Here(taken.Opened)); err != nil {
				return entry, err
			}
		}
		if err := tx.Take(taken.Opened); err != nil { // where somebody else was quicker it is theirs
			return entry, err
		}
		if draft, err = s.ofOther(tx, taken.Opened); err != nil {
			return entry, err
		}
		if draft.PatientID != 0 {
			entry.PatientID = &draft.PatientID
		}
		entry.Details = map[string]string{"from": given.By}
		if given.Answer == "" {
			entry.Details["unanswered"] = "yes"
		}
		return entry, nil
	})
	return draft, err
}

// given is the presence of a call that this desk may take.
func (s *Service) given(tx *office.Tx, open models.Opened) (models.Presence, error) {
	present, err := tx.AllOpen()
	if err != nil {
		return models.Presence{}, err
	}
	there := at(present, open)
	if there == nil || there.Desk == tx.Desk {
		return models.Presence{}, nil // let go of meanwhile
	}
	mine := there.AskedDesk == tx.Desk && there.AskedAt != nil
	silent := mine && there.Answer == "" && tx.Now.Sub(*there.AskedAt) >= AnswerWithin
	if silent || mine && there.Answer == models.HandsOver {
		return *there, nil
	}
	return *there, &models.Taken{Presence: *there}
}

// ofOther reads the call that another desk had, as this one's from now on: its next
// version, so that what is still on its way from there is not written over it.
func (s *Service) ofOther(tx *office.Tx, open models.Opened) (Draft, error) {
	if open.Kind == models.OpenTask {
		draft, err := s.goOn(tx, open.SubjectID)
		if err != nil || draft.ID == 0 {
			return draft, err
		}
		return s.own(tx, draft)
	}
	row, err := tx.CallDraft(open.SubjectID)
	if err != nil {
		return Draft{}, err
	}
	draft, err := draftOf(row)
	if err != nil {
		return draft, err
	}
	return s.own(tx, draft)
}

func (s *Service) own(tx *office.Tx, draft Draft) (Draft, error) {
	body, err := json.Marshal(draft)
	if err != nil {
		return draft, fmt.Errorf("take a call over: %w", err)
	}
	row := models.CallDraft{ID: draft.ID, Started: draft.Started, By: tx.By, Body: body, Version: draft.Version}
	if draft.PatientID != 0 {
		row.PatientID = &draft.PatientID
	}
	if err := tx.SaveCallDraft(&row); err != nil {
		return draft, err
	}
	draft.Version = row.Version
	return draft, nil
}
