package calls

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Draft is a call as typed while it goes on. It is kept at every key stroke,
// so that it outlives the window, the program and the power.
type Draft struct {
	ID      int64 `json:"-"` // 0: not kept yet
	Version int   `json:"-"`

	Started   time.Time // zero: when it is first kept
	Outgoing  bool      // the desk rang
	TaskID    int64     // the callback that this call makes; 0: none
	ForTask   int64     // the task from which it was begun, also where the call does not do it; 0: none
	FollowsID int64     // the earlier call that it goes on with; 0: none

	PatientID  int64  // 0: not found
	GivenName  string // of a patient who was not found, as are the next two
	FamilyName string
	Number     string // personal number
	BookingID  int64  // as in [Service.Caller]: 0 is the one that it is about by its day, NoBooking none
	Caller     string // who it is, when not the patient
	Relation   string // see models.Relations
	Identity   string // see models.IdentityChecks
	Phone      string // the number to call back

	Topic   string            // a reason of the triage rules, by its id
	Reason  string            // in the caller's words
	Answers map[string]string // by finding, as triage.Answer.String; left out is not asked
	Drugs   string            // medicines and allergies, as told
	Notes   string

	ReadOut  *models.ReadOut
	Changes  []models.AnswerChange
	Raised   string // the level that the nurse chose instead, when it is higher
	Lowered  *models.Lowering
	Contacts []models.Contact

	Advice       string
	Proposed     string      // the advice as the program proposed it; what differs from it is the nurse's own
	Suggested    time.Time   // when the program proposed to call again; zero: it proposed no time
	Understood   string      // "yes", "no" or "" for not asked
	CallbackDate models.Date // zero: nobody of the desk is to call back
	CallbackTime string
}

// Empty tells whether nothing was typed or chosen: a call that nobody has to end.
func (d Draft) Empty() bool {
	typed := d.GivenName + d.FamilyName + d.Number + d.Caller + d.Phone + d.Topic + d.Reason + d.Drugs + d.Notes + d.Understood
	return d.PatientID == 0 && d.TaskID == 0 && strings.TrimSpace(typed) == "" && len(d.Answers) == 0 && len(d.Contacts) == 0
}

// SaveCallDraft keeps what is typed so far, and gives the draft its ID the first
// time. A draft that another desk has taken over is models.ErrStale; one that is kept on
// this computer alone for now, models.ErrKeptHere.
func (s *Service) SaveCallDraft(ctx context.Context, draft *Draft) error {
	if draft.Started.IsZero() {
		draft.Started = s.office.Now()
	}
	typed := typedCall(ctx, *draft)
	var err error
	if typed.Body, err = json.Marshal(draft); err != nil {
		return fmt.Errorf("keep a call that goes on: %w", err)
	}
	if err := s.office.KeepTyped(ctx, &typed); err != nil {
		return err
	}
	began := draft.ID == 0
	draft.ID, draft.Version = typed.ID, typed.Version
	if began && draft.ForTask == 0 {
		// The letters are kept, whether the others see where or not.
		_ = s.office.Keep(ctx, func(tx *office.Tx) error {
			return tx.Take(models.Opened{Kind: models.OpenCall, SubjectID: typed.ID})
		})
	}
	if began {
		s.office.Events.Publish(office.Event{PatientID: draft.PatientID})
	}
	return nil
}

func typedCall(ctx context.Context, draft Draft) office.Typed {
	typed := office.Typed{
		Kind: office.TypedCall, ID: draft.ID, Version: draft.Version, Started: draft.Started, By: office.Actor(ctx),
		Empty: draft.Empty(),
	}
	if draft.PatientID != 0 {
		typed.PatientID = &draft.PatientID
	}
	return typed
}

// OpenCall is a call that goes on, or was broken off.
type OpenCall struct {
	Draft      Draft
	Name       string // the patient's, "" while it is not known
	Protected  bool   // the identity is protected: the number is not to be listed
	Restricted bool   // the record is closed to who asks: what is typed is not there
	By         string // who keeps it
	Own        bool   // that is who asks
	UpdatedAt  time.Time
	At         *models.Presence // where it is open now; nil: nowhere
}

// OpenCalls lists the calls that have not ended, those that began first on top.
func (s *Service) OpenCalls(ctx context.Context) ([]OpenCall, error) {
	var open []OpenCall
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.CallDrafts()
		if err != nil {
			return err
		}
		present, err := tx.AllOpen()
		if err != nil {
			return err
		}
		for _, row := range rows {
			draft, err := draftOf(row.CallDraft)
			if err != nil { // it is listed all the same, and opening it says what is wrong
				draft = Draft{ID: row.ID, Version: row.Version, Started: row.Started}
			}
			if row.Restricted {
				draft.PatientID, draft.Started = *row.PatientID, row.Started
			}
			name := row.Name()
			if row.PatientID == nil {
				name = models.Patient{GivenName: draft.GivenName, FamilyName: draft.FamilyName}.Name()
			}
			open = append(open, OpenCall{Draft: draft, Name: name, Protected: row.Protected, Restricted: row.Restricted, By: row.By, Own: row.By == tx.By, UpdatedAt: row.UpdatedAt, At: at(present, OpenedBy(draft))})
		}
		return nil
	})
	return open, err
}

// CallDraft reads one call that goes on.
func (s *Service) CallDraft(ctx context.Context, id int64) (Draft, error) {
	var draft Draft
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		row, err := tx.CallDraft(id)
		if err != nil {
			return err
		}
		draft, err = draftOf(row)
		return err
	})
	return draft, err
}

func draftOf(row models.CallDraft) (Draft, error) {
	var draft Draft
	if err := json.Unmarshal(row.Body, &draft); err != nil {
		return draft, models.ErrDatabaseDamaged.Because(err)
	}
	draft.ID, draft.Version = row.ID, row.Version
	if draft.ForTask == 0 { // kept by a program that did not know it
		draft.ForTask = draft.TaskID
	}
	return draft, nil
}

// DiscardCall throws a call away that nobody wants to keep, a wrong number say.
func (s *Service) DiscardCall(ctx context.Context, draft Draft) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		entry := models.AuditEntry{Action: "call.discarded"}
		if draft.PatientID != 0 {
			entry.PatientID = &draft.PatientID
		}
		if err := tx.RemoveCallDraft(draft.ID, draft.Version); err != nil {
			return entry, err
		}
		return entry, tx.LetGo(OpenedBy(draft))
	})
}
