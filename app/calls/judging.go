package calls

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Judgement is how urgent a call is, and what follows from it.
type Judgement struct {
	triage.Assessment
	Level   triage.Level  // the one that counts: raised or lowered by the nurse
	Lowered bool          // below the rules' own, with reason and doctor
	Again   *models.Call  // the call about the same within 48 hours, which raises the level
	Said    []models.Text // what the patient is told at the level that counts
	Next    Next
	// Wrong is what is wrong with the answers, each with its finding as the field: one that
	// can't be, and does not count, or two that contradict each other, of which the worse counts.
	Wrong models.Problems
	// Alarm is what is noted with its time where a call of this level can be signed at once,
	// whatever is left to ask; empty at the other levels.
	Alarm   models.Text
	Alarmed *time.Time // when it was noted; nil for not yet
	// Notify is what has to be noted before the call is signed: that 112 or the emergency
	// department was called; empty at the other levels. Else it is a task that is due now.
	Notify   models.Text
	Notified bool
}

// Beside lists what the nurse does beside talking, each once, the alarm first.
func (j Judgement) Beside() []models.Text {
	if j.Alarm.Empty() {
		return j.Do
	}
	return append([]models.Text{j.Alarm}, j.Do...)
}

// AtOnce tells whether the call can be signed although red flags are unasked: the level
// allows it, and it is noted that help was called.
func (j Judgement) AtOnce() bool { return j.Alarmed != nil }

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
// nothing.
func (s *Service) Judge(draft Draft, file CallerFile) (Judgement, error) {
	var out Judgement
	if !s.Complains(draft) {
		out.Complete = true
		return out, nil
	}
	answers := s.answers(draft, &out.Wrong)
	now := s.office.Now()
	if draft.Started.IsZero() {
		draft.Started = now
	}
	request := triage.Request{
		Day: file.Day, DayUnknown: file.DayUnknown, Open: office.PhoneAnswered(file.Clinic, now),
		Factors: file.Factors, Answers: answers, OwnWords: s.inOwnWords(draft),
	}
	if file.Booking != nil && !file.DayUnknown {
		request.Procedure = file.Booking.Booking.Procedure
	}
	if file.Booking != nil {
		request.Medicines, request.MedicinesKnown = file.Booking.Booking.Medicines.Codes(), true
	}
	if !draft.Outgoing {
		out.Again = file.Again(draft)
	}
	request.SecondCallWithin48h = out.Again != nil
	var err error
	if out.Assessment, err = s.office.Rules.Triage.Assess(request); err != nil {
		return out, err
	}
	for _, one := range out.Contradictions {
		out.Wrong = append(out.Wrong, s.office.Rules.Triage.Contradicts(one))
	}
	out.settle(draft, func(level triage.Level) triage.Level { return s.office.Rules.Triage.AtHour(level, request.Open) })
	told := s.office.Rules.Triage.At(out.Assessment, out.Level)
	out.Said = told.Advice
	out.Next = s.next(draft, out.Level, told, file, now)
	out.findAlarm(s.office.Rules.Triage, draft)
	return out, nil
}

// answers reads the answers that can be, and says what is wrong with the others.
func (s *Service) answers(draft Draft, wrong *models.Problems) map[string]triage.Answer {
	answers := map[string]triage.Answer{}
	for _, id := range slices.Sorted(maps.Keys(draft.Answers)) {
		if draft.Answers[id] == "" {
			continue
		}
		answer, err := s.office.Rules.Triage.ParseAnswer(id, draft.Answers[id])
		if err != nil {
			wrong.Add(id, err)
			continue
		}
		answers[id] = answer
	}
	return answers
}

// inOwnWords tells whether the caller has told of a complaint in words that say more
// than what the call is about.
func (s *Service) inOwnWords(draft Draft) bool {
	said := strings.TrimSpace(draft.Reason)
	topic, _ := s.office.Rules.Triage.Reason(draft.Topic)
	return said != "" && said != topic.Title.In(models.Swedish)
}

func (j *Judgement) findAlarm(guide *triage.Guide, draft Draft) {
	level, _ := guide.Level(j.Level)
	j.Alarm, j.Notify = level.Alarm, level.Notify
	if j.Notify.Empty() {
		j.Notify = j.Alarm
	}
	j.Notified = slices.ContainsFunc(draft.Contacts, func(contact models.Contact) bool {
		return !j.Notify.Empty() && contact.With == j.Notify.In(models.Swedish)
	})
	if j.Alarm.Empty() {
		return
	}
	for _, contact := range draft.Contacts {
		if contact.With == j.Alarm.In(models.Swedish) {
			j.Alarmed = &contact.At
			return
		}
	}
}

// settle finds the level that counts. What the nurse raises to follows the hour as
// the rules' own level does. A lowering holds as long as the rules give no higher
// level than the one that the doctor weighed.
func (j *Judgement) settle(draft Draft, atThisHour func(triage.Level) triage.Level) {
	if j.Withheld {
		j.choose(draft, atThisHour)
		return
	}
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

// choose takes the level from the nurse alone, since no approved rule gives one. Where
// something alarming is found she sends for an ambulance by herself; anything less takes a
// doctor's word, which holds as long as nothing alarming is found that was not weighed.
func (j *Judgement) choose(draft Draft, atThisHour func(triage.Level) triage.Level) {
	chosen, low := triage.Level(draft.Raised), draft.Lowered
	switch {
	case chosen != "" && j.MayChoose(chosen):
		j.Level = atThisHour(chosen)
	case low != nil && slices.Contains(triage.Levels, triage.Level(low.To)) && !slices.ContainsFunc(j.Alarming, func(id string) bool { return !slices.Contains(low.Weighed, id) }):
		j.Level, j.Lowered = triage.Level(low.To), true
	}
}

// MayChoose tells whether the nurse may choose a level without a doctor where none is proposed.
func (j *Judgement) MayChoose(level triage.Level) bool {
	return len(j.Alarming) == 0 || level == triage.Levels[0]
}

func (s *Service) next(draft Draft, at triage.Level, told triage.Told, file CallerFile, now time.Time) Next {
	var out Next
	level, ok := s.office.Rules.Triage.Level(at)
	if !ok {
		return out
	}
	if again := cmp.Or(told.Recontact, level.Recontact); again != nil {
		out.Callback = office.NewCallbackWindow(*again, file.Clinic, now)
	}
	if level.Callback > 0 {
		promised := now
		if draft.ReadOut != nil && draft.ReadOut.Level == string(at) {
			promised = draft.ReadOut.At
		}
		out.Surgeon = new(promised.Add(time.Duration(level.Callback) * time.Minute).UTC())
		if first := file.surgeonPromised(draft.FollowsID); first != nil && first.Before(*out.Surgeon) {
			out.Surgeon = first // what the patient was told first stands
		}
	}
	if visit := told.Visit; visit != nil {
		today := models.DateOf(now)
		out.Visit = visitWindow(today.AddDays(visit.From), today.AddDays(visit.To))
	}
	return out
}

// visitWindow is the time for a visit. Nobody is received before its first working day nor
// after its last, where it has any.
func visitWindow(from, to models.Date) *VisitWindow {
	first, last, open := workday.Within(from, to)
	if !open {
		return &VisitWindow{From: from, To: to, Closed: true}
	}
	return &VisitWindow{From: first, To: last}
}
