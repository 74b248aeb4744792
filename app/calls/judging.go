package calls

import (
	"cmp"
	"slices"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Judgement is how urgent a call is, and what follows from it.
type Judgement struct {
	triage.Assessment
	Level   triage.Level // the one that counts: raised or lowered by the nurse
	Lowered bool         // below the rules' own, with reason and doctor
	Again   *models.Call // the call about the same within 48 hours, which raises the level
	Next    Next
}

// Next is what the rules promise the patient.
type Next struct {
	Callback *office.CallbackWindow // when the desk calls again; nil for no such promise
	Surgeon  *time.Time             // until when the surgeon calls; nil for no such promise
	Visit    *VisitWindow           // nil for no visit
}

// VisitWindow is when the patient is to be seen, both days included.
type VisitWindow struct {
	From, To models.Date
	Closed   bool // no working day among them
}

// Complains tells whether the call is about a complaint, which has to be judged.
func (s *Service) Complains(draft Draft) bool {
	reason, ok := s.office.Rules.Triage.Reason(draft.Topic)
	return !ok || reason.Asks
}

// Judge says how urgent a call is as far as it is known. It is quick and reads
// nothing. Answers that can't be, or contradict each other, are among its
// models.Problems, each with its finding as the field.
func (s *Service) Judge(draft Draft, file CallerFile) (Judgement, error) {
	var out Judgement
	if !s.Complains(draft) {
		out.Complete = true
		return out, nil
	}
	answers, err := s.answers(draft)
	if err != nil {
		return out, err
	}
	now := s.office.Now()
	if draft.Started.IsZero() {
		draft.Started = now
	}
	request := triage.Request{
		Day: file.Day, DayUnknown: file.DayUnknown, Open: office.PhoneAnswered(file.Clinic, now),
		Factors: file.Factors, Answers: answers,
	}
	if file.Booking != nil && !file.DayUnknown {
		request.Procedure = file.Booking.Booking.Procedure
	}
	if file.Booking != nil {
		request.Medicines = file.Booking.Booking.Medicines.Codes()
	}
	if !draft.Outgoing {
		out.Again = file.Again(draft)
	}
	request.SecondCallWithin48h = out.Again != nil
	if out.Assessment, err = s.office.Rules.Triage.Assess(request); err != nil {
		return out, err
	}
	out.settle(draft, func(level triage.Level) triage.Level { return s.office.Rules.Triage.AtHour(level, request.Open) })
	out.Next = s.next(draft, out, file, now)
	return out, nil
}

func (s *Service) answers(draft Draft) (map[string]triage.Answer, error) {
	answers := map[string]triage.Answer{}
	var problems models.Problems
	for id, text := range draft.Answers {
		if text == "" {
			continue
		}
		answer, err := s.office.Rules.Triage.ParseAnswer(id, text)
		problems.Add(id, err)
		answers[id] = answer
	}
	return answers, problems.OrNil()
}

// settle finds the level that counts. What the nurse raises to follows the hour as
// the rules' own level does. A lowering holds as long as the rules give no higher
// level than the one that the doctor weighed.
func (j *Judgement) settle(draft Draft, atThisHour func(triage.Level) triage.Level) {
	j.Level = j.Assessment.Level
	if raised := triage.Level(draft.Raised); raised.Above(j.Level) {
		j.Level = atThisHour(raised)
		return
	}
	low := draft.Lowered
	if low != nil && slices.Contains(triage.Levels, triage.Level(low.To)) && !j.Assessment.Level.Above(triage.Level(low.From)) && j.Assessment.Level.Above(triage.Level(low.To)) {
		j.Level, j.Lowered = triage.Level(low.To), true
	}
}

func (s *Service) next(draft Draft, judged Judgement, file CallerFile, now time.Time) Next {
	var out Next
	level, ok := s.office.Rules.Triage.Level(judged.Level)
	if !ok {
		return out
	}
	again, visit := judged.Recontact, judged.Visit
	if judged.Level != judged.Assessment.Level { // what the rules say belongs to their own level
		again, visit = level.Recontact, level.Visit
	}
	again = cmp.Or(again, level.Recontact)
	if again != nil {
		out.Callback = office.NewCallbackWindow(*again, file.Clinic, now)
	}
	if level.Callback > 0 {
		promised := now
		if draft.ReadOut != nil && draft.ReadOut.Level == string(judged.Level) {
			promised = draft.ReadOut.At
		}
		out.Surgeon = new(promised.Add(time.Duration(level.Callback) * time.Minute).UTC())
		if first := file.surgeonPromised(draft.FollowsID); first != nil && first.Before(*out.Surgeon) {
			out.Surgeon = first // what the patient was told first stands
		}
	}
	if visit != nil {
		today := models.DateOf(now)
		out.Visit = visitWindow(today.AddDays(visit.From), today.AddDays(visit.To))
	}
	return out
}

func visitWindow(from, to models.Date) *VisitWindow {
	window := &VisitWindow{From: from, To: to, Closed: true}
	for day := from; !day.After(to); day = day.AddDays(1) {
		window.Closed = window.Closed && !workday.IsWorkday(day)
	}
	return window
}
