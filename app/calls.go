package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"nursedesk/models"
	"nursedesk/models/store"
)

// CallDraft is a call as typed while it goes on.
type CallDraft struct {
	PatientID    int64
	BookingID    int64     // 0: about no booking
	Started      time.Time // when the call began; zero, or a time to come: now
	Caller       string
	Phone        string
	Reason       string
	Advice       string
	CallbackDate models.Date // zero: nobody is to be called back
	CallbackTime string
}

// Promises tells whether the draft promises a callback.
func (draft CallDraft) Promises() bool {
	return !draft.CallbackDate.IsZero() || strings.TrimSpace(draft.CallbackTime) != ""
}

func (d *Desk) call(draft CallDraft) (models.Call, error) {
	call := models.Call{
		PatientID: draft.PatientID,
		At:        d.clock.Now(),
		Caller:    strings.TrimSpace(draft.Caller),
		Reason:    strings.TrimSpace(draft.Reason),
		Advice:    strings.TrimSpace(draft.Advice),
		By:        d.author(),
	}
	if !draft.Started.IsZero() && draft.Started.Before(call.At) {
		call.At = draft.Started.UTC()
	}
	if draft.BookingID != 0 {
		call.BookingID = &draft.BookingID
	}
	var problems models.Problems
	if draft.PatientID == 0 {
		problems.Add("patient", models.ErrRequired)
	}
	if text := strings.TrimSpace(draft.Phone); text != "" {
		phone, err := models.ParsePhone(text)
		problems.Add("phone", err)
		call.Phone = phone
	}
	if draft.Promises() {
		clock, err := parseTime(draft.CallbackTime)
		problems.Add("callback-time", err)
		if draft.CallbackDate.IsZero() {
			problems.Add("callback-date", models.ErrRequired)
		} else if err == nil {
			call.CallbackAt = ref(clock.On(draft.CallbackDate).UTC())
		}
	}
	problems.Add("", call.Validate())
	return call, problems.OrNil()
}

// CheckCall tells what hinders keeping the call.
func (d *Desk) CheckCall(draft CallDraft) error {
	_, err := d.call(draft)
	return err
}

// LogCall keeps a call and, where one was promised, the callback as a task.
func (d *Desk) LogCall(ctx context.Context, draft CallDraft) (models.Call, error) {
	call, err := d.call(draft)
	if err != nil {
		return models.Call{}, err
	}
	err = d.change(ctx, func(tx *store.Tx) (models.AuditEntry, error) {
		if err := tx.SaveCall(&call); err != nil {
			return models.AuditEntry{}, err
		}
		if call.CallbackAt != nil {
			day := models.DateOf(*call.CallbackAt)
			task := models.Task{
				PatientID: call.PatientID, BookingID: call.BookingID, CallID: &call.ID,
				Step: models.CallbackStep, Role: models.Nurse, Kind: models.Callback, State: models.Open,
				Due: day, Earliest: models.DateOf(call.At), At: call.CallbackAt,
			}
			if err := tx.SaveTask(&task); err != nil {
				return models.AuditEntry{}, err
			}
		}
		return models.AuditEntry{
			Action: "call.logged", PatientID: &call.PatientID, BookingID: call.BookingID,
		}, nil
	})
	return call, err
}

// Calls lists calls, newest first; text narrows to patients it finds, onlyOpen
// to those whose callback is still to be made.
func (d *Desk) Calls(ctx context.Context, text string, onlyOpen bool, limit int) ([]models.CallRow, error) {
	var rows []models.CallRow
	err := d.store.Read(ctx, func(tx *store.Tx) error {
		var err error
		rows, err = tx.Calls(text, onlyOpen, limit)
		return err
	})
	return rows, err
}

// Callback is a telephone call that is still to be made, with the call that it
// answers. One that a change made necessary answers none: its Call names the
// patient only, and its ID is 0.
type Callback struct {
	Task models.Task // its At, where it has one, is the promised time or the one it was postponed to
	Call models.CallRow
}

// due is when the call is to be made; one without a time comes first on its day.
func (c Callback) due() time.Time {
	if c.Task.At != nil {
		return *c.Task.At
	}
	return c.Task.Due.At(0, 0)
}

// Callbacks lists every call that is still to be made, however far ahead, the
// first to make first; text narrows to patients it finds.
func (d *Desk) Callbacks(ctx context.Context, text string) ([]Callback, error) {
	var callbacks []Callback
	err := d.store.Read(ctx, func(tx *store.Tx) error {
		calls, err := tx.Calls(text, true, 0)
		if err != nil {
			return err
		}
		byID := map[int64]models.CallRow{}
		for _, call := range calls {
			byID[call.ID] = call
		}
		tasks, err := tx.Worklist(models.WorklistFilter{Kind: models.Callback, Text: text})
		if err != nil {
			return err
		}
		for _, row := range tasks {
			callbacks = append(callbacks, Callback{Task: row.Task, Call: answered(row, byID)})
		}
		return nil
	})
	slices.SortStableFunc(callbacks, func(a, b Callback) int {
		return cmp.Or(a.due().Compare(b.due()), cmp.Compare(a.Task.ID, b.Task.ID))
	})
	return callbacks, err
}

// answered is the call that a callback answers.
func answered(row models.WorklistRow, calls map[int64]models.CallRow) models.CallRow {
	if row.CallID != nil {
		if call, ok := calls[*row.CallID]; ok {
			return call
		}
	}
	return models.CallRow{
		Call:           models.Call{PatientID: row.PatientID, BookingID: row.BookingID, At: row.CreatedAt, Phone: row.Phone},
		PersonalNumber: row.PersonalNumber, GivenName: row.GivenName, FamilyName: row.FamilyName, CallbackOpen: true,
	}
}
