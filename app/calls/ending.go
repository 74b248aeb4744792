package calls

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// CheckCall tells everything that hinders ending a call, field by field. Red
// flags that nobody asked about are "call.unasked". One that ends unfinished
// needs no more than a patient and a reason.
func (s *Service) CheckCall(draft Draft, file CallerFile, unfinished bool) error {
	judged, err := s.Judge(draft, file)
	var problems models.Problems
	problems.Add("", err)
	if !judged.AtOnce() {
		problems.Add("", judged.Wrong.OrNil())
	}
	_, err = s.note(draft, file, judged)
	problems.Add("", err)
	problems.Add("", s.checkCaller(draft))
	if err := s.checkEnd(draft, judged); !unfinished {
		problems.Add("", err)
	}
	return problems.OrNil()
}

// checkCaller tells whether the patient is found, or told so that a record can be made.
func (s *Service) checkCaller(draft Draft) error {
	if draft.PatientID != 0 {
		return nil
	}
	if strings.TrimSpace(draft.GivenName+draft.FamilyName) == "" {
		return models.ErrRequired.On("patient")
	}
	_, err := s.unknownPatient(draft).Read(s.office.Today())
	return err
}

// unknownPatient is the record of a patient who was not found.
func (s *Service) unknownPatient(draft Draft) office.PatientDraft {
	return office.PatientDraft{
		GivenName: cmp.Or(strings.TrimSpace(draft.GivenName), "–"), FamilyName: cmp.Or(strings.TrimSpace(draft.FamilyName), "–"),
		PersonalNumber: draft.Number, Phone: draft.Phone,
	}
}

// checkEnd tells what a finished call still needs: every red flag asked, and
// where the patient stays at home, a time and that the advice was understood. Where an
// ambulance is on its way, what is left to ask and to fill in is left.
func (s *Service) checkEnd(draft Draft, judged Judgement) error {
	var problems models.Problems
	if !s.Complains(draft) {
		return nil
	}
	if judged.AtOnce() {
		return nil
	}
	if draft.Topic == "" {
		problems.Add("topic", models.ErrRequired)
	}
	if judged.Withheld && judged.Level == "" {
		problems.Add("level", &models.Problem{Code: "call.no-level"})
	}
	for _, id := range judged.Missing {
		problems.Add(id, s.office.Rules.Triage.Unsaid(id))
	}
	if len(judged.UnaskedRedFlags) > 0 {
		problems.Add("answers", &models.Problem{Code: "call.unasked", Values: map[string]any{"count": len(judged.UnaskedRedFlags)}})
	}
	if strings.TrimSpace(draft.Phone) == "" {
		problems.Add("phone", models.ErrRequired)
	}
	if strings.TrimSpace(draft.Advice) == "" {
		problems.Add("advice", models.ErrRequired)
	}
	if draft.Identity == "" {
		problems.Add("identity", models.ErrRequired)
	}
	if draft.Understood == "" {
		problems.Add("understood", models.ErrRequired)
	}
	if judged.Next.Callback != nil && draft.CallbackDate.IsZero() {
		problems.Add("callback-date", models.ErrRequired)
	}
	return problems.OrNil()
}

// note reads the draft as the call that will be kept.
func (s *Service) note(draft Draft, file CallerFile, judged Judgement) (models.Call, error) {
	now := s.office.Now()
	call := models.Call{
		PatientID: draft.PatientID, At: draft.Started.UTC(), EndedAt: new(now), Outgoing: draft.Outgoing,
		Caller: strings.TrimSpace(draft.Caller), Topic: draft.Topic, Reason: strings.TrimSpace(draft.Reason),
		Advice: strings.TrimSpace(draft.Advice), Level: string(judged.Level), Suspected: judged.Suspected,
	}
	if draft.Started.IsZero() || draft.Started.After(now) {
		call.At = now
	}
	if draft.FollowsID != 0 {
		call.FollowsID = &draft.FollowsID
	}
	if file.Booking != nil {
		call.BookingID, call.Procedure = &file.Booking.Booking.ID, file.Booking.Booking.Procedure
		if !file.DayUnknown {
			call.Day = &file.Day
		}
	}
	var problems models.Problems
	if call.Reason == "" && draft.Topic != "" {
		if reason, ok := s.office.Rules.Triage.Reason(draft.Topic); ok && reason.Asks {
			call.Reason = reason.Title.In(models.Swedish) // the topic says it; the journal is Swedish
		}
	}
	if text := strings.TrimSpace(draft.Phone); text != "" {
		phone, err := models.ParsePhone(text)
		problems.Add("phone", err)
		call.Phone = phone
	}
	problems.Add("", s.noteCallback(draft, &call))
	problems.Add("relation", models.CheckRelation(draft.Relation))
	problems.Add("identity", models.CheckIdentity(draft.Identity))
	problems.Add("drugs", models.CheckNote(draft.Drugs))
	problems.Add("notes", models.CheckNote(draft.Notes))
	if draft.Lowered != nil {
		problems.Add("", draft.Lowered.Validate())
	}
	for _, contact := range draft.Contacts {
		problems.Add("", contact.Validate())
	}
	problems.Add("", call.Validate())
	return call, problems.OrNil()
}

func (s *Service) noteCallback(draft Draft, call *models.Call) error {
	if draft.CallbackDate.IsZero() && strings.TrimSpace(draft.CallbackTime) == "" {
		return nil
	}
	var problems models.Problems
	clock, err := office.ParseTime(draft.CallbackTime)
	problems.Add("callback-time", err)
	if draft.CallbackDate.IsZero() {
		problems.Add("callback-date", models.ErrRequired)
	} else if err == nil {
		call.CallbackAt = new(clock.On(draft.CallbackDate).UTC())
		if call.CallbackAt.Before(s.office.Now()) {
			problems.Add("callback-time", &models.Problem{Code: "callback.before-call"})
		}
	}
	return problems.OrNil()
}

// EndCall keeps a call as its note stands, signed by whoever took it, with what
// follows from it as tasks. A call that ends unfinished becomes a task that is
// due now. The draft is then gone.
func (s *Service) EndCall(ctx context.Context, draft Draft, unfinished bool) (models.Call, error) {
	var call models.Call
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		var err error
		if draft, err = s.ofThePatient(tx, draft); err != nil {
			return models.AuditEntry{}, err
		}
		file, err := s.caller(tx, draft.PatientID, draft.BookingID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if err := s.CheckCall(draft, file, unfinished); err != nil {
			return models.AuditEntry{}, err
		}
		judged, err := s.Judge(draft, file)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if call, err = s.note(draft, file, judged); err != nil {
			return models.AuditEntry{}, err
		}
		call.By, call.Unfinished = tx.By, unfinished
		if err := s.keepCall(tx, draft, &call, judged); err != nil {
			return models.AuditEntry{}, err
		}
		entry := models.AuditEntry{Action: "call.logged", PatientID: &call.PatientID, BookingID: call.BookingID}
		if draft.TaskID != 0 && !unfinished {
			entry.TaskID = &draft.TaskID
		}
		if call.Level != "" {
			entry.Details = map[string]string{"level": call.Level}
		}
		return entry, nil
	})
	return call, err
}

func (s *Service) keepCall(tx *office.Tx, draft Draft, call *models.Call, judged Judgement) error {
	if call.PatientID == 0 {
		patient, err := s.unknownPatient(draft).Read(s.office.Today())
		if err != nil {
			return err
		}
		if err := tx.SavePatient(&patient); err != nil {
			return err
		}
		call.PatientID = patient.ID
	}
	if err := tx.SaveCall(call); err != nil {
		return err
	}
	if err := tx.SaveCallRecord(call.ID, s.record(draft, judged)); err != nil {
		return err
	}
	tasks := s.follows(*call, judged)
	if err := s.insteadOf(tx, *call, draft.TaskID, tasks); err != nil {
		return err
	}
	for i := range tasks {
		if err := tx.SaveTask(&tasks[i]); err != nil {
			return err
		}
	}
	if err := s.answerCallback(tx, draft.TaskID, *call); err != nil {
		return err
	}
	if err := tx.LetGo(OpenedBy(draft)); err != nil || draft.ID == 0 {
		return err
	}
	return tx.RemoveCallDraft(draft.ID, draft.Version)
}

// answerCallback closes the callback that the call made.
func (s *Service) answerCallback(tx *office.Tx, taskID int64, call models.Call) error {
	if taskID == 0 || call.Unfinished {
		return nil // the unfinished call's own task goes on where the callback stands
	}
	task, err := tx.Task(taskID)
	if err != nil || task.Closed() {
		return err
	}
	if task.Kind == models.Callback && call.Outgoing {
		try := models.Attempt{TaskID: taskID, At: call.At, Phone: call.Phone, Answered: true, By: call.By}
		if err := tx.SaveAttempt(&try); err != nil {
			return err
		}
	}
	tx.Close(&task, models.Done, "")
	return tx.SaveTask(&task)
}

// follows are the tasks that a call leads to.
func (s *Service) follows(call models.Call, judged Judgement) []models.Task {
	today := s.office.Today()
	base := models.Task{
		PatientID: call.PatientID, BookingID: call.BookingID, CallID: &call.ID,
		Role: models.Nurse, Kind: models.Callback, State: models.Open, Due: today, Earliest: today,
	}
	promise := func(step string, role models.Role, at time.Time) models.Task {
		task := base
		task.Step, task.Role, task.At, task.Due = step, role, new(at.UTC()), models.DateOf(at)
		return task
	}
	now := s.office.Now() // of a call that goes on, which is told as if it ended
	if call.EndedAt != nil {
		now = *call.EndedAt
	}
	var tasks []models.Task
	if call.Unfinished {
		tasks = append(tasks, promise(models.FinishCallStep, models.Nurse, now))
	}
	if !judged.Notify.Empty() && !judged.Notified {
		tasks = append(tasks, promise(models.NotifyStep, models.Nurse, now))
	}
	if at := judged.Next.Surgeon; at != nil {
		tasks = append(tasks, promise(models.SurgeonCallbackStep, models.Doctor, *at))
	}
	if call.CallbackAt != nil {
		tasks = append(tasks, promise(models.CallbackStep, models.Nurse, *call.CallbackAt))
	}
	if window := judged.Next.Visit; window != nil {
		task := base
		task.Step, task.Kind, task.State = models.VisitStep, models.Appointment, models.ToBook
		task.Earliest, task.Due, task.Latest, task.BookBy = window.From, window.To, window.To, today
		task.NoWorkingDay = window.Closed
		tasks = append(tasks, task)
	}
	return tasks
}

// record is the rest of the note, in the words of the rules as they stand.
func (s *Service) record(draft Draft, judged Judgement) models.CallRecord {
	record := models.CallRecord{
		Relation: draft.Relation, Identity: draft.Identity, Drugs: strings.TrimSpace(draft.Drugs), Notes: strings.TrimSpace(draft.Notes),
		RulesVersion: judged.RulesVersion, Proposed: string(judged.Assessment.Level),
		Said: judged.Said, DoBeside: judged.Beside(),
		ReadOut: draft.ReadOut, Changes: draft.Changes, Contacts: draft.Contacts, Understood: draft.Understood,
	}
	if judged.Lowered {
		record.Lowered = draft.Lowered
	}
	if !s.Complains(draft) {
		return record
	}
	guide := s.office.Rules.Triage
	for _, finding := range guide.Order(draft.Topic) {
		text := draft.Answers[finding.ID]
		if text == "" && (!finding.RedFlag || slices.Contains(judged.Hidden, finding.ID)) {
			continue
		}
		record.Asked = append(record.Asked, models.AskedQuestion{
			Finding: finding.ID, Question: finding.Question, Answer: text, Says: s.says(finding, text), RedFlag: finding.RedFlag,
		})
	}
	for _, trigger := range judged.Triggered {
		title, _ := guide.Title(trigger, judged.Assessment)
		record.Triggered = append(record.Triggered, models.TriggeredRule{
			Rule: trigger.Rule, Title: title, Level: string(trigger.Level), Findings: trigger.Findings,
		})
	}
	for _, id := range judged.Suspected {
		if complication, ok := guide.Complication(id); ok {
			record.Suspected = append(record.Suspected, complication.Title)
		}
	}
	return record
}

// says gives an answer that is more than yes, no or unknown in words; those are the
// screen's own.
func (s *Service) says(finding triage.Finding, text string) models.Text {
	answer, err := s.office.Rules.Triage.ParseAnswer(finding.ID, text)
	if err != nil {
		return models.Text{}
	}
	switch answer.Word {
	case triage.Measured, triage.Chosen, triage.DoesNotApply:
		return finding.Spoken(answer)
	case triage.NotAsked, triage.SaidYes, triage.SaidNo, triage.NotKnown:
	}
	return models.Text{}
}
