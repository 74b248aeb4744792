package triage_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/triage"
)

// answers are what a question can be answered with, each at least as bad as the
// one before it: not asked and no, then unknown of what is no red flag, then the rest.
func answers(t *rapid.T, finding triage.Finding) []triage.Answer {
	switch finding.Kind {
	case triage.Number:
		a := rapid.Float64Range(finding.Least, finding.Most).Draw(t, finding.ID)
		b := rapid.Float64Range(finding.Least, finding.Most).Draw(t, finding.ID)
		if (a > b) == (finding.Worse == triage.Up) {
			a, b = b, a
		}
		return []triage.Answer{{}, triage.Unknown, triage.OfNumber(a), triage.OfNumber(b)}
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
		Day:        rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(0, end)).Draw(t, "day"),
		DayUnknown: rapid.IntRange(0, 9).Draw(t, "unknown day") == 0,
		Procedure:  rapid.SampledFrom([]string{"neurotomy", "block", ""}).Draw(t, "procedure"),
		Open:       rapid.Bool().Draw(t, "open"),
		Medicines:  rapid.SliceOfN(rapid.SampledFrom([]string{"B01AA03", "M01AE01", "A10BK03", "A10AB05", "X99XX99"}), 0, 2).Draw(t, "medicines"),
		Factors:    rapid.SliceOfN(rapid.SampledFrom(guide.Factors()), 0, 2).Draw(t, "factors"),
		Answers:    map[string]triage.Answer{},
		Worried:    rapid.IntRange(0, 9).Draw(t, "worried") == 0,
	}
	findings := guide.Findings()
	for range rapid.IntRange(0, 12).Draw(t, "answers") {
		finding := rapid.SampledFrom(findings).Draw(t, "finding")
		all := answers(t, finding)
		request.Answers[finding.ID] = all[rapid.IntRange(0, len(all)-1).Draw(t, "answer")]
	}
	return request
}

func rank(level triage.Level) int {
	for i, one := range triage.Levels {
		if one == level {
			return i
		}
	}
	return len(triage.Levels)
}

// Whatever else is answered, a worse answer never gives a milder level: a "no"
// or a question not asked can become "unknown" or "yes", a number or a choice
// can become worse. Only what is already contradictory is left out.
func TestNoAnswerLowersTheLevel(t *testing.T) {
	guide := guide(t)
	findings := guide.Findings()
	rapid.Check(t, func(t *rapid.T) {
		request := anyCall(t, guide)
		finding := rapid.SampledFrom(findings).Draw(t, "worse finding")
		last, lastRank := "", len(triage.Levels)
		for _, answer := range answers(t, finding) {
			request.Answers[finding.ID] = answer
			found, err := guide.Assess(request)
			if err != nil {
				continue
			}
			require.LessOrEqual(t, rank(found.Level), lastRank, "%s: %s after %s", finding.ID, answer, last)
			last, lastRank = answer.String(), rank(found.Level)
		}
	})
}

// Nothing that is known of the patient, no worry and no closed door lowers it either.
func TestNoFactLowersTheLevel(t *testing.T) {
	guide := guide(t)
	rapid.Check(t, func(t *rapid.T) {
		request := anyCall(t, guide)
		before, err := guide.Assess(request)
		if err != nil {
			t.Skip("contradictory")
		}
		for _, worse := range []func(*triage.Request){
			func(r *triage.Request) { r.Worried = true },
			func(r *triage.Request) { r.SecondCallWithin48h = true },
			func(r *triage.Request) { r.Open = false },
			func(r *triage.Request) { r.DayUnknown = true },
			func(r *triage.Request) { r.Procedure = "" },
			func(r *triage.Request) { r.Medicines = append(r.Medicines, "B01AF02") },
			func(r *triage.Request) { r.Factors = append(r.Factors, "immunosuppressed") },
		} {
			changed := request
			worse(&changed)
			after, err := guide.Assess(changed)
			require.NoError(t, err)
			require.LessOrEqual(t, rank(after.Level), rank(before.Level))
		}
	})
}

// The assessment agrees with itself: the level is that of what triggered, every
// red flag is asked or listed, and each answer that is said to raise the level does.
func TestTheAssessmentAgreesWithItself(t *testing.T) {
	guide := guide(t)
	rapid.Check(t, func(t *rapid.T) {
		request := anyCall(t, guide)
		found, err := guide.Assess(request)
		if err != nil {
			t.Skip("contradictory")
		}
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
		named := map[string]bool{}
		for _, raise := range found.WouldRaise {
			named[raise.Finding] = true
			before := request.Answers[raise.Finding]
			request.Answers[raise.Finding] = raise.Answer
			if after, err := guide.Assess(request); err == nil {
				require.Equal(t, raise.Level, after.Level, "%s=%s", raise.Finding, raise.Answer)
				require.True(t, raise.Level.Above(found.Level))
			}
			request.Answers[raise.Finding] = before
		}
		for _, id := range found.UnaskedRedFlags {
			request.Answers[id] = triage.Yes
			after, err := guide.Assess(request)
			delete(request.Answers, id)
			if err == nil && found.Level != "" {
				require.Equal(t, named[id], after.Level.Above(found.Level), "%s would raise", id)
			}
		}
	})
}

// Anything that can be typed as an answer is read or refused, never guessed:
// what is read can be judged.
func FuzzParseAnswer(f *testing.F) {
	for _, text := range []string{"yes", "nej", "vet ej", "38,4", "380", "NaN", "1e400", "-0", "0x26", "worse", "", "ja "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, finding := range guide(t).Findings() {
			answer, err := guide(t).ParseAnswer(finding.ID, text)
			if err != nil {
				continue
			}
			_, err = guide(t).Assess(triage.Request{Answers: map[string]triage.Answer{finding.ID: answer}})
			require.NoError(t, err, "%s=%q", finding.ID, text)
		}
	})
}
