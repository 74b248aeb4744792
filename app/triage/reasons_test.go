package triage_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
)

// Whatever someone calls about, every question comes once, the red flags first
// in their own order; then what they call about.
func TestOrder(t *testing.T) {
	var flags []string
	for _, finding := range guide(t).Findings() {
		if finding.RedFlag {
			flags = append(flags, finding.ID)
		}
	}
	of := func(reason string) []string {
		return ids(guide(t).Order(reason), func(f triage.Finding) string { return f.ID })
	}
	all := ids(guide(t).Findings(), func(f triage.Finding) string { return f.ID })
	for _, reason := range append(guide(t).Reasons(), triage.Reason{ID: "not-chosen", Asks: true}) {
		order := of(reason.ID)
		if !reason.Asks {
			require.Empty(t, order, reason.ID)
			continue
		}
		require.ElementsMatch(t, all, order, reason.ID)
		require.Equal(t, flags, order[:len(flags)], reason.ID)
		if len(reason.Groups) > 0 {
			next, _ := guide(t).Finding(order[len(flags)])
			if next.Group != reason.Groups[0] {
				// every question of the first group is a red flag
				for _, finding := range guide(t).Findings() {
					require.False(t, finding.Group == reason.Groups[0] && !finding.RedFlag, reason.ID)
				}
			}
		}
	}
	require.Equal(t, "wound-redness", of("wound")[len(flags)])
	require.Equal(t, "back-pain", of("back-pain")[len(flags)])
	require.Equal(t, "sudden-onset", of("other")[len(flags)])
	none, ok := guide(t).Reason("none")
	require.True(t, ok)
	require.False(t, none.Asks)
	_, ok = guide(t).Reason("toothache")
	require.False(t, ok)
}

// Whom we sent to hospital is called again too; whom the surgeon shall call is
// not left waiting without anybody knowing what to do.
func TestNobodyIsForgotten(t *testing.T) {
	for _, id := range []triage.Level{triage.L1, triage.L2} {
		level, _ := guide(t).Level(id)
		require.Equal(t, &triage.Hours{From: 12, To: 24}, level.Recontact)
	}
	require.Equal(t, &triage.Hours{From: 12, To: 24}, assess(t, call(t, 3, "chest-pain=yes")).Recontact)
	level, _ := guide(t).Level(triage.L3)
	require.Nil(t, level.Recontact, "the surgeon calls")
	require.Equal(t, []int{30, 45, 60}, func() (minutes []int) {
		for _, step := range level.Escalation {
			minutes = append(minutes, step.Minutes)
			require.NotEmpty(t, step.Do.SV)
		}
		return minutes
	}())
	require.Nil(t, assess(t, call(t, 5, "calf=no chills=yes more-pain=yes")).Recontact)
	rule := guide(t).Unanswered()
	require.Equal(t, []int{3, 30}, []int{rule.Tries, rule.Apart})
	require.NotEmpty(t, rule.Then.EN)
}
