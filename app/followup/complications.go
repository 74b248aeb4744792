package followup

import (
	"context"
	"slices"
	"strings"

	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// ComplicationDraft is a complication as the nurse writes it down, once a doctor
// has confirmed it.
type ComplicationDraft struct {
	BookingID   int64 // the performed procedure that it followed
	CallID      int64 // the call that led to it; 0 for none
	Kind        string
	OnsetOn     models.Date
	Found       models.FoundBy
	FoundText   string
	ConfirmedBy string
	ConfirmedOn models.Date
	Note        string
}

// ComplicationKinds lists the kinds of complication that can be registered: those
// that the rules for calls know, in their order.
func (s *Service) ComplicationKinds() []triage.Complication {
	return s.office.Rules.Triage.Complications()
}

// ComplicationTitle is what a kind of complication is called; one that the rules
// no longer know is called by its id.
func (s *Service) ComplicationTitle(kind string) models.Text {
	if found, ok := s.office.Rules.Triage.Complication(kind); ok {
		return found.Title
	}
	return models.Plain(kind)
}

// RegisterComplication writes down a complication that a doctor has confirmed
// after a performed procedure. Any other booking is refused with
// "complication.not-performed", the same complication twice with
// "complication.exists".
func (s *Service) RegisterComplication(ctx context.Context, draft ComplicationDraft) (models.Complication, error) {
	complication := models.Complication{
		BookingID: draft.BookingID, Kind: draft.Kind, OnsetOn: draft.OnsetOn, Found: draft.Found,
		ConfirmedBy: strings.TrimSpace(draft.ConfirmedBy), ConfirmedOn: draft.ConfirmedOn,
		Note: strings.TrimSpace(draft.Note), RegisteredBy: office.Actor(ctx),
	}
	if draft.Found == models.FoundOtherwise {
		complication.FoundText = strings.TrimSpace(draft.FoundText)
	}
	if draft.CallID != 0 {
		complication.CallID = new(draft.CallID)
	}
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(draft.BookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		complication.PatientID = booking.PatientID
		if err := s.checkComplication(tx, booking, complication); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveComplication(&complication); err != nil {
			return models.AuditEntry{}, err
		}
		return complicationEntry("complication.registered", complication), nil
	})
	return complication, err
}

// checkComplication tells all that is wrong with a complication of a booking.
func (s *Service) checkComplication(tx *office.Tx, booking models.Booking, complication models.Complication) error {
	if booking.Status != models.StatusPerformed {
		return &models.Problem{Code: "complication.not-performed"}
	}
	var problems models.Problems
	if _, known := s.office.Rules.Triage.Complication(complication.Kind); !known && complication.Kind != "" {
		problems.Add("kind", &models.Problem{Code: "complication.unknown", Values: map[string]any{"text": complication.Kind}})
	}
	onset, today := complication.OnsetOn, s.office.Today()
	switch {
	case onset.IsZero():
	case onset.Before(booking.Day()):
		problems.Add("onset-on", &models.Problem{
			Code: "complication.before-procedure", Values: map[string]any{"date": booking.Day()},
		})
	case onset.After(today):
		problems.Add("onset-on", &models.Problem{Code: "complication.onset-future"})
	}
	if complication.ConfirmedOn.After(today) {
		problems.Add("confirmed-on", &models.Problem{Code: "complication.confirmed-future"})
	}
	problems.Add("", complication.Validate())
	if complication.CallID != nil {
		calls, err := tx.CallsOf(booking.PatientID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(calls, func(call models.Call) bool { return call.ID == *complication.CallID }) {
			problems.Add("", models.ErrNotFound)
		}
	}
	return problems.OrNil()
}

// WithdrawComplication takes back a complication that was wrong, with a reason;
// it stays in the patient's history, but no longer counts.
func (s *Service) WithdrawComplication(ctx context.Context, id int64, reason string) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		complication, err := tx.Complication(id)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if !complication.Holds() {
			return models.AuditEntry{}, models.ErrStale
		}
		now := tx.Now
		complication.WithdrawnReason, complication.WithdrawnAt = strings.TrimSpace(reason), &now
		if err := complication.Validate(); err != nil {
			return models.AuditEntry{}, err
		}
		entry := complicationEntry("complication.withdrawn", complication)
		return entry, tx.WithdrawComplication(id, tx.By, complication.WithdrawnReason, now)
	})
}

func complicationEntry(action string, complication models.Complication) models.AuditEntry {
	return models.AuditEntry{
		Action: action, PatientID: new(complication.PatientID), BookingID: new(complication.BookingID),
		Details: map[string]string{
			"complication": complication.Kind, "onset": complication.OnsetOn.String(),
			"doctor": complication.ConfirmedBy, "reason": complication.WithdrawnReason,
		},
	}
}

// ComplicationsOf reads a patient's complications, withdrawn ones too, the latest
// onset first.
func (s *Service) ComplicationsOf(ctx context.Context, patientID int64) ([]models.Complication, error) {
	var complications []models.Complication
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		complications, err = tx.ComplicationsOf(patientID)
		return err
	})
	return complications, err
}
