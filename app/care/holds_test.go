package care

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/models"
)

// The doctor is asked again where the rules now see more than was weighed: a new
// reason, or a longer pause. A shorter pause and a reason less are safe.
func TestSpeaksAgainst(t *testing.T) {
	days := func(n int) medication.Hold { return medication.Hold{Kind: medication.Days, Amount: n} }
	hours := func(n int) medication.Hold { return medication.Hold{Kind: medication.Hours, Amount: n} }
	reasoned := days(5)
	reasoned.Reasons = []medication.Reason{{Code: "kidneys"}}
	for name, test := range map[string]struct {
		hold     medication.Hold
		decision models.HoldDecision
		want     bool
	}{
		"the same":            {days(5), models.HoldDecision{Proposed: "5d"}, false},
		"longer":              {days(6), models.HoldDecision{Proposed: "5d"}, true},
		"shorter":             {days(4), models.HoldDecision{Proposed: "5d"}, false},
		"longer in hours":     {hours(25), models.HoldDecision{Proposed: "1d"}, true},
		"as long in hours":    {hours(24), models.HoldDecision{Proposed: "1d"}, false},
		"from none":           {days(1), models.HoldDecision{Proposed: "none"}, true},
		"what can't be read":  {days(9), models.HoldDecision{Proposed: "länge"}, false},
		"a new reason":        {reasoned, models.HoldDecision{Proposed: "5d", Weighed: []string{"age"}}, true},
		"a reason weighed":    {reasoned, models.HoldDecision{Proposed: "5d", Weighed: []string{"age", "kidneys"}}, false},
		"a reason less":       {days(5), models.HoldDecision{Proposed: "5d", Weighed: []string{"kidneys"}}, false},
		"weighed, but longer": {reasoned, models.HoldDecision{Proposed: "4d", Weighed: []string{"kidneys"}}, true},
	} {
		require.Equal(t, test.want, speaksAgainst(test.hold, test.decision), name)
	}
}
