package triage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/triage"
)

// both calls for the clinic's guide and for the frozen one: what the form promises holds
// whatever the rules say.
func both(t *testing.T, check func(t *testing.T, guide *triage.Guide)) {
	t.Helper()
	for name, guide := range map[string]*triage.Guide{"clinic": clinic(t), "machinery": machinery(t)} {
		t.Run(name, func(t *testing.T) { check(t, guide) })
	}
}

// answers are what a question can be answered with, each at least as bad as the
// one before it: not asked and no, then unknown of what is no red flag, then the rest. A
// number gets worse from where nothing speaks of it, on one of its sides.
func answers(t *rapid.T, guide *triage.Guide, finding triage.Finding) []triage.Answer {
	switch finding.Kind {
	case triage.Number:
		calm := guide.Calm(finding.ID)
		to := finding.Possible.To
		if finding.Possible.From < calm.From && (calm.To >= to || rapid.Bool().Draw(t, finding.ID+" falls")) {
			to = finding.Possible.From
		}
		start := rapid.Float64Range(calm.From, calm.To).Draw(t, finding.ID)
		a := start + (to-start)*rapid.Float64Range(0, 1).Draw(t, finding.ID+" worse")
		b := a + (to-a)*rapid.Float64Range(0, 1).Draw(t, finding.ID+" worst")
		return []triage.Answer{{}, triage.Unknown, triage.OfNumber(start), triage.OfNumber(a), triage.OfNumber(b)}
	case triage.Choice:
		all := []triage.Answer{{}, triage.Unknown}
		for _, choice := range finding.Choices {
			all = append(all, triage.OfChoice(choice.ID))
		}
		return all
	}
	return []triage.Answer{{}, triage.No, triage.Unknown, triage.Yes}
}

func anyCall(t *rapid.T, guide *triage.Guide) triage.Request {
	request := triage.Request{
		Day:            rapid.OneOf(rapid.SampledFrom(guide.DaysOfChange()), rapid.IntRange(0, guide.LastDay())).Draw(t, "day"),
		DayUnknown:     rapid.IntRange(0, 9).Draw(t, "unknown day") == 0,
		Procedure:      rapid.SampledFrom([]string{"neurotomy", "block", ""}).Draw(t, "procedure"),
		Open:           rapid.Bool().Draw(t, "open"),
		Medicines:      rapid.SliceOfN(rapid.SampledFrom([]string{"B01AA03", "M01AE01", "A10BK03", "A10AB05", "C08CA01"}), 0, 2).Draw(t, "medicines"),
		MedicinesKnown: rapid.Bool().Draw(t, "medicines known"),
		Factors:        rapid.SliceOfN(rapid.SampledFrom(guide.Factors()), 0, 2).Draw(t, "factors"),
		Answers:        map[string]triage.Answer{},
	}
	findings := guide.Findings()
	for range rapid.IntRange(0, 12).Draw(t, "answers") {
		finding := anyOf(t, findings)
		all := answers(t, guide, finding)
		request.Answers[finding.ID] = all[rapid.IntRange(0, len(all)-1).Draw(t, "answer")]
	}
	if rapid.Bool().Draw(t, "complete") {
		denied(guide, &request)
	}
	return request
}

// anyOf draws a finding by its id, which is enough to read in a failure.
func anyOf(t *rapid.T, findings []triage.Finding) triage.Finding {
	id := rapid.SampledFrom(ids(findings, func(f triage.Finding) string { return f.ID })).Draw(t, "finding")
	return findings[slices.IndexFunc(findings, func(f triage.Finding) bool { return f.ID == id })]
}

func rank(level triage.Level) int {
	for i, one := range triage.Levels {
		if one == level {
			return i
		}
	}
	return len(triage.Levels)
}

func assess(t require.TestingT, guide *triage.Guide, request triage.Request) triage.Assessment {
	found, err := guide.Assess(request)
	require.NoError(t, err, "%+v", request)
	return found
}

// Whatever else is answered, a worse answer never gives a milder level: a "no"
// or a question not asked can become "unknown" or "yes", a choice worse, and a number
// worse in either direction.
func TestNoAnswerLowersTheLevel(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		findings := guide.Findings()
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			finding := anyOf(t, findings)
			last, lastRank := "", len(triage.Levels)
			for _, answer := range answers(t, guide, finding) {
				request.Answers[finding.ID] = answer
				found := assess(t, guide, request)
				require.LessOrEqual(t, rank(found.Level), lastRank, "%s: %s after %s", finding.ID, answer, last)
				last, lastRank = answer.String(), rank(found.Level)
			}
		})
	})
}

// Nothing that is known of the patient, no worry, no words and no closed door lowers it either.
func TestNoFactLowersTheLevel(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			before := assess(t, guide, request)
			for name, worse := range map[string]func(*triage.Request){
				"worried":   func(r *triage.Request) { r.Factors = append(slices.Clone(r.Factors), "worried") },
				"again":     func(r *triage.Request) { r.SecondCallWithin48h = true },
				"closed":    func(r *triage.Request) { r.Open = false },
				"no day":    func(r *triage.Request) { r.DayUnknown = true },
				"anything":  func(r *triage.Request) { r.Procedure = "" },
				"words":     func(r *triage.Request) { r.OwnWords = true },
				"a thinner": func(r *triage.Request) { r.Medicines = append(slices.Clone(r.Medicines), "B01AF02") },
				"a factor":  func(r *triage.Request) { r.Factors = append(slices.Clone(r.Factors), guide.Factors()...) },
			} {
				changed := request
				worse(&changed)
				after := assess(t, guide, changed)
				if after.Level == "" && before.Level != "" { // a red flag has to be asked that was hidden: nothing is judged yet
					require.Equal(t, triage.L5, before.Level, name)
					require.NotEmpty(t, after.UnaskedRedFlags, name)
					continue
				}
				require.LessOrEqual(t, rank(after.Level), rank(before.Level), name)
			}
		})
	})
}

// Worry and a second call raise by what the rule says and never to the first level.
func TestRaisingHasACeiling(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			request.Factors = slices.DeleteFunc(request.Factors, func(f string) bool { return f == "worried" })
			before := assess(t, guide, request)
			request.Factors, request.SecondCallWithin48h = append(request.Factors, "worried"), true
			after := assess(t, guide, request)
			if before.Level != triage.L1 {
				require.NotEqual(t, triage.L1, after.Level)
			}
		})
	})
}

// A level never falls because a day has passed, but on the day after one that a row
// names as its last, with its source.
func TestNoDayLowersTheLevel(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		ends := map[int][]triage.Rule{}
		for _, rule := range guide.Rules() {
			for _, one := range rule.Cases {
				if one.Days.To >= 0 {
					require.NotEmpty(t, one.Ends, rule.ID)
					ends[one.Days.To] = append(ends[one.Days.To], rule)
				}
			}
		}
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			request.DayUnknown = false
			for _, day := range guide.DaysOfChange()[1:] {
				request.Day = day - 1
				before := assess(t, guide, request)
				request.Day = day
				after := assess(t, guide, request)
				if !before.Level.Above(after.Level) {
					continue
				}
				named := func(rule triage.Rule) bool {
					return slices.ContainsFunc(before.Triggered, func(t triage.Trigger) bool { return t.Rule == rule.ID })
				}
				require.True(t, slices.ContainsFunc(ends[day-1], named), "%s on day %d, %s on day %d: %+v", before.Level, day-1, after.Level, day, request)
			}
		})
	})
}

// What no rule speaks of is never self-care: at the mildest level each complaint is
// named by a rule that gives that level.
func TestNoComplaintIsLeftUnexplained(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		findings := guide.Findings()
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			denied(guide, &request)
			found := assess(t, guide, request)
			if found.Level != triage.L5 {
				return
			}
			var said []string
			for _, trigger := range found.Triggered {
				said = append(said, trigger.Findings...)
			}
			for _, finding := range findings {
				if finding.Complaint(request.Answers[finding.ID]) {
					require.Contains(t, said, finding.ID)
				}
			}
		})
	})
}

// The assessment agrees with itself: the level is that of what triggered, every
// red flag is asked or listed, and each answer that is said to raise the level does.
func TestTheAssessmentAgreesWithItself(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			found := assess(t, guide, request)
			highest := len(triage.Levels)
			for _, trigger := range found.Triggered {
				highest = min(highest, rank(trigger.Level))
			}
			if len(found.Triggered) > 0 {
				require.Equal(t, highest, rank(found.Level))
			}
			require.Equal(t, found.Complete, len(found.UnaskedRedFlags) == 0)
			if found.Recontact != nil {
				require.NotEqual(t, triage.L3, found.Level, "the surgeon calls")
			}
			if found.Visit != nil {
				require.Equal(t, triage.L4, found.Level)
			}
			if found.Level != "" {
				require.Equal(t, found.Level, guide.LevelAlone(request))
			}
			named := map[string]bool{}
			for _, raise := range found.WouldRaise {
				named[raise.Finding] = true
				before := request.Answers[raise.Finding]
				request.Answers[raise.Finding] = raise.Answer
				after := assess(t, guide, request)
				require.Equal(t, raise.Level, after.Level, "%s=%s", raise.Finding, raise.Answer)
				require.True(t, raise.Level.Above(found.Level))
				request.Answers[raise.Finding] = before
			}
			for _, id := range found.UnaskedRedFlags {
				request.Answers[id] = triage.Yes
				after := assess(t, guide, request)
				delete(request.Answers, id)
				if found.Level != "" {
					require.Equal(t, named[id], after.Level.Above(found.Level), "%s would raise", id)
				}
			}
		})
	})
}

// Anything that can be typed as an answer is read or refused, never guessed:
// what is read can be judged.
func FuzzParseAnswer(f *testing.F) {
	for _, text := range []string{"yes", "nej", "vet ej", "inte aktuellt", "38,4", "380", "NaN", "1e400", "-0", "0x26", "worse", "", "ja "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, finding := range clinic(t).Findings() {
			answer, err := clinic(t).ParseAnswer(finding.ID, text)
			if err != nil {
				continue
			}
			_, err = clinic(t).Assess(triage.Request{Answers: map[string]triage.Answer{finding.ID: answer}})
			require.NoError(t, err, "%s=%q", finding.ID, text)
		}
	})
}
