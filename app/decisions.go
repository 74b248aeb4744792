package app

import (
	"context"
	"slices"
	"strings"

	"nursedesk/app/medication"
	"nursedesk/models"
)

// DecisionDraft is a doctor's decision about one medicine as the nurse enters it.
type DecisionDraft struct {
	BookingID int64
	Version   int    // of the booking that the decision was read from
	Medicine  string // models.Medicine.Key

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
// the doctor's task is done once every medicine is decided.
func (d *Desk) DecideHold(ctx context.Context, draft DecisionDraft) error {
	return d.commit(ctx, func(tx *Tx) (models.AuditEntry, error) {
		file, err := d.BookingFile(tx, draft.BookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		decision, err := decision(tx, file, draft)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.SaveHoldDecision(&decision); err != nil {
			return models.AuditEntry{}, err
		}
		if err := d.followDecision(tx, file); err != nil {
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
func decision(tx *Tx, file BookingFile, draft DecisionDraft) (models.HoldDecision, error) {
	if file.Booking.Version != draft.Version {
		return models.HoldDecision{}, models.ErrStale
	}
	if !file.Booking.Open() {
		return models.HoldDecision{}, &models.Problem{Code: "booking.closed"}
	}
	hold, ok := HoldOf(file.Holds, draft.Medicine)
	if !ok {
		return models.HoldDecision{}, models.ErrNotFound.On("medicines")
	}
	decision := models.HoldDecision{
		PatientID: file.Patient.ID, BookingID: file.Booking.ID, Medicine: hold.OnBooking, ForStart: file.Booking.DayStart(),
		Proposed:  hold.Pause().String(),
		Continues: draft.Continues, Reason: strings.TrimSpace(draft.Reason),
		DecidedBy: strings.TrimSpace(draft.DecidedBy), DecidedOn: draft.DecidedOn, Given: draft.Given, EnteredBy: tx.By,
	}
	for _, reason := range hold.Reasons {
		decision.Weighed = append(decision.Weighed, reason.Code)
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

// HoldOf finds a medicine by models.Medicine.Key.
func HoldOf(holds []HoldFile, key string) (HoldFile, bool) {
	for _, hold := range holds {
		if hold.OnBooking.Key() == key {
			return hold, true
		}
	}
	return HoldFile{}, false
}

// Differs tells whether a decision is another than the rules proposed. Where
// they left it to the doctor there is nothing to differ from.
func (h HoldFile) Differs(decision models.HoldDecision) bool {
	proposed := h.Hold
	switch proposed.Kind {
	case medication.Doctor:
		return false
	case medication.None:
		return !decision.Continues
	case medication.Days, medication.Hours:
	}
	if decision.Continues || decision.LastDose != proposed.LastDose || decision.FirstDoseAgain != proposed.FirstDoseAgain {
		return true
	}
	return decision.LastDoseAt != nil && !truncated(*decision.LastDoseAt).Equal(truncated(proposed.LastDoseAt))
}

// followDecision lets the tasks follow a decision that was just kept.
func (d *Desk) followDecision(tx *Tx, file BookingFile) error {
	decisions, err := tx.HoldDecisionsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	holds, plan := Plan(d.Rules.Medicines, file.Protocol, file.Booking, decisions)
	tasks, _ := Replan(d.Rules.Medicines, file.Protocol, file.Booking, file.Tasks, holds, plan)
	if len(Undecided(holds)) == 0 {
		for i := range tasks {
			if tasks[i].Step == DecisionStep && !tasks[i].Closed() {
				tx.Close(&tasks[i], models.Done, "")
			}
		}
	}
	return tx.SaveTasks(tasks)
}

// SaveTasks saves tasks in their order; new ones get their ID.
func (tx *Tx) SaveTasks(tasks []models.Task) error {
	for i := range tasks {
		if err := tx.SaveTask(&tasks[i]); err != nil {
			return err
		}
	}
	return nil
}

// Recalled are the medicines whose decision, to pause or to go on, counts no
// more: what the patient was told may be wrong.
func Recalled(before, after []HoldFile) []models.Text {
	var names []models.Text
	for _, hold := range before {
		if hold.Decision == nil {
			continue
		}
		now, still := HoldOf(after, hold.OnBooking.Key())
		if !still || now.Decision == nil {
			names = append(names, hold.Name)
		}
	}
	return names
}

// recallFrom asks for a call to the patient of a booking that ends, where a
// pause was decided for it: she may be without her medicine for nothing.
func (d *Desk) recallFrom(tx *Tx, file BookingFile) error {
	if !slices.ContainsFunc(file.Holds, func(h HoldFile) bool { return h.Decision != nil && h.Paused() }) {
		return nil
	}
	return d.callPatient(tx, file.Booking)
}

// callPatient puts a call to the patient on today's list.
func (d *Desk) callPatient(tx *Tx, booking models.Booking) error {
	today := d.Today()
	task := models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID), Step: models.CallPatientStep,
		Role: models.Nurse, Kind: models.Callback, State: models.Open, Due: today, Earliest: today,
	}
	return tx.SaveTask(&task)
}

// WaitingHold is a medicine that waits for a doctor's decision.
type WaitingHold struct {
	File BookingFile
	Hold HoldFile
}

// waitingDays is how long before its window opens a decision is listed.
const waitingDays = 7

// WaitingHolds lists every medicine that no doctor has decided about, of the
// bookings whose decision is due now or soon, the nearest procedure first.
func (d *Desk) WaitingHolds(ctx context.Context) ([]WaitingHold, error) {
	var waiting []WaitingHold
	err := d.Read(ctx, func(tx *Tx) error {
		rows, err := tx.Worklist(models.WorklistFilter{
			Role: models.Doctor, ActUntil: d.Today(), DoctorOpen: d.Today().AddDays(waitingDays),
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Step != DecisionStep || row.BookingID == nil {
				continue
			}
			file, err := d.BookingFile(tx, *row.BookingID)
			if err != nil {
				return err
			}
			for _, hold := range Undecided(file.Holds) {
				waiting = append(waiting, WaitingHold{File: file, Hold: hold})
			}
		}
		return nil
	})
	slices.SortStableFunc(waiting, func(a, b WaitingHold) int {
		return a.File.Booking.Start.Compare(b.File.Booking.Start)
	})
	return waiting, err
}
