package holds

import (
	"context"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
)

// DecisionDraft is a doctor's decision about one medicine as the nurse enters it.
type DecisionDraft struct {
	BookingID int64
	Version   int    // of the booking that the decision was read from
	Medicine  string // models.Medicine.Key
	Seen      int64  // the newest decision about it that was known; 0: none

	Continues      bool
	LastDose       models.Date
	LastDoseTime   string // where the hour matters; "" is the whole day
	FirstDoseAgain models.Date
	Reason         string // asked for where the dates differ from the proposal

	DecidedBy string
	DecidedOn models.Date
	Given     string // one of models.GivenWays
}

// DecideHold keeps what a doctor decided about a medicine. The tasks follow it;
// the doctor's task is done once every medicine is decided. Where the booking was changed
// or the medicine decided about since it was read, it is models.ErrStale.
func (s *Service) DecideHold(ctx context.Context, draft DecisionDraft) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		file, err := s.office.BookingFile(tx, draft.BookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		decision, err := decision(tx, file, draft)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if err := s.office.AsThemself(tx, decision.DecidedBy); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveHoldDecision(&decision); err != nil {
			return models.AuditEntry{}, err
		}
		if err := s.followDecision(tx, file); err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: "hold.decided", PatientID: &file.Patient.ID, BookingID: &file.Booking.ID,
			Details: map[string]string{
				"medicine": decision.Medicine.Key(), "doctor": decision.DecidedBy,
				"last": decision.LastDose.String(), "again": decision.FirstDoseAgain.String(), "reason": decision.Reason,
			},
		}, nil
	})
}

// decision reads and checks a draft against the hold that it is about.
func decision(tx *office.Tx, file care.BookingFile, draft DecisionDraft) (models.HoldDecision, error) {
	if file.Booking.Version != draft.Version {
		return models.HoldDecision{}, models.ErrStale
	}
	if !file.Booking.Open() {
		return models.HoldDecision{}, &models.Problem{Code: "booking.closed"}
	}
	hold, ok := care.HoldOf(file.Holds, draft.Medicine)
	if !ok {
		return models.HoldDecision{}, models.ErrNotFound.On("medicines")
	}
	if hold.Newest().ID != draft.Seen {
		return models.HoldDecision{}, models.ErrStale
	}
	decision := models.HoldDecision{
		PatientID: file.Patient.ID, BookingID: file.Booking.ID, Medicine: hold.OnBooking, ForStart: file.Booking.DayStart(),
		Proposed:  hold.Rules().Pause().String(),
		Continues: draft.Continues, Reason: strings.TrimSpace(draft.Reason),
		DecidedBy: strings.TrimSpace(draft.DecidedBy), DecidedOn: draft.DecidedOn, Given: draft.Given, EnteredBy: tx.By,
	}
	for _, reason := range hold.Rules().Reasons {
		decision.Weighed = append(decision.Weighed, reason.Code)
	}
	if hold.Withheld() {
		decision.Weighed = append(decision.Weighed, medication.NotApproved)
	}
	var problems models.Problems
	if !draft.Continues {
		decision.LastDose, decision.FirstDoseAgain = draft.LastDose, draft.FirstDoseAgain
		if text := strings.TrimSpace(draft.LastDoseTime); text != "" && !draft.LastDose.IsZero() {
			clock, err := models.ParseTimeOfDay(text)
			problems.Add("last-dose-time", err)
			if err == nil {
				decision.LastDoseAt = new(clock.On(draft.LastDose).UTC())
			}
		}
		if !draft.LastDose.IsZero() {
			decision.DaysWithout = max(0, file.Booking.Day().DaysSince(draft.LastDose)-1)
		}
	}
	if decision.DecidedOn.After(models.DateOf(tx.Now)) {
		problems.Add("decided-on", &models.Problem{Code: "hold.decided-later"})
	}
	decision.Changed = hold.Differs(decision)
	problems.Add("", decision.Validate())
	return decision, problems.OrNil()
}

// followDecision lets the tasks follow a decision that was just kept.
func (s *Service) followDecision(tx *office.Tx, file care.BookingFile) error {
	decisions, err := tx.HoldDecisionsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	holds, plan := care.Plan(s.office.Rules.Medicines, file.Protocol, file.Booking, decisions)
	tasks, _ := care.Replan(s.office.Rules.Medicines, file.Protocol, file.Booking, file.Tasks, holds, plan, s.office.Today())
	if len(care.Undecided(holds)) == 0 {
		for i := range tasks {
			step, _ := file.Protocol.Step(tasks[i].Step)
			if step.Hold == careplan.HoldDecision && !tasks[i].Closed() {
				tx.Close(&tasks[i], models.Done, "")
			}
		}
	}
	return tx.SaveMoved(file.Tasks, tasks)
}
