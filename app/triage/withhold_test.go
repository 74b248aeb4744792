package triage_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/app/triage"
)

// sourceOf is where a trigger comes from: a rule or a score, by its id.
func sourceOf(guide *triage.Guide, trigger string) rulebook.Source {
	if rule, ok := guide.Rule(trigger); ok {
		return rule.Source
	}
	for _, score := range guide.Scores() {
		if score.ID == trigger {
			return score.Source
		}
	}
	return rulebook.Source{}
}

// Whatever is approved: no level is shown that a hidden rule would raise, nothing comes from
// a row that nobody approved, and what is asked is the same.
func TestNoFalseComfortFromApprovedRulesAlone(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		rows := guide.Rows()
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			policy := rulebooktest.ApprovedOnly{Rows: map[string]bool{}, All: rapid.Bool().Draw(t, "but these")}
			for range rapid.IntRange(0, 8).Draw(t, "rows") {
				policy.Rows[rapid.SampledFrom(rows).Draw(t, "row").ID] = true
			}
			all, shown := assess(t, guide, request), assess(t, guide.Under(policy), request)
			if shown.Withheld {
				require.Empty(t, shown.Level)
				require.Nil(t, shown.Recontact)
				require.Nil(t, shown.Visit)
				require.Empty(t, shown.WouldRaise)
			} else {
				require.False(t, all.Level.Above(shown.Level), "%s is shown and every rule together gives %s", shown.Level, all.Level)
			}
			for _, trigger := range shown.Triggered {
				require.True(t, policy.Allows(sourceOf(guide, trigger.Rule)), "%s triggered", trigger.Rule)
			}
			require.Equal(t, all.UnaskedRedFlags, shown.UnaskedRedFlags)
			require.Equal(t, all.Hidden, shown.Hidden)
			require.Equal(t, all.Known, shown.Known)
			require.Equal(t, all.Complete, shown.Complete)
		})
	})
}

// With every row approved a call is judged as it is without the setting.
func TestAllApprovedIsAsWithoutTheSetting(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		under := guide.Under(rulebooktest.ApprovedOnly{All: true})
		rapid.Check(t, func(t *rapid.T) {
			request := anyCall(t, guide)
			require.Equal(t, assess(t, guide, request), assess(t, under, request))
		})
	})
}

// A red flag that is answered by yes or unknown is told of whatever is approved, so that
// the nurse does not choose a lower level than the most urgent without a doctor.
func TestARedFlagIsAlarmingWithoutAnyApproval(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		under := guide.Under(rulebooktest.ApprovedOnly{})
		for _, finding := range guide.Findings() {
			if !finding.RedFlag {
				continue
			}
			for _, answer := range []triage.Answer{triage.Yes, triage.Unknown} {
				request := quiet(guide, "neurotomy")
				request.Answers[finding.ID] = answer
				found := assess(t, under, request)
				if assess(t, guide, request).Level == "" {
					continue // nothing to withhold
				}
				require.True(t, found.Withheld, "%s %s", finding.ID, answer)
				require.Contains(t, found.Alarming, finding.ID)
			}
		}
	})
}

// Each rule and score: while it alone is not approved it is nowhere; once it is approved it
// is there.
func TestEveryRowOfTheGuideIsHiddenUntilItIsApproved(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		left := map[string]bool{}
		for _, row := range guide.Rows() {
			if row.Proposed && (row.Kind == "triage-rule" || row.Kind == "triage-score") {
				left[row.ID] = true
			}
		}
		for _, request := range worstOf(guide) {
			for _, trigger := range assess(t, guide, request).Triggered {
				row := sourceOf(guide, trigger.Rule).Row.ID
				if !left[row] {
					continue
				}
				delete(left, row)
				there := func(found triage.Assessment) bool {
					return slices.ContainsFunc(found.Triggered, func(one triage.Trigger) bool { return one.Rule == trigger.Rule })
				}
				require.False(t, there(assess(t, guide.Under(rulebooktest.ApprovedOnly{Rows: map[string]bool{row: true}, All: true}), request)), row)
				require.True(t, there(assess(t, guide.Under(rulebooktest.ApprovedOnly{All: true}), request)), row)
			}
		}
		require.Empty(t, left, "no call was found in which they hold")
	})
}

// worstOf are calls in which every answer is as bad as can be, on either side of what is
// normal, on every day on which something changes: since no condition knows "not", every rule
// holds in one of them.
func worstOf(guide *triage.Guide) []triage.Request {
	var requests []triage.Request
	for _, procedure := range []string{"neurotomy", "block"} {
		for _, day := range guide.DaysOfChange() {
			for _, least := range []bool{false, true} {
				request := triage.Request{
					Day: day, Procedure: procedure, SecondCallWithin48h: true, Factors: guide.Factors(),
					Medicines: []string{"B01AA03", "M01AE01"}, Answers: map[string]triage.Answer{},
				}
				for _, finding := range guide.Findings() {
					request.Answers[finding.ID] = worst(finding, least)
				}
				requests = append(requests, request)
			}
		}
	}
	return requests
}

func worst(finding triage.Finding, least bool) triage.Answer {
	switch {
	case finding.Kind == triage.Choice:
		return triage.OfChoice(finding.Choices[len(finding.Choices)-1].ID)
	case finding.Kind == triage.Number && least:
		return triage.OfNumber(finding.Possible.From)
	case finding.Kind == triage.Number:
		return triage.OfNumber(finding.Possible.To)
	}
	return triage.Yes
}

// The words of a level are read aloud only once its row is approved, also where the nurse
// chose the level; whom it alarms and what it promises stays.
func TestWordsOfALevelNeedItsApproval(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		for _, level := range guide.Levels() {
			if level.Source.Status != rulebook.Proposed {
				continue
			}
			told := guide.Under(rulebooktest.ApprovedOnly{}).At(triage.Assessment{}, level.ID)
			require.Empty(t, told.Advice, level.ID)
			require.Equal(t, level.Visit, told.Visit)
			require.Equal(t, level.Recontact, told.Recontact)
			under := guide.Under(rulebooktest.ApprovedOnly{Rows: map[string]bool{level.Source.Row.ID: true}})
			require.True(t, strings.HasPrefix(sv(under.At(triage.Assessment{}, level.ID).Advice[0]), sv(level.Tell)), level.ID)
		}
	})
}
